import DrawnTimelines
import Study
import Testing
import Timelines

@testable import Answers

@Suite struct ReportActorTests {
    private func actor(_ name: String, in figures: StabilityFigures) throws -> ActorFigures {
        try #require(figures.actors.first { $0.actor == name })
    }

    @Test("Per actor: entries by operation, containers, restarts, windows, force-stops, downtime, first and last seen")
    func figures() throws {
        var fleet = DrawnFleet()
        let first =
            "absent 0s | provision by ci | up 1h | stop by ana | down 60s | start by ana | up 1h | force-stop by ana | down 2h | start by cron | up 1h"
        try fleet.add(first, id: "a")
        try fleet.add(
            "absent 0s | provision by ci | up 2h | pause by ana | paused 1h | to running by ana | up 1h",
            id: "b"
        )
        let figures = try fleet.figures()
        let ana = try actor("ana", in: figures)
        #expect(
            try ana
                == ActorFigures(
                    actor: "ana",
                    kind: .other,
                    attributed: true,
                    entries: 5,
                    operations: ["stop": 1, "start": 1, "force-stop": 1, "pause": 1, "resume": 1],
                    operationsDerived: 1,
                    containers: 2,
                    restarts: 1,
                    forceStops: 1,
                    windows: 3,
                    down: .minutes(1 + 120 + 60),
                    firstSeen: at("1h"),
                    lastSeen: at("3h")
                )
        )
        let ci = try actor("ci", in: figures)
        #expect(ci.kind == .automation && ci.operations == ["other": 2] && ci.operationsDerived == 2)
        #expect(ci.containers == 2 && ci.windows == 0 && ci.down == .zero)
        #expect(try actor("cron", in: figures).operations == ["start": 1])
    }

    @Test("A missing actor is (unattributed), always shown, of a kind of its own")
    func unattributed() throws {
        let none = try analyzed("absent 0s | provision by ana | up 1h")
        let shown = try actor("(unattributed)", in: none)
        #expect(shown.entries == 0 && shown.kind == .unattributed && !shown.attributed && shown.firstSeen == nil)
        let some = try analyzed("absent 0s | provision | up 1h | stop | down 1h | start | up 1h")
        let counted = try actor("(unattributed)", in: some)
        #expect(counted.entries == 3 && counted.windows == 1 && counted.down == .hours(1))
    }

    @Test("A window without an opening entry is nobody's, and so is its time")
    func assumedWindow() throws {
        let figures = try analyzed("down 4h | start by ana | up 1h")
        #expect(try actor("(unattributed)", in: figures).windows == 1)
        #expect(try actor("(unattributed)", in: figures).down == .hours(4))
        #expect(try actor("ana", in: figures).windows == 0)
    }

    @Test("A window that reaches in from before the range belongs to its opener, who was not seen in the range")
    func openerBeforeRange() throws {
        let figures = try analyzed(
            "absent 0s | provision | up 1h | stop by ana | down 3h | start by bob | up 1h",
            from: "2h"
        )
        let ana = try actor("ana", in: figures)
        #expect(ana.entries == 0 && ana.containers == 0 && ana.windows == 1 && ana.down == .hours(2))
        #expect(ana.firstSeen == nil && ana.lastSeen == nil && ana.operations.isEmpty)
    }

    @Test("Rules of the configuration come before the defaults")
    func rules() throws {
        let figures = try analyzed("absent 0s | provision by user_7 | up 1h | stop by USER_8 | down 1h") {
            $0.actorRules = [ActorRule(glob: "user_7", kind: .system)]
        }
        #expect(try actor("user_7", in: figures).kind == .system)
        #expect(try actor("USER_8", in: figures).kind == .user)
        #expect(figures.windows.map(\.openedBy?.kind) == [.user])
    }

    @Test("Actors stand by downtime descending, then by code points")
    func order() throws {
        let figures = try analyzed(
            """
            absent 0s | provision by é | up 1h | stop by b | down 1h | start by z | up 1h | stop by a | down 2h | start by Z \
            | up 1h
            """
        )
        #expect(figures.actors.map(\.actor) == ["a", "b", "(unattributed)", "Z", "z", "é"])
    }

    @Test("An operation as written and one derived under the same name are one, and any name is kept")
    func operations() throws {
        let figures = try analyzed(
            """
            absent 0s | provision by ana as provision | up 1h | stop by ana as none | down 1h | start by ana as reboot | up 1h \
            | to odd by ana | in odd 1h | provision from creating by ana
            """
        )
        let ana = try actor("ana", in: figures)
        #expect(ana.operations == ["provision": 2, "stop": 1, "reboot": 1, "other": 1])
        #expect(ana.operationsDerived == 3)
    }

    @Test("More operations than there are columns for are counted all the same")
    func manyOperations() throws {
        var drawing = "absent 0s | provision by ana"
        for number in 0..<50 {
            drawing += " | up 1m | to running by ana as op\(number) | to running by bob as op\(49 - number)"
        }
        let figures = try analyzed(drawing)
        for name in ["ana", "bob"] {
            let operations = try actor(name, in: figures).operations
            #expect((0..<50).allSatisfy { operations[ExactText("op\($0)")] == 1 })
        }
        #expect(try actor("ana", in: figures).entries == 51)
    }

    @Test("Entries at or after coverage count as entries and samples")
    func entriesAfterCoverage() throws {
        let figures = try analyzed(
            "absent 0s | provision by ana | up 1h | stop by ana | down 1h | start 9s by ana | up 1h",
            covered: .some(at("30m"))
        )
        #expect(try actor("ana", in: figures).entries == 3)
        #expect(figures.quality.entries == 3 && figures.fleet.latency[.start]?.n == 1)
        #expect(figures.windows.isEmpty)
    }

    @Test("Latencies are of the entries in the range, pooled for the fleet")
    func latency() throws {
        var fleet = DrawnFleet()
        try fleet.add(
            "down 1h | start 5s | up 1h | stop 3s | down 1h | start 7s | up 30h | stop | down 1h | start 9s",
            id: "a"
        )
        try fleet.add("absent 1h | create | creating 1h | fail | failed 1h | recover 2s | up 1h", id: "b")
        let figures = try fleet.figures()
        #expect(figures.fleet.latency[.start]?.n == 2)
        #expect(figures.fleet.latency[.start]?.mean == 6_000)
        #expect(figures.fleet.latency[.provision]?.failed == 1)
        #expect(figures.fleet.latency[.provision]?.successRate == 0)
        #expect(figures.containers[1].latency[.recover]?.maximum == 2_000)
        #expect(figures.containers[1].latency[.start]?.n == 0 && figures.containers[1].latency[.start]?.mean == nil)
    }
}
