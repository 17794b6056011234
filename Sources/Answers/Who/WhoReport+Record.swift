package import Rendering

extension WhoReport: Answer {
    /// The entries that answer (`tachograph.who/1`).
    package var record: Record {
        Record([.fields(of: self, Shapes.whoHead), .list("entries", figures.answers, of: Shapes.whoAnswer)])
    }

    package static let tables: [AnswerTable<WhoReport>] = [
        AnswerTable("entries", of: Shapes.whoAnswer) { $0.figures.answers }
    ]
}
