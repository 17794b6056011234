import Answers
import DrawnTimelines
import Observations
import Storage
import Study
import TestSupport
import Testing
import Timelines

@Suite("Windows that begin at one instant")
struct WindowOrderTests {
    @Test("stand in the order of the timeline, a lone restart's last, in the query as in the report")
    func loneRestartAfterTie() async throws {
        // Up to 10 s; at 10 s into creating, failed and back to running: a window of no length, opened by b, the second entry
        // of its instant. At 14 s a lone restart that took 60 s: its window goes back to the entry before it, [10 s, 14 s),
        // and d, which opens it, is the first entry of its instant. Both windows begin at 10 s; the one of b is the first.
        let start = DrawnTimeline.monday
        let lines = [
            LogLine(id: "0", at: start, from: "null", to: "running"),
            LogLine(id: "a", at: start + .seconds(10), from: "\"running\"", to: "creating"),
            LogLine(id: "b", at: start + .seconds(10), from: "\"creating\"", to: "failed"),
            LogLine(id: "c", at: start + .seconds(10), from: "\"failed\"", to: "running"),
            LogLine(
                id: "d",
                at: start + .seconds(14),
                from: "\"running\"",
                to: "running",
                duration: "60000",
                operation: "restart"
            ),
        ]
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try await EventStore.open(at: path)
        let box = ContainerID("box")
        let instant = start + .hours(1)
        let pass = try await store.beginPass(
            PassStart(instant: instant, scope: .all, full: true),
            recordedAt: instant
        )
        _ = try await store.beginReading(of: box, in: pass, mode: .full, recordedAt: instant)
        let text = #"{"data":{"logs":[\#(lines.map(\.json).joined(separator: ","))]}}"#
        let entries = try PageDecoder().entryPage(Array(text.utf8), askedFor: box).entries
        _ = try await store.record(page: entries, of: box, in: pass, recordedAt: instant)
        try await store.endReading(of: box, as: .complete, recordedAt: instant)
        try await store.endPass(pass, recordedAt: instant)
        try await store.close()

        let reader = try EventStoreReader.open(at: path)
        let expected: Table = [
            ["opened_by_event_id": .text("b"), "closed_by_event_id": .text("c"), "duration_ms": .integer(0)],
            ["opened_by_event_id": .text("d"), "closed_by_event_id": .text("d"), "duration_ms": .integer(4_000)],
        ]
        let sides = try Sides(
            reader: reader,
            range: Interval(start: start, end: instant),
            choices: AnalysisChoices(),
            status: "failed"
        )
        let answer = try #require(try sides.answers().first { $0.query == "downtime-windows" })
        #expect(difference(expected: expected, found: answer.expected) == nil)
        #expect(difference(expected: expected, found: answer.found) == nil)
        let view = try reader.table("SELECT * FROM windows", [:])
        #expect(difference(expected: expected, found: view) == nil)
        withExtendedLifetime(folder) {}
    }
}
