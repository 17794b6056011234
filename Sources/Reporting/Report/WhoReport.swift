package import Analysis
package import Timelines

/// The answer to "who brought containers into this status?", with what was searched for it.
package struct WhoReport: Hashable, Sendable {
    package static let schema = "tachograph.who/1"

    /// The status that was asked for, as written.
    package var status: String
    /// Nil where everything recorded was searched.
    package var range: Interval?
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: ReportOptions
    package var log: LogState
    /// How far the store covers the period that was searched.
    package var coverage: CoverageFigures
    /// How many entries were found; `entries` holds fewer where `options.listed` limits them.
    package var found: Int
    /// Newest first.
    package var entries: [WhoEntry]

    package init(
        status: String,
        range: Interval?,
        timezone: String,
        options: ReportOptions,
        log: LogState,
        coverage: CoverageFigures,
        found: Int,
        entries: [WhoEntry]
    ) {
        self.status = status
        self.range = range
        self.timezone = timezone
        self.options = options
        self.log = log
        self.coverage = coverage
        self.found = found
        self.entries = entries
    }
}
