extension PriorStatus {
    /// Whether an entry with this `from_status` can't directly follow one into `previous`: an entry between them is missing.
    ///
    /// A missing `from_status` says nothing and breaks nothing; null, which stands for a creation, follows `deleted` only.
    @inlinable
    package func breaksChain(after previous: Status) -> Bool {
        switch self {
        case .missing: false
        case .null: previous != .deleted
        case .status(let status): status != previous
        }
    }
}
