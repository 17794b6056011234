internal import Rendering
internal import Timelines

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
        .texts("terms") { part in OperationParts(part.step.operation).terms.map { part.all[$0.place].name } },
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
