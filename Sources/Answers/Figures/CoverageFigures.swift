internal import Study
package import Timelines

/// How far the store covers the range.
package struct CoverageFigures: Hashable, Sendable {
    /// The minimum over containers that are not gone; nil where one was never covered, or there is none.
    package var coveredUntil: Instant?
    package var containers: Int
    /// Containers covered until before the end of the range, by id; where it has no end, until before the furthest covered one.
    package var stale: [StaleContainer]
}

package struct StaleContainer: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    /// Nil where it was never covered.
    package var coveredUntil: Instant?
}

/// What the coverage of several containers adds up from.
struct CoverageTotals: Sendable {
    /// `distantFuture`: the range has no end.
    private let end: Instant
    private(set) var containers = 0
    private var stale: [StaleContainer] = []
    /// The least coverage of containers that are not gone; `distantPast` where one was never covered.
    private var least: Instant?
    /// The furthest coverage of those that are not deleted either.
    private var furthest: Instant?

    init(until end: Instant) {
        self.end = end
    }

    mutating func add(_ study: ContainerStudy) {
        containers += 1
        guard !study.isGone else { return }
        let container = study.container
        let covered = container.coveredUntil ?? .distantPast
        least = min(least ?? covered, covered)
        if let covered = container.coveredUntil, !study.isDeleted { furthest = max(furthest ?? covered, covered) }
        if study.isStale {
            stale.append(StaleContainer(id: container.id, name: container.name, coveredUntil: container.coveredUntil))
        }
    }

    /// Adds what was found of other containers.
    mutating func merge(_ other: CoverageTotals) {
        containers += other.containers
        stale += other.stale
        least = [least, other.least].compactMap(\.self).min()
        furthest = [furthest, other.furthest].compactMap(\.self).max()
    }

    var figures: CoverageFigures {
        let expected = end == .distantFuture ? furthest ?? end : end
        return CoverageFigures(
            coveredUntil: least == .distantPast ? nil : least,
            containers: containers,
            stale: stale.filter { $0.coveredUntil ?? .distantPast < expected }.sorted { $0.id < $1.id }
        )
    }
}
