package import Rendering

/// The JSON Schemas of the answers, as they stand in docs/schemas.
package enum AnswerSchemas {
    package static let answers: [any DocumentedAnswer.Type] = [
        AuditReport.self, CheckReport.self, EventsReport.self, ExplainReport.self, OutagesReport.self,
        SelfTestReport.self,
        StabilityReport.self,
        TimelineReport.self, TrendReport.self, VerificationReport.self, WhoReport.self,
    ]

    /// What `--save-baseline` writes is no answer, but has a schema as well.
    private static var baseline: (name: String, text: [UInt8]) {
        let schema = JSONSchema.object(Shapes.savedBaseline.members)
        return (
            "tachograph.baseline.schema.json",
            schema.document(of: SavedBaseline.schema, title: "A baseline of the regression gate")
        )
    }

    /// The documents by file name, such as `tachograph.report.schema.json`.
    package static var files: [(name: String, text: [UInt8])] {
        answers.map { answer in
            (
                answer.schema.prefix { $0 != "/" } + ".schema.json",
                answer.jsonSchema.document(of: answer.schema, title: answer.title)
            )
        } + [baseline]
    }
}
