internal import Statistics
import Timelines

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
