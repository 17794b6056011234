internal import Rendering
package import Timelines

/// Figures of a stability report, and why one of them is what it is: what every format of `tacho explain` is rendered from.
package struct ExplainReport: Hashable, Sendable {
    package static let schema = "tachograph.explain/1"

    package var range: Interval
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: ReportOptions
    package var log: LogState
    /// The path as it was asked for; empty is the whole report.
    package var asked: String
    /// What stands there: one figure, or all below a place.
    package var figures: [ReportFigure]
    /// Of the figure that was asked for; nil where several were.
    package var explanation: Explanation?

    package init(
        range: Interval,
        timezone: String,
        options: ReportOptions,
        log: LogState,
        asked: String,
        figures: [ReportFigure],
        explanation: Explanation?
    ) {
        self.range = range
        self.timezone = timezone
        self.options = options
        self.log = log
        self.asked = asked
        self.figures = figures
        self.explanation = explanation
    }

    /// Whether what was worked out from the evidence is what the report says, to the last digit.
    package var agrees: Bool {
        guard let explanation else { return true }
        var text = JSONText()
        text.scalar(Scalar(explanation.value))
        return figures.map { Array($0.literal.utf8) } == [text.bytes]
    }
}

extension Scalar {
    init(_ value: ExplainedValue) {
        self =
            switch value {
            case .null: .null
            case .flag(let flag): .flag(flag)
            case .integer(let integer): .integer(integer)
            case .number(let number): .number(number)
            case .instant(let instant): .instant(instant)
            case .text(let text): .text(text)
            }
    }
}
