import DrawnTimelines
import Study
import Testing
import Timelines

@testable import Answers

@Suite struct ReportRestartTests {
    private func kinds(
        _ drawing: String,
        from: String = "0s",
        to: String = "24h",
        covered: Instant?? = .some(.distantFuture),
        _ adjust: (inout AnalysisOptions) -> Void = { _ in }
    ) throws -> [RestartKind] {
        try analyzed("absent 0s | provision | up 1h | " + drawing, from: from, to: to, covered: covered, adjust)
            .restarts.map(\.kind)
    }

    @Test("A restart whose entries name the operation is explicit, the closing one too, and counts once")
    func explicit() throws {
        let drawing =
            "absent 0s | provision | up 1h | stop by ana id s as restart | down 5h | start by bob id t as restart | up 1h"
        let figures = try analyzed(drawing)
        #expect(
            try figures.restarts == [
                Restart(
                    containerID: ContainerID("a"),
                    containerName: "name-a",
                    at: at("6h"),
                    kind: .explicit,
                    actor: "ana",
                    operation: "restart",
                    down: .hours(5),
                    eventIDs: ["s", "t"]
                )
            ]
        )
        #expect(figures.fleet.restarts.count == 1 && figures.fleet.restarts.explicit == 1)
        #expect(try kinds("stop | down 5h | start as restart | up 1h") == [.explicit])
        #expect(try kinds("stop as restart | down 5h | start | up 1h") == [.explicit])
        #expect(try kinds("stop | down 2h | to failed as restart | failed 1h | recover | up 1h") == [.explicit])
    }

    @Test("The operation has to be written exactly so")
    func exactly() throws {
        #expect(try kinds("stop as Restart | down 5h | start | up 1h") == [])
    }

    @Test("Else it is quick where it lasted no longer than the gap, 120 s unless told otherwise")
    func quick() throws {
        #expect(try kinds("stop | down 120s | start | up 1h") == [.quick])
        #expect(try kinds("stop | down 120s1ms | start | up 1h") == [])
        #expect(try kinds("fail | failed 10s | recover | up 1h") == [.quick])
        #expect(try kinds("stop | down 120s1ms | start | up 1h") { $0.restartGap = .minutes(3) } == [.quick])
        #expect(try kinds("stop | start | up 1h") == [.quick])
        let figures = try analyzed("absent 0s | provision | up 1h | force-stop by x | down 3s | start | up 1h")
        #expect(figures.restarts.map(\.operation) == ["force-stop"])
        #expect(figures.restarts.map(\.actor) == ["x"])
    }

    @Test("Else it is a recovery where it passed through failed")
    func recovery() throws {
        #expect(try kinds("fail | failed 1h | recover | up 1h") == [.recovery])
        #expect(try kinds("stop | down 1h | fail | failed 1h | to stopped | down 1h | start | up 1h") == [.recovery])
        #expect(try kinds("stop | down 1h | start | up 1h") == [])
        let figures = try analyzed(
            "absent 0s | provision | up 1h | fail id f | failed 1h | to stopped id g | down 1h | start id h | up 1h"
        )
        #expect(figures.restarts.map(\.eventIDs) == [["f", "g", "h"]])
        #expect(figures.restarts.map(\.operation) == ["fail"])
    }

    @Test("Pause and resume are no restart, nor is what did not come from running or back into it")
    func none() throws {
        #expect(try kinds("pause | paused 10s | resume | up 1h") == [])
        #expect(try kinds("stop | down 10s | deleted!") == [])
        #expect(try kinds("stop | down 10s") == [])
        #expect(try analyzed("absent 1h | to stopped | down 10s | start | up 1h").restarts.isEmpty)
        #expect(try analyzed("down 10s | start as restart | up 1h").restarts.isEmpty)
    }

    @Test("A from_status left out is what the entry before says")
    func missingFrom() throws {
        #expect(try kinds("stop from missing | down 10s | start from missing | up 1h") == [.quick])
    }

    @Test("A restart counts at the instant it is back in running, wherever its window began")
    func instant() throws {
        let drawing = "stop | down 60s | start | up 1h"
        #expect(try kinds(drawing, from: "1h30s") == [.quick])
        #expect(try kinds(drawing, from: "1h1m") == [.quick])
        #expect(try kinds(drawing, from: "1h1m1ms") == [])
        #expect(try kinds(drawing, to: "1h1m") == [])
        #expect(try kinds(drawing, to: "1h1m1ms") == [.quick])
    }

    @Test("Restarts need coverage")
    func coverage() throws {
        #expect(try kinds("stop | down 60s | start | up 1h", covered: .some(at("1h1m"))) == [])
        #expect(try kinds("stop | down 60s | start | up 1h", covered: .some(at("1h1m1ms"))) == [.quick])
        #expect(try kinds("restart 10s | up 1h", covered: .some(at("1h"))) == [])
        #expect(try kinds("restart 10s | up 1h", covered: .some(at("1h1ms"))) == [.explicit])
    }

    // MARK: In one row

    @Test("A lone running → running restart is explicit, opens and closes its own window")
    func lone() throws {
        let figures = try analyzed("absent 0s | provision | up 1h | restart 20s by ana id r | up 1h")
        #expect(
            try figures.restarts == [
                Restart(
                    containerID: ContainerID("a"),
                    containerName: "name-a",
                    at: at("1h"),
                    kind: .explicit,
                    actor: "ana",
                    operation: "restart",
                    down: .seconds(20),
                    took: 20_000,
                    eventIDs: ["r"]
                )
            ]
        )
        let window = try #require(figures.windows.first)
        #expect(figures.windows.count == 1)
        #expect(try window.start == at("59m40s"))
        #expect(try window.end == at("1h"))
        #expect(window.openedBy?.eventID == "r" && window.closedBy?.eventID == "r")
        #expect(window.time.stopped == .seconds(20) && !window.isAssumed && !window.isOpen)
        #expect(figures.fleet.downtime.closed == 1 && figures.fleet.availability.down == .seconds(20))
    }

    @Test(
        "A lone restart without a duration counts and has no window",
        arguments: ["restart", "restart bad", "restart 0s"]
    )
    func loneWithoutWindow(entry: String) throws {
        let figures = try analyzed("absent 0s | provision | up 1h | \(entry) by ana id r | up 1h")
        #expect(figures.fleet.restarts.explicit == 1 && figures.fleet.downtime.windows == 0)
        #expect(figures.restarts.map(\.down) == [.zero] && figures.restarts.map(\.eventIDs) == [["r"]])
        #expect(figures.actors.first { $0.actor == "ana" }?.restarts == 1)
    }

    @Test("A lone restart over unknown time counts too, without a window")
    func loneAfterBreak() throws {
        let figures = try analyzed("absent 0s | provision | up 1h | stop | ? 1h | restart 20s from running | up 1h")
        #expect(figures.fleet.restarts.explicit == 1 && figures.fleet.downtime.windows == 0)
    }

    @Test("With and without windows, restarts stand in the order of their instants")
    func order() throws {
        let drawing =
            "restart 20s id a | up 1h | restart id b | up 1h | stop id c | down 9s | start id d | up 1h | restart id e | up 1h"
        let figures = try analyzed("absent 0s | provision | up 1h | " + drawing)
        #expect(figures.restarts.map(\.eventIDs) == [["a"], ["b"], ["c", "d"], ["e"]])
    }

    @Test("The window of a lone restart after midnight reaches back into the day before")
    func reachesBack() throws {
        let drawing = "absent 0s | provision | up 23h55m | up 10m | restart 10m | up 1h"
        let whole = try analyzed(drawing, to: "48h")
        #expect(whole.fleet.availability.down == .minutes(10))
        #expect(try analyzed(drawing).fleet.availability.down == .zero)
        let second = try analyzed(drawing, from: "24h", to: "48h")
        #expect(second.fleet.availability.down == .minutes(5))
        #expect(second.fleet.restarts.count == 1)
        // Its window opened before the second day.
        #expect(second.fleet.downtime.meanTimeBetweenFailures == nil)
    }

    // MARK: Rates

    @Test("per_day divides by the covered in-service days, null at none")
    func perDay() throws {
        var fleet = DrawnFleet()
        try fleet.add("absent 12h | provision | up 6h | stop | down 1m | start | up 6h", id: "a")
        try fleet.add("absent 0s | provision | up 36h", id: "b")
        // Two restarts would be in 12 h + 24 h; there is one: 1 / 1.5 days. a alone: 1 / 0.5.
        let figures = try fleet.figures()
        #expect(figures.fleet.restarts.perDay == 1 / 1.5)
        #expect(figures.containers.map(\.restarts.perDay) == [2, 0])
        #expect(try analyzed("absent 30h | provision | up 1h").fleet.restarts.perDay == nil)
    }

    @Test("max_in_hour is the most within a half-open hour; three or more are flapping")
    func maxInHour() throws {
        // Back at 1 h, 1 h 30 m and 2 h: the third is a full hour after the first.
        let apart = "absent 0s | provision | up 1h | restart | up 30m | restart | up 30m | restart | up 5h"
        let first = try analyzed(apart)
        #expect(first.fleet.restarts.maxInHour == 2 && first.fleet.flapping == 0 && !first.containers[0].flapping)
        let closer = "absent 0s | provision | up 1h | restart | up 30m | restart | up 29m59s999ms | restart | up 5h"
        let second = try analyzed(closer)
        #expect(second.fleet.restarts.maxInHour == 3 && second.fleet.flapping == 1 && second.containers[0].flapping)
    }

    @Test("max_in_hour of the fleet is the largest of one container, not of all together")
    func maxInHourOfFleet() throws {
        var fleet = DrawnFleet()
        try fleet.add("absent 0s | provision | up 1h | restart | up 1m | restart | up 1h", id: "a")
        try fleet.add("absent 0s | provision | up 1h | restart | up 1m | restart | up 1h", id: "b")
        let figures = try fleet.figures()
        #expect(figures.fleet.restarts.count == 4 && figures.fleet.restarts.maxInHour == 2)
        #expect(figures.fleet.flapping == 0)
    }

    @Test("A shortened list has the newest restarts; totals stay")
    func shortened() throws {
        let drawing =
            "absent 0s | provision | up 1h | restart id a | up 1h | restart id b | up 1h | restart id c | up 1h"
        let figures = try analyzed(drawing) { $0.listed = 2 }
        #expect(figures.restarts.map(\.eventIDs) == [["b"], ["c"]])
        #expect(figures.fleet.restarts.count == 3)
    }
}
