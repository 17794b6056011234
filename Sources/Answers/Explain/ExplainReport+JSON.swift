internal import Rendering

extension ExplainReport: JSONDocument {
    /// Gives the explanation as JSON (`tachograph.explain/1`) to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try JSONText.writeDocument(to: receive) { text throws(Failure) in
            Shapes.explainHead.writeMembers(of: self, to: &text)
            try text.member("figures", figures, of: Shapes.reportFigure, to: receive)
            text.key("explanation")
            if let explanation {
                try write(explanation, to: &text, receive)
            } else {
                text.scalar(.null)
            }
        }
    }

    private func write<Failure: Error>(
        _ explanation: Explanation,
        to text: inout JSONText,
        _ receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        text.open("{")
        text.key("value")
        text.scalar(Scalar(explanation.value))
        text.key("unit")
        text.scalar(.text(explanation.unit.rawValue))
        text.key("agrees")
        text.scalar(.flag(agrees))
        text.key("rule")
        Shapes.explanationRule.write(explanation.rule, to: &text)
        text.key("null_because")
        text.scalar(explanation.nullWords.map(Scalar.text) ?? .null)
        text.key("steps")
        text.array(explanation.steps) { step, text in
            Shapes.explanationStep.write((step, explanation.steps), to: &text)
        }
        text.key("evidence")
        text.open("{")
        for table in explanation.evidence {
            try text.member(table.kind.rawValue, table.rows, of: .row(table.columns), to: receive)
        }
        text.close("}")
        text.close("}")
    }
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
