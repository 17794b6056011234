package import Timelines

/// The one value that every format of `tacho check` is rendered from.
package struct CheckReport: Hashable, Sendable {
    package static let schema = "tachograph.check/1"

    /// The candidate.
    package var range: Interval
    /// The name of the zone whose calendar gave the range, such as `Europe/Berlin`.
    package var timezone: String
    package var options: ReportOptions
    package var log: LogState
    /// Of the candidate's range.
    package var coverage: CoverageFigures
    /// Nil where budgets alone decide.
    package var baseline: CheckedBaseline?
    package var figures: GateFigures

    package init(
        range: Interval,
        timezone: String,
        options: ReportOptions,
        log: LogState,
        coverage: CoverageFigures,
        baseline: CheckedBaseline?,
        figures: GateFigures
    ) {
        self.range = range
        self.timezone = timezone
        self.options = options
        self.log = log
        self.coverage = coverage
        self.baseline = baseline
        self.figures = figures
    }
}

/// What a candidate was compared with. Whether it came from a file is not told: the samples are the same.
package struct CheckedBaseline: Hashable, Sendable {
    package var range: Interval
    package var timezone: String
    /// The log that its samples were read from.
    package var log: LogState

    package init(range: Interval, timezone: String, log: LogState) {
        self.range = range
        self.timezone = timezone
        self.log = log
    }
}
