package import Rendering

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
        .text("null_because") { $0.0.nullWords },
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
            fields: columns.enumerated().map { place, column in
                .jsonOnly(column.rawValue) { row, text in text.scalar(Scalar(row[place])) }
            }
        )
    }
}
