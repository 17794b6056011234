import Analysis
import DrawnTimelines
import Testing
import Timelines

@Suite struct ReportAnswerTests {
    private func answers(
        _ drawing: String,
        range: Interval = Interval(start: .distantPast, end: .distantFuture),
        covered: Instant = DrawnTimeline.monday + .hours(24)
    ) throws -> (who: (Status) -> [WhoEntry], timeline: [TimelineStretch]) {
        var fleet = DrawnFleet()
        try fleet.add(drawing, covered: .some(covered))
        let answers = ContainerAnswers(options: AnalysisOptions(range: range), symbols: fleet.symbols)
        let history = fleet.histories[0]
        return ({ answers.who(broughtInto: $0, in: history) }, answers.timeline(of: history))
    }

    private let drawing = """
        absent 0s | provision id p | up 1h | stop 8s by user_ana id s | down 1h | start 5s by cron id t | up 1h \
        | to stopped by bob id u | down 30m | to failed id f | failed 30m | to stopped id v | down 1h
        """

    @Test("Who brought it into a status: newest first, with the window that the entry opened")
    func who() throws {
        let stopped = try answers(drawing).who(.stopped)
        #expect(stopped.map(\.eventID) == ["v", "u", "s"])
        #expect(stopped.map(\.actor) == ["(unattributed)", "bob", "user_ana"])
        #expect(stopped.map(\.kind) == [.unattributed, .other, .user])
        #expect(stopped.map(\.operation) == ["stop", "stop", "stop"])
        // u and v name none.
        #expect(stopped.map(\.isOperationDerived) == [true, true, false])
        #expect(stopped.map(\.fromStatus) == ["failed", "running", "running"])
        #expect(stopped.map(\.toStatus) == ["stopped", "stopped", "stopped"])
        #expect(stopped.map(\.duration) == [.missing, .missing, .valid(8_000)])
        #expect(try stopped.map(\.at) == [at("4h"), at("3h"), at("1h")])
        #expect(stopped[0].containerName == "name-a" && stopped[0].containerID == ContainerID("a"))
        // v led from failed to stopped within u's window, which is still open at the end of coverage, 21 h later.
        #expect(stopped.map { $0.window?.openedBy?.eventID } == [nil, "u", "s"])
        #expect(stopped[1].window?.isOpen == true && stopped[1].window?.duration == .hours(21))
        #expect(stopped[2].window?.closedBy?.actor == "cron" && stopped[2].window?.duration == .hours(1))
    }

    @Test("Who keeps to the range; a window is in full all the same")
    func whoInRange() throws {
        let stopped = try answers(drawing, range: try DrawnFleet.range("1h", "1h30m")).who(.stopped)
        #expect(stopped.map(\.eventID) == ["s"])
        #expect(stopped[0].window?.isOpen == true && stopped[0].window?.inRange == .minutes(30))
        #expect(try answers(drawing, range: try DrawnFleet.range("1h1ms", "3h")).who(.stopped).isEmpty)
    }

    @Test("A null or missing from_status is none")
    func whoWithoutPrior() throws {
        #expect(try answers(drawing).who(.running).map(\.fromStatus) == ["stopped", nil])
        #expect(try answers("unsaid 1h | stop").who(.stopped).map(\.fromStatus) == [nil])
    }

    @Test("An entry at or after coverage opened no window")
    func whoAfterCoverage() throws {
        let stopped = try answers(drawing, covered: at("1h")).who(.stopped)
        #expect(stopped.map { $0.window == nil } == [true, true, true])
    }

    @Test("The timeline is clipped to the range, without a gap, each stretch with the entry that began it")
    func timeline() throws {
        let stretches = try answers(drawing, range: try DrawnFleet.range("30m", "30h")).timeline
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
        let stretches = try answers(odd, range: try DrawnFleet.range("0s", "24h")).timeline
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
            try answers("absent 2h | provision", range: try DrawnFleet.range("0s", "1h")).timeline.map(\.remark) == [
                "did not exist yet"
            ]
        )
        #expect(
            try answers("unsaid 2h | provision", range: try DrawnFleet.range("0s", "1h")).timeline.map(\.remark)
                == ["the first entry does not say what was before it"]
        )
    }
}
