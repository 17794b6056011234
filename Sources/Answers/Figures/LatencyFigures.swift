internal import Study
import Timelines

/// The distribution of `duration_ms` of one kind; milliseconds throughout.
package struct LatencyFigures: Hashable, Sendable {
    /// Samples: valid durations.
    package var n: Int = 0
    package var missing: Int = 0
    package var invalid: Int = 0
    package var minimum: Double?
    package var mean: Double?
    package var maximum: Double?
    /// By percentile 50, 75, 90, 95, 99; each withheld (nil) where n·(100 − P) < 100.
    package var percentiles: [Percentile: PercentileEstimate] = [:]
    /// Attempts that ended in `failed`.
    package var failed: Int = 0
    /// Entries of the kind / (those + failed ones); nil for kinds that can't fail, and where both are zero.
    package var successRate: Double?
}

package enum Percentile: Int, Hashable, Sendable, CaseIterable {
    case p50 = 50
    case p75 = 75
    case p90 = 90
    case p95 = 95
    case p99 = 99

    /// Whether so many samples are too few to speak of it: n·(100 − P) < 100, in integers.
    package func isWithheld(samples n: Int) -> Bool {
        n * (100 - rawValue) < 100
    }
}

/// A percentile with its 95% confidence interval of order statistics.
package struct PercentileEstimate: Hashable, Sendable {
    package var value: Double
    /// Nil where no rank bounds it.
    package var low: Double?
    package var high: Double?
}

/// The latencies of every kind over some entries, with the attempts that failed; independent of the entries' order.
struct LatencyTotals: Sendable {
    /// By `LatencyKind.index`.
    private var distributions: [LatencyDistribution]
    private var failed: [Int]

    init() {
        distributions = LatencyKind.allCases.map { _ in LatencyDistribution() }
        failed = LatencyKind.allCases.map { _ in 0 }
    }

    /// Counts an entry of the range: its duration under `kind`, which is its own, and as failed under the kind that it was to be.
    mutating func add(_ entry: Entry, kind: LatencyKind) {
        distributions[kind.index].add(entry.duration)
        if let kind = LatencyKind.failedKind(from: entry.from, to: entry.to) {
            failed[kind.index] += 1
        }
    }

    /// Counts all that `other` counted.
    mutating func merge(_ other: LatencyTotals) {
        for index in distributions.indices {
            distributions[index].merge(other.distributions[index])
            failed[index] += other.failed[index]
        }
    }

    /// Every kind that has entries or failed attempts, and `start` always.
    var figures: [LatencyKind: LatencyFigures] {
        var all: [LatencyKind: LatencyFigures] = [:]
        for kind in LatencyKind.allCases {
            let distribution = distributions[kind.index]
            let failures = failed[kind.index]
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
    /// Its index in `allCases`.
    var index: Int {
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
