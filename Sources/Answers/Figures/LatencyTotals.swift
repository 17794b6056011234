internal import Rendering
package import Study
package import Timelines

/// The latencies of every kind over some entries, with the attempts that failed; independent of the entries' order.
package struct LatencyTotals: Sendable {
    /// By `LatencyKind.place`.
    private var distributions: [LatencyDistribution]
    private var failed: [Int]

    package init() {
        distributions = LatencyKind.allCases.map { _ in LatencyDistribution() }
        failed = LatencyKind.allCases.map { _ in 0 }
    }

    /// Counts an entry of the range: its duration under its kind, and as failed under the kind that it was to be.
    package mutating func add(_ entry: Entry) {
        distributions[LatencyKind(entry).place].add(entry.duration)
        if let kind = LatencyKind.failedKind(from: entry.from, to: entry.to) {
            failed[kind.place] += 1
        }
    }

    /// Counts all that `other` counted.
    package mutating func merge(_ other: LatencyTotals) {
        for place in distributions.indices {
            distributions[place].merge(other.distributions[place])
            failed[place] += other.failed[place]
        }
    }

    /// Every kind that has entries or failed attempts, and `start` always.
    package var figures: [LatencyKind: LatencyFigures] {
        var all: [LatencyKind: LatencyFigures] = [:]
        for kind in LatencyKind.allCases {
            let distribution = distributions[kind.place]
            let failures = failed[kind.place]
            guard distribution.entries + failures > 0 || kind == .start else { continue }
            var figures = distribution.figures
            figures.failed = failures
            if kind.canFail, distribution.entries + failures > 0 {
                figures.successRate = Double(distribution.entries) / Double(distribution.entries + failures)
            }
            all[kind] = figures
        }
        return all
    }
}

extension LatencyKind {
    /// Its place in `allCases`.
    var place: Int {
        switch self {
        case .start: 0
        case .recover: 1
        case .provision: 2
        case .resume: 3
        case .stop: 4
        case .pause: 5
        case .fail: 6
        case .other: 7
        case .forceStop: 8
        }
    }
}
