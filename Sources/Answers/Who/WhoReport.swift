package import Timelines

/// The answer to "who did it?", with what was asked and what was searched for it.
package struct WhoReport: Hashable, Sendable {
    package static let schema = "tachograph.who/1"

    package var question: WhoQuestion
    /// Nil where everything recorded was searched.
    package var range: Interval?
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: ReportOptions
    package var log: LogState
    package var figures: WhoFigures

    package init(
        question: WhoQuestion,
        range: Interval?,
        timezone: String,
        options: ReportOptions,
        log: LogState,
        figures: WhoFigures
    ) {
        self.question = question
        self.range = range
        self.timezone = timezone
        self.options = options
        self.log = log
        self.figures = figures
    }

    /// What was searched: the range, else from the oldest entry to how far all containers are covered.
    var period: (from: Instant?, to: Instant?) {
        (range?.start ?? figures.loggedSince, range?.end ?? figures.coverage.coveredUntil)
    }

    /// Whether the store covers every searched container to the end of the period.
    var isCovered: Bool {
        figures.coverage.containers > 0 && figures.coverage.stale.isEmpty
    }
}
