import Timelines

/// Where a server's pages come from.
enum ServedSource: Sendable {
    case fleet(Fleet)
    /// The same at every time.
    case still(ServedFleet)

    func served(at instant: Instant) -> ServedFleet {
        switch self {
        case .fleet(let fleet): fleet.served(at: instant)
        case .still(let served): served
        }
    }
}
