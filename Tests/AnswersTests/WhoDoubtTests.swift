import DrawnTimelines
import Testing
import Timelines

@testable import Answers

@Suite struct WhoDoubtTests {
    private func answers(_ drawing: String, _ status: String = "stopped", to: String? = nil) throws -> [WhoAnswer] {
        Array(try DrawnSearch(drawing).figures(WhoQuestion(.status(status)), to: to).answers)
    }

    @Test("Where both links hold the log is complete, and the neighbours are named")
    func complete() throws {
        let answer = try #require(
            try answers("absent 0s | provision id p | up 1h | stop id s | down 1h | start id t | up 1h").first
        )
        #expect(answer.isLogComplete && answer.doubts.isEmpty)
        #expect(try answer.before == ChainEnd(at: at("0s"), status: "running", eventID: "p"))
        #expect(try answer.after == ChainEnd(at: at("2h"), status: "stopped", eventID: "t"))
    }

    @Test("A chain break before or after the entry is told, on the side where it is")
    func chainBreaks() throws {
        let before = try #require(
            try answers("absent 0s | provision | up 1h | ? 1h | stop from paused id s | down 1h").first
        )
        #expect(before.doubts == [.chainBreakBefore] && !before.isLogComplete)
        #expect(before.before?.status == "running" && before.entry.fromStatus == "paused")
        let after = try #require(
            try answers("absent 0s | provision | up 1h | stop id s | ? 1h | start from failed id t").first
        )
        #expect(after.doubts == [.chainBreakAfter] && !after.isLogComplete)
        #expect(try after.after == ChainEnd(at: at("2h"), status: "failed", eventID: "t"))
        let both = try #require(
            try answers("absent 0s | provision | ? 1h | stop from null | ? 1h | start from null").first
        )
        #expect(both.doubts == [.chainBreakBefore, .chainBreakAfter])
        #expect(both.after?.status == "null")
        // The break after the next entry is not next to it.
        let farther = try #require(
            try answers("absent 0s | provision | up 1h | stop | down 1h | start | ? 1h | pause from failed").first
        )
        #expect(farther.isLogComplete)
    }

    @Test("A from_status that is missing breaks nothing, nor does null after deleted")
    func harmless() throws {
        let missing = try #require(try answers("absent 0s | provision | up 1h | stop from missing | down 1h").first)
        #expect(missing.isLogComplete && missing.after == nil)
        let again = try answers("absent 0s | provision | up 1h | deleted! | deleted 1h | create from null", "creating")
        #expect(again.map(\.doubts) == [[]])
    }

    @Test("The first entry of a log that does not reach back to the creation is one to doubt")
    func beginning() throws {
        #expect(try answers("up 1h | stop").map(\.doubts) == [[.nothingBefore]])
        #expect(try answers("unsaid 1h | stop").map(\.doubts) == [[.nothingBefore]])
        let created = try answers("absent 1h | to stopped | down 1h")
        #expect(created.map(\.doubts) == [[]] && created.map { $0.before == nil } == [true])
    }

    @Test("An entry at or after the end of coverage is one to doubt")
    func coverage() throws {
        var search = try DrawnSearch()
        let drawing = "absent 0s | provision | up 1h | stop | down 1h | start | up 1h | stop | down 1h"
        try search.fleet.add(drawing, covered: .some(at("3h")))
        // The second stop is of 3 h.
        #expect(try search.figures(WhoQuestion(.status("stopped"))).answers.map(\.doubts) == [[.notCovered], []])
    }

    @Test("That an entry was amended or has vanished is told, and leaves the log complete")
    func marks() throws {
        let answers = try answers(
            """
            absent 0s | provision | up 1h | stop amended id a | down 1h | start | up 1h | stop vanished id b | down 1h | start \
            | up 1h | stop amended vanished id c | ? 1h | start from failed
            """
        )
        #expect(answers.map(\.entry.eventID) == ["c", "b", "a"])
        #expect(answers.map(\.doubts) == [[.chainBreakAfter, .amended, .vanished], [.vanished], [.amended]])
        #expect(answers.map(\.isLogComplete) == [false, true, true])
    }

    @Test("No entry at or after the end of the range tells of a break")
    func range() throws {
        let drawing = "absent 0s | provision | up 1h | stop | ? 1h | start from failed"
        #expect(try answers(drawing, to: "2h1ms").map(\.doubts) == [[.chainBreakAfter]])
        let cut = try answers(drawing, to: "2h")
        #expect(cut.map(\.doubts) == [[]] && cut.map { $0.after == nil } == [true])
    }
}
