internal import ServiceLevels
internal import Statistics
internal import Study
package import Timelines

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
    /// How long the kind typically takes at most: for a container that of its group, for the fleet that of the file. Nil for a kind
    /// without one.
    package var typical: TimeSpan?
    /// The samples above the typical time of their own containers; nil where there is no typical time here.
    package var beyond: Int?
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
    private var beyond: [Int]

    init() {
        distributions = LatencyKind.allCases.map { _ in LatencyDistribution() }
        failed = LatencyKind.allCases.map { _ in 0 }
        beyond = LatencyKind.allCases.map { _ in 0 }
    }

    /// Counts an entry of the range: its duration under `kind`, which is its own, and as failed under the kind that it was to be.
    /// `isSlow` says whether the duration is a sample beyond the typical time of its container.
    mutating func add(_ entry: Entry, kind: LatencyKind, isSlow: Bool = false) {
        distributions[kind.index].add(entry.duration)
        if isSlow { beyond[kind.index] += 1 }
        if let kind = LatencyKind.failedKind(from: entry.from, to: entry.to) {
            failed[kind.index] += 1
        }
    }

    /// Counts all that `other` counted.
    mutating func merge(_ other: LatencyTotals) {
        for index in distributions.indices {
            distributions[index].merge(other.distributions[index])
            failed[index] += other.failed[index]
            beyond[index] += other.beyond[index]
        }
    }

    /// Every kind that has entries or failed attempts, and `start` always; `typical` are the times of those that it is of.
    func figures(typical: TypicalTimes) -> [LatencyKind: LatencyFigures] {
        var all: [LatencyKind: LatencyFigures] = [:]
        for kind in LatencyKind.allCases {
            let distribution = distributions[kind.index]
            let failures = failed[kind.index]
            guard distribution.entries + failures > 0 || kind == .start else { continue }
            var figures = distribution.figures
            figures.failed = failures
            figures.typical = typical[.transition(kind)]
            figures.beyond = figures.typical.map { _ in beyond[kind.index] }
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

/// The `duration_ms` of some entries, exactly: equal samples give equal figures, in whatever order they were added and
/// merged.
///
/// Whole milliseconds below 65 536 take two bytes each, and from 65 536 of them on a count for each millisecond (512 KiB
/// in all, however many come); other samples take eight bytes each.
struct LatencyDistribution: Sendable {
    /// Entries without a duration.
    private(set) var missing = 0
    /// Entries whose duration can't be a sample.
    private(set) var invalid = 0
    private(set) var whole = WholeMilliseconds()
    /// Samples that are no whole milliseconds, or too long for `whole`; in any order.
    private(set) var rest: [Double] = []

    /// How many samples there are.
    var n: Int { whole.count + rest.count }

    /// How many entries were added.
    var entries: Int { n + missing + invalid }

    mutating func add(_ reading: DurationReading) {
        switch reading {
        case .missing: missing += 1
        case .invalid: invalid += 1
        case .valid(let milliseconds):
            // Converted and compared, because `UInt16(exactly:)` calls into the C library for each sample.
            if 0..<65_536 ~= milliseconds, Double(UInt16(milliseconds)) == milliseconds {
                whole.add(UInt16(milliseconds))
            } else {
                rest.append(milliseconds)
            }
        }
    }

    /// Adds all that `other` holds.
    mutating func merge(_ other: LatencyDistribution) {
        missing += other.missing
        invalid += other.invalid
        whole.merge(other.whole)
        rest.append(contentsOf: other.rest)
    }
}

extension LatencyDistribution {
    /// Its figures, in milliseconds; what a single distribution can't know (`failed`, `successRate`) is left at none.
    var figures: LatencyFigures {
        var figures = LatencyFigures()
        figures.n = n
        figures.missing = missing
        figures.invalid = invalid
        guard n > 0 else { return figures }
        let samples = OrderedSamples(self)
        figures.minimum = samples[0]
        figures.maximum = samples[n - 1]
        figures.mean = mean
        for percentile in Percentile.allCases where !percentile.isWithheld(samples: n) {
            let ranks = ConfidenceRanks(samples: n, percentile: percentile)
            figures.percentiles[percentile] = PercentileEstimate(
                value: samples[percentile],
                low: ranks.lower.map { samples[$0 - 1] },
                high: ranks.upper.map { samples[$0 - 1] }
            )
        }
        return figures
    }

    /// The mean of the samples, of which there is one at least.
    ///
    /// The sum is an integer number of 2⁻⁶⁴ ms, so that no order of adding can change it; only samples below 2⁻¹² ms can
    /// have finer digits, which are dropped.
    private var mean: Double {
        let unitsPerMillisecond = 0x1p64
        let sum = rest.reduce(UInt128(whole.sum) << 64) { $0 + UInt128($1 * unitsPerMillisecond) }
        return Double(sum) / unitsPerMillisecond / Double(n)
    }
}

/// The samples of a distribution by rank: whole milliseconds and the others as one ascending sequence.
struct OrderedSamples: Sendable {
    let count: Int
    private let whole: AscendingMilliseconds
    private let rest: [Double]

    init(_ distribution: LatencyDistribution) {
        count = distribution.n
        whole = distribution.whole.ascending
        rest = distribution.rest.sorted()
    }

    /// The sample at a rank from 0.
    subscript(rank: Int) -> Double {
        let index = rest.indices.partitioningIndex { rankOfRest(at: $0) >= rank }
        if index < rest.count, rankOfRest(at: index) == rank { return rest[index] }
        return Double(whole[rank - index])
    }

    /// The percentile by linear interpolation between the two nearest ranks (Hyndman–Fan type 7); needs a sample.
    subscript(percentile: Percentile) -> Double {
        PercentilePosition(count: count, percent: percentile.rawValue).interpolated { self[$0] }
    }

    private func rankOfRest(at index: Int) -> Int {
        index + whole.count(upTo: rest[index])
    }
}

/// The order statistics between which a percentile lies with 95% confidence, whatever the distribution.
///
/// With B ~ Binomial(n, P/100), the number of samples below the true percentile: the lower rank is the largest l with
/// P(B < l) ≤ 0.025, the upper one the smallest u with P(B ≥ u) ≤ 0.025 (Hahn and Meeker, Statistical Intervals, 5.2).
struct ConfidenceRanks: Hashable, Sendable {
    /// From 1; nil where not even the smallest sample will do.
    let lower: Int?
    /// From 1; nil where not even the greatest sample will do.
    let upper: Int?

    /// The ranks for a number of samples, at least one.
    init(samples n: Int, percentile: Percentile) {
        let odds = Double(percentile.rawValue) / Double(100 - percentile.rawValue)
        let mode = (n + 1) * percentile.rawValue / 100

        // 1. Probabilities relative to the mode's, outwards until they are too small to matter to either tail. No
        //    factorial and no logarithm is needed, so that the error stays near that of one division a step.
        var above = [1.0]
        var value = mode
        var weight = 1.0
        while value < n, weight > Self.negligible {
            weight *= Double(n - value) / Double(value + 1) * odds
            value += 1
            above.append(weight)
        }
        let greatest = value
        var below: [Double] = []
        value = mode
        weight = 1
        while value > 0, weight > Self.negligible {
            weight *= Double(value) / Double(n - value + 1) / odds
            value -= 1
            below.append(weight)
        }
        let least = value

        // 2. Each tail from its thin end, small terms first, as far as it stays within 0.025 of the whole.
        let ascending = below.reversed() + above
        let tail = 0.025 * (below.reversed().reduce(0, +) + above.reversed().reduce(0, +))
        let lowerRank = least + Self.terms(of: ascending, within: tail)
        let upperRank = greatest + 1 - Self.terms(of: ascending.reversed(), within: tail)
        lower = lowerRank >= 1 ? lowerRank : nil
        upper = upperRank <= n ? upperRank : nil
    }

    /// Terms this much smaller than the greatest one don't count: all of them together change a tail by less than the
    /// rounding of its sum.
    private static let negligible = 1e-20

    /// How many of the first terms sum up to at most `limit`.
    private static func terms(of weights: [Double], within limit: Double) -> Int {
        var sum = 0.0
        for (count, weight) in weights.enumerated() {
            sum += weight
            if sum > limit { return count }
        }
        return weights.count
    }
}
