package import Timelines

/// The one value that every format of `tacho report` is rendered from.
package struct StabilityReport: Hashable, Sendable {
    package static let schema = "tachograph.report/1"

    package var range: Interval
    /// The name of the zone whose calendar gave the range, such as `Europe/Berlin`.
    package var timezone: String
    package var options: ReportOptions
    package var log: LogState
    package var figures: StabilityFigures
    /// The figures of an earlier range beside these; nil where none was asked for.
    package var comparison: ComparisonFigures?

    package init(
        range: Interval,
        timezone: String,
        options: ReportOptions,
        log: LogState,
        figures: StabilityFigures,
        comparison: ComparisonFigures? = nil
    ) {
        self.range = range
        self.timezone = timezone
        self.options = options
        self.log = log
        self.figures = figures
        self.comparison = comparison
    }
}
