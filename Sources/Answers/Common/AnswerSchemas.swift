package import Rendering

/// The JSON Schemas of the answers, as they stand in docs/schemas.
package enum AnswerSchemas {
    package static let answers: [any DocumentedAnswer.Type] = [
        AuditReport.self, CheckReport.self, EventsReport.self, ExplainReport.self, OutagesReport.self,
        SelfTestReport.self,
        StabilityReport.self,
        TimelineReport.self, TrendReport.self, VerificationReport.self, WhoReport.self,
    ]

    /// What is written beside answers and read again has a schema as well.
    private static var others: [(name: String, text: [UInt8])] {
        [
            document(
                of: Shapes.savedBaseline.members,
                SavedBaseline.schema,
                title: "A baseline of the regression gate"
            ),
            document(of: Shapes.siteManifest.members, SiteManifest.schema, title: "The files of an archive"),
        ]
    }

    private static func document(
        of members: [JSONSchema.Member],
        _ schema: String,
        title: String
    ) -> (name: String, text: [UInt8]) {
        (
            schema.prefix { $0 != "/" } + ".schema.json",
            JSONSchema.object(members).document(of: schema, title: title)
        )
    }

    /// The documents by file name, such as `tachograph.report.schema.json`.
    package static var files: [(name: String, text: [UInt8])] {
        answers.map { answer in
            (
                answer.schema.prefix { $0 != "/" } + ".schema.json",
                answer.jsonSchema.document(of: answer.schema, title: answer.title)
            )
        } + others
    }
}
