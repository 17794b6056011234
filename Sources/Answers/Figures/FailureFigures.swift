internal import Study
package import Timelines

/// The failures in the range that tell the same reason.
package struct FailureFigures: Hashable, Sendable {
    /// As received; nil where an entry into `failed` tells none.
    package var reason: String?
    /// Entries into `failed`, and others whose metadata has an error.
    package var entries: Int
    /// How many different ones.
    package var containers: Int
    package var first: Instant
    package var last: Instant

    /// Most entries first, then by code points, what tells no reason last.
    static func precedes(_ left: FailureFigures, _ right: FailureFigures) -> Bool {
        if left.entries != right.entries { return left.entries > right.entries }
        guard let first = left.reason else { return false }
        guard let second = right.reason else { return true }
        return ExactText(first) < ExactText(second)
    }
}

/// What the failures add up from, container by container.
struct FailureTotals: Sendable {
    private var totals: [ReasonNumber?: Total] = [:]
    /// How many containers were begun.
    private var container = 0

    private struct Total {
        var entries = 0
        var containers = 0
        var first = Instant.distantFuture
        var last = Instant.distantPast
        /// The number of the container that was counted last.
        var counted = 0
    }

    mutating func beginContainer() {
        container += 1
    }

    /// Counts an entry of the range, of the container that was begun last.
    mutating func add(_ entry: Entry) {
        guard entry.isFailure else { return }
        var total = totals[entry.reason?.text] ?? Total()
        total.entries += 1
        if total.counted != container {
            total.counted = container
            total.containers += 1
        }
        total.first = min(total.first, entry.at)
        total.last = max(total.last, entry.at)
        totals[entry.reason?.text] = total
    }

    /// Adds what `other` found of other containers.
    mutating func merge(_ other: FailureTotals) {
        for (reason, found) in other.totals {
            var total = totals[reason] ?? Total()
            total.entries += found.entries
            total.containers += found.containers
            total.first = min(total.first, found.first)
            total.last = max(total.last, found.last)
            totals[reason] = total
        }
    }

    func figures(_ reasons: ReasonTable) -> [FailureFigures] {
        totals.map { reason, total in
            FailureFigures(
                reason: reason.map { reasons[$0] },
                entries: total.entries,
                containers: total.containers,
                first: total.first,
                last: total.last
            )
        }.sorted(by: FailureFigures.precedes)
    }
}
