package import Timelines

/// The figures of a report's range beside those of an earlier one, and which changes are beyond chance.
package struct ComparisonFigures: Hashable, Sendable {
    /// The earlier range.
    package var range: Interval
    /// Of the earlier range.
    package var coverage: CoverageFigures
    /// Container time of the earlier range that is unknown.
    package var unknown: TimeSpan
    /// How long containers were known to be up or down, in the earlier range and in the report's: the exposure of the rates.
    package var inServiceBefore: TimeSpan
    package var inServiceNow: TimeSpan
    /// `alpha`, `minSamples` and `confidence` count; a least effect is not asked for.
    package var options: GateOptions
    package var figures: [ComparedFigure]

    /// How many changes were tested: over so many Holm's correction goes.
    package var tests: Int {
        figures.count { figure in
            if case .tested = figure.finding { true } else { false }
        }
    }
}
