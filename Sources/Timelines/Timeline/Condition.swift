/// What a container is at an instant, as far as availability goes.
package enum Condition: String, Hashable, Sendable, CaseIterable {
    case up
    case down
    case outOfService = "out-of-service"
    case unknown
}

extension Status {
    /// The part of availability that it belongs to; `paused` is where the reader of the report wants it.
    @inlinable
    package func condition(paused: Condition) -> Condition {
        switch self {
        case .running: .up
        case .stopped, .failed: .down
        case .paused: paused
        case .creating, .claiming, .copying, .deleting, .deleted: .outOfService
        case .unknown: .unknown
        }
    }
}
