package import Rendering

/// The JSON Schemas of the answers, as they stand in docs/schemas.
package enum AnswerSchemas {
    package static let answers: [any DocumentedAnswer.Type] = [
        AuditReport.self, CheckReport.self, EventsReport.self, ExplainReport.self, OutagesReport.self,
        SelfTestReport.self,
        StabilityReport.self,
        TimelineReport.self, TrendReport.self, VerificationReport.self, WhoReport.self,
    ]

    /// The documents by file name, such as `tachograph.report.schema.json`.
    package static var files: [(name: String, text: [UInt8])] {
        answers.map { answer in
            (
                answer.schema.prefix { $0 != "/" } + ".schema.json",
                answer.jsonSchema.document(of: answer.schema, title: answer.title)
            )
        }
    }
}
