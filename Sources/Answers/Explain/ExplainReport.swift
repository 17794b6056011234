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
    package var coverage: CoverageFigures
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
        coverage: CoverageFigures,
        asked: String,
        figures: [ReportFigure],
        explanation: Explanation?
    ) {
        self.range = range
        self.timezone = timezone
        self.options = options
        self.log = log
        self.coverage = coverage
        self.asked = asked
        self.figures = figures
        self.explanation = explanation
    }

    /// Whether what was worked out from the evidence is what the report says, to the last digit.
    package var agrees: Bool {
        guard let explanation else { return true }
        return figures.map(\.value.literal) == [explanation.value.literal]
    }
}

extension ExplainReport: DocumentedAnswer {
    package static let title = "Figures of a stability report, and why one of them is what it is"

    package static let document: [DocumentPart<ExplainReport>] = [
        .fields(Shapes.explainHead),
        .list("figures", Shapes.reportFigure) { $0.figures },
        DocumentPart("explanation", explanationSchema.orNull) { report in
            .record("explanation", report.explanation.map { report.record(of: $0) })
        },
    ]

    /// Kinds of evidence and columns are there where they say something.
    private static var explanationSchema: JSONSchema {
        let row = JSONSchema.object(
            EvidenceColumn.allCases.map { .init(name: $0.rawValue, schema: .figureValue, isRequired: false) }
        )
        let evidence = JSONSchema.object(
            EvidenceKind.allCases.map { kind in
                .init(name: kind.rawValue, schema: .list(.named("row", row), from: 1), isRequired: false)
            }
        )
        let members = Shapes.explanation.members + [.init(name: "evidence", schema: evidence, isRequired: true)]
        return .named("explanation", .object(members))
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
    fileprivate static let explanation = Shape<(Explanation, agrees: Bool)>(
        "explanation",
        fields: [
            .scalar("value", .figureValue) { $0.0.value },
            .choice("unit") { $0.0.unit },
            .flag("agrees", "Whether the value that was worked out is the report's; false is a defect of the program.")
            { $0.agrees },
            .object("rule", explanationRule) { $0.0.rule },
            .text("null_because", "Why the figure is null; null where it is not.") { $0.0.nullSentence },
            .jsonOnly("steps", .list(explanationStep.schema, from: 1)) { explained, text in
                let steps = explained.0.steps
                text.array(steps) { step, text in explanationStep.write((step, steps), to: &text) }
            },
        ]
    )
}

extension Shape<[Scalar]> {
    /// A row with a value for each of `columns`.
    fileprivate static func row(_ columns: [EvidenceColumn]) -> Self {
        Shape(
            fields: columns.enumerated().map { position, column in
                .scalar(column.rawValue, .figureValue) { $0[position] }
            }
        )
    }
}

extension Shapes {
    /// Everything of an explanation but the figures and why.
    static let explainHead = Shape<ExplainReport>(fields: [
        .constant("schema", ExplainReport.schema),
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.coverage },
        .text("asked", "The path as it was asked for; empty is the whole report.") { $0.asked },
    ])

    static let reportFigure = Shape<ReportFigure>(fields: [
        .text("path", as: .filledText) { $0.path.text },
        .scalar("value", .figureValue) { $0.value },
    ])

    static let explanationRule = Shape<DefinitionRule>(fields: [
        .choice("name") { $0 },
        .text("text", as: .filledText) { $0.text },
        .text("link", as: .text(pattern: #"^docs/definitions\.md#[a-z0-9-]+$"#, isFilled: false)) { $0.link },
    ])

    /// A step among all of its explanation, which its terms are named after.
    static let explanationStep = Shape<(step: ExplanationStep, all: [ExplanationStep])>(
        "step",
        fields: [
            .text("name", as: .filledText) { $0.step.name },
            .scalar("value", .figureValue) { $0.step.value },
            .choice("unit") { $0.step.unit },
            .text("path", "Where it stands in the report, if it is a figure of its own.") { $0.step.figure?.text },
            .choice("operation") { OperationParts($0.step.operation).name },
            .texts("terms", "Names of earlier steps.") { part in
                OperationParts(part.step.operation).terms.map { part.all[$0.position].name }
            },
            .choice("evidence", "The table whose rows it takes.") { OperationParts($0.step.operation).rows?.kind },
            .choice("column") { OperationParts($0.step.operation).column },
            .jsonOnly("where", .list(explanationCondition.schema)) { part, text in
                let conditions = OperationParts(part.step.operation).rows?.conditions ?? []
                text.array(conditions) { condition, text in explanationCondition.write(condition, to: &text) }
            },
            .integer("parameter", "The percentile, the least that is enough, or how many ranks further up.", from: nil)
            { OperationParts($0.step.operation).parameter },
        ]
    )

    private static let explanationCondition = Shape<EvidenceCondition>(fields: [
        .choice("column") { $0.column },
        .choice("relation") { $0.relation },
        .scalar("value", .figureValue) { $0.value },
    ])
}

extension JSONSchema {
    /// A figure, or a cell of the evidence.
    fileprivate static let figureValue = JSONSchema.named(
        "value",
        .any([.text, .number(from: nil, to: nil), .flag, .null])
    )
}

extension DefinitionRule {
    /// Where it stands in full, from the root of the repository.
    var link: String { "docs/definitions.md#" + anchor }
}
