import GRDB
package import Timelines

extension StoreSnapshot {
    /// The store as it was at `instant`, with as many readers as the snapshot has connections.
    ///
    /// What was known then are the observations before the first one that was recorded after `instant`: a beginning of the log,
    /// also where the client's clock has been set back since. They are replayed into a private file that no other process sees
    /// and that is gone with the readers; the store itself is only read.
    package func known(
        at instant: Instant,
        progress: @escaping @Sendable (LogProgress) -> Void = { _ in }
    ) throws(StorageError) -> KnownState {
        let present = try readers()
        let whole = present[0].logIdentity
        let known = try present[0].size(asKnownAt: instant)
        guard known < whole.size else { return KnownState(readers: present, whole: whole) }
        let replay = try ReplayedBeginning(of: path, readers: present.count)
        try present[0].access { source in try replay.fill(from: source, size: known, progress: progress) }
        return KnownState(readers: try replay.opened(), whole: whole)
    }
}

extension EventStoreReader {
    /// How many observations come before the first one that was recorded after `instant`.
    func size(asKnownAt instant: Instant) throws(StorageError) -> Int64 {
        try access { database in
            let first = try PreparedStatement(
                database,
                "SELECT seq FROM observations WHERE recorded_at > ? ORDER BY seq LIMIT 1"
            )
            first.bind(1, instant.milliseconds)
            guard try first.step() else { return logIdentity.size }
            defer { first.reset() }
            return try CheckedRow(first, of: "observations").integer(0, in: 1...max(1, logIdentity.size)) - 1
        }
    }
}
