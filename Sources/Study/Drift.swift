package import Timelines

extension Timeline {
    /// The listings in `range` whose status contradicts the newest entry before them, with no entry within 60 s (either way,
    /// the 60th second included).
    func drift(of container: Container, in range: Interval, symbols: SymbolTable) -> [Drift] {
        var drift: [Drift] = []
        var next = 0
        for listing in container.listings where range.contains(listing.at) {
            while next < entryCount, entries[next].at < listing.at { next += 1 }
            guard next > 0, let status = listing.status else { continue }
            let newest = entries[next - 1]
            let isNear =
                listing.at - newest.at <= .minutes(1)
                || (next < entryCount && entries[next].at - listing.at <= .minutes(1))
            guard status != newest.to, !isNear else { continue }
            drift.append(
                Drift(
                    containerID: container.id,
                    listed: symbols[status.symbol],
                    timeline: symbols[newest.to.symbol],
                    at: listing.at
                )
            )
        }
        return drift
    }
}

/// A listing that contradicts the newest entry before it.
package struct Drift: Hashable, Sendable {
    package var containerID: ContainerID
    package var listed: String
    package var timeline: String
    package var at: Instant
}
