import DrawnTimelines
import Study
import Testing
import Timelines

@testable import Answers

@Suite struct TimelineStretchTests {
    private func answers(
        _ drawing: String,
        range: Interval = Interval(start: .distantPast, end: .distantFuture),
        covered: Instant = DrawnTimeline.monday + .hours(24)
    ) throws -> [TimelineStretch] {
        var fleet = DrawnFleet()
        try fleet.add(drawing, covered: .some(covered))
        let options = AnalysisOptions(range: range)
        return ContainerStudy(of: fleet.histories[0], options: options, symbols: fleet.symbols).timelineStretches()
    }

    private let drawing = """
        absent 0s | provision id p | up 1h | stop 8s by user_ana id s | down 1h | start 5s by cron id t | up 1h \
        | to stopped by bob id u | down 30m | to failed id f | failed 30m | to stopped id v | down 1h
        """

    @Test("The timeline is clipped to the range, without a gap, each stretch with the entry that began it")
    func timeline() throws {
        let stretches = try answers(drawing, range: try DrawnFleet.range("30m", "30h"))
        #expect(
            try stretches.map(\.interval) == [
                DrawnFleet.range("30m", "1h"), DrawnFleet.range("1h", "2h"), DrawnFleet.range("2h", "3h"),
                DrawnFleet.range("3h", "3h30m"), DrawnFleet.range("3h30m", "4h"), DrawnFleet.range("4h", "24h"),
                DrawnFleet.range("24h", "30h"),
            ]
        )
        #expect(stretches.map(\.condition) == [.up, .down, .up, .down, .down, .down, .unknown])
        #expect(stretches.map(\.status) == ["running", "stopped", "running", "stopped", "failed", "stopped", nil])
        #expect(stretches.map(\.entry?.eventID) == ["p", "s", "t", "u", "f", "v", nil])
        #expect(stretches.map { $0.entry?.window?.openedBy?.eventID } == [nil, "s", nil, "u", nil, nil, nil])
        #expect(stretches.last?.remark == "not synced as far")
    }

    @Test("The timeline says why time is unknown, and what is odd")
    func remarks() throws {
        let odd = """
            down 1h | start amended | up 1h | stop vanished | ? 1h | start from failed | up 1h | restart 30m | up 1h | to odd \
            | in odd 1h | to running | ? 1h | start from stopped
            """
        let stretches = try answers(odd, range: try DrawnFleet.range("0s", "24h"))
        #expect(
            stretches.map(\.remark) == [
                "assumed from the first entry", "the entry was amended upstream",
                "an entry is missing: this one led to stopped, the next one comes from failed; the entry has vanished upstream",
                nil, "a restart written as one entry", nil, "a status outside the known list",
                "an entry is missing: this one led to running, the next one comes from stopped", nil,
            ]
        )
        #expect(stretches.map(\.isAssumed) == [true] + Array(repeating: false, count: 8))
        #expect(
            try answers("absent 2h | provision", range: try DrawnFleet.range("0s", "1h")).map(\.remark) == [
                "did not exist yet"
            ]
        )
        #expect(
            try answers("unsaid 2h | provision", range: try DrawnFleet.range("0s", "1h")).map(\.remark)
                == ["the first entry does not say what was before it"]
        )
    }
}
