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

    package init() {}
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
