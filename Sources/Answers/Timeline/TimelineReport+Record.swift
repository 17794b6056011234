package import Rendering

extension TimelineReport: Answer {
    /// The timeline (`tachograph.timeline/1`).
    package var record: Record {
        Record([.fields(of: self, Shapes.timelineHead), .list("stretches", stretches, of: Shapes.stretch)])
    }

    package static let tables: [AnswerTable<TimelineReport>] = [
        AnswerTable("stretches", of: Shapes.stretch) { $0.stretches }
    ]
}
