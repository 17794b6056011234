package import Timelines

/// The changes over a history: the one value that every format of `tacho trend` is rendered from.
package struct TrendReport: Hashable, Sendable {
    package static let schema = "tachograph.trend/1"

    /// What was asked for, or all that is covered; nil where the store covers nothing of it.
    package var range: Interval?
    /// The name of the zone whose calendar gave the buckets.
    package var timezone: String
    package var options: ReportOptions
    package var search: TrendSearch
    package var log: LogState
    package var coverage: CoverageFigures
    package var figures: TrendFigures

    package init(
        range: Interval?,
        timezone: String,
        options: ReportOptions,
        search: TrendSearch,
        log: LogState,
        coverage: CoverageFigures,
        figures: TrendFigures
    ) {
        self.range = range
        self.timezone = timezone
        self.options = options
        self.search = search
        self.log = log
        self.coverage = coverage
        self.figures = figures
    }
}

/// The switches of a search for changes, as a report states them.
package struct TrendSearch: Hashable, Sendable {
    /// `hour`, `day` or `week`.
    package var bucket: String
    package var metrics: [TrendMetric]
    package var byContainer: Bool
    package var alpha: Double
    /// As a part of the level before.
    package var leastEffect: Double

    package init(
        bucket: String,
        metrics: [TrendMetric] = TrendMetric.allCases,
        byContainer: Bool = false,
        alpha: Double = 0.05,
        leastEffect: Double = 0.05
    ) {
        self.bucket = bucket
        self.metrics = metrics
        self.byContainer = byContainer
        self.alpha = alpha
        self.leastEffect = leastEffect
    }
}
