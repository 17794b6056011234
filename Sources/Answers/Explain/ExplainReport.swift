package import Rendering
package import Timelines

/// Figures of a stability report, and why one of them is what it is: what every format of `tacho explain` is rendered from.
package struct ExplainReport: Hashable, Sendable {
    package static let schema = "tachograph.explain/1"

    package var range: Interval
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: AnalysisChoices
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
        options: AnalysisChoices,
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

extension ExplainReport: Answer {
    /// The explanation (`tachograph.explain/1`).
    package var record: Record {
        Record([
            .fields(of: self, Shapes.explainHead),
            .list("figures", figures, of: Shapes.reportFigure),
            .record("explanation", explanation.map { record(of: $0) }),
        ])
    }

    private func record(of explanation: Explanation) -> Record {
        let evidence = explanation.evidence.map { table in
            Record.Member.list(table.kind.rawValue, table.rows, of: .row(table.columns))
        }
        return Record([
            .fields(of: (explanation, agrees), Shapes.explanation), .record("evidence", Record(evidence)),
        ])
    }
}

extension Shapes {
    /// Everything of an explanation but its evidence, with whether the report agrees.
    fileprivate static let explanation = Shape<(Explanation, agrees: Bool)>(fields: [
        .jsonOnly("value") { explained, text in text.scalar(Scalar(explained.0.value)) },
        .text("unit") { $0.0.unit.rawValue },
        .flag("agrees") { $0.agrees },
        .object("rule", explanationRule) { $0.0.rule },
        .text("null_because") { $0.0.nullSentence },
        .jsonOnly("steps") { explained, text in
            let steps = explained.0.steps
            text.array(steps) { step, text in explanationStep.write((step, steps), to: &text) }
        },
    ])
}

extension Shape<[ExplainedValue]> {
    /// A row with a value for each of `columns`.
    fileprivate static func row(_ columns: [EvidenceColumn]) -> Self {
        Shape(
            fields: columns.enumerated().map { position, column in
                .jsonOnly(column.rawValue) { row, text in text.scalar(Scalar(row[position])) }
            }
        )
    }
}

extension Shapes {
    /// Everything of an explanation but the figures and why.
    static let explainHead = Shape<ExplainReport>(fields: [
        .text("schema") { _ in ExplainReport.schema },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("log", log) { $0.log },
        .text("asked") { $0.asked },
    ])

    static let reportFigure = Shape<ReportFigure>(fields: [
        .text("path") { $0.path.text },
        .jsonOnly("value") { figure, text in text.literal(figure.literal) },
    ])

    static let explanationRule = Shape<DefinitionRule>(fields: [
        .text("name") { $0.rawValue },
        .text("text") { $0.text },
        .text("link") { $0.link },
    ])

    /// A step among all of its explanation, which its terms are named after.
    static let explanationStep = Shape<(step: ExplanationStep, all: [ExplanationStep])>(fields: [
        .text("name") { $0.step.name },
        .jsonOnly("value") { part, text in text.scalar(Scalar(part.step.value)) },
        .text("unit") { $0.step.unit.rawValue },
        .text("path") { $0.step.figure?.path.text },
        .text("operation") { OperationParts($0.step.operation).name },
        .texts("terms") { part in OperationParts(part.step.operation).terms.map { part.all[$0.position].name } },
        .text("evidence") { OperationParts($0.step.operation).rows?.kind.rawValue },
        .text("column") { OperationParts($0.step.operation).column?.rawValue },
        .jsonOnly("where") { part, text in
            let conditions = OperationParts(part.step.operation).rows?.conditions ?? []
            text.array(conditions) { condition, text in explanationCondition.write(condition, to: &text) }
        },
        .integer("parameter") { OperationParts($0.step.operation).parameter },
    ])

    private static let explanationCondition = Shape<EvidenceCondition>(fields: [
        .text("column") { $0.column.rawValue },
        .text("relation") { $0.relation.rawValue },
        .jsonOnly("value") { condition, text in text.scalar(Scalar(condition.value)) },
    ])
}

extension DefinitionRule {
    /// Where it stands in full, from the root of the repository.
    var link: String { "docs/definitions.md#" + anchor }
}
