import DrawnTimelines
import Study
import Testing
import Timelines

@testable import Answers

@Suite struct ReportWindowTests {
    private func window(
        _ drawing: String,
        from: String = "0s",
        to: String = "24h",
        covered: Instant?? = .some(.distantFuture),
        gone: Instant? = nil,
        _ adjust: (inout AnalysisOptions) -> Void = { _ in }
    ) throws -> DowntimeWindow {
        let windows = try analyzed(drawing, from: from, to: to, covered: covered, gone: gone, adjust).windows
        try #require(windows.count == 1)
        return windows[0].window
    }

    // MARK: Who opened and closed it

    @Test("The entry that left running opens a window, the entry that ends it closes it")
    func openerAndCloser() throws {
        let window = try window(
            "absent 0s | provision | up 2h | stop 8s by user_ana id s1 | down 1h | to failed by x | failed 30m | recover by cron id r1 | up 1h"
        )
        #expect(window.containerID == ContainerID("a") && window.containerName == "name-a")
        #expect(try window.start == at("2h"))
        #expect(try window.end == at("3h30m"))
        #expect(window.duration == .minutes(90))
        #expect(window.inRange == .minutes(90))
        #expect(window.time.stopped == .hours(1) && window.time.failed == .minutes(30) && window.time.paused == .zero)
        #expect(!window.isOpen && !window.isTruncated && !window.isPlanned && !window.isAssumed)
        #expect(
            try window.openedBy
                == Trigger(actor: "user_ana", kind: .user, operation: "stop", eventID: "s1", at: at("2h"))
        )
        // `recover` names no operation: derived as `start`.
        #expect(
            try window.closedBy
                == Trigger(actor: "cron", kind: .automation, operation: "start", eventID: "r1", at: at("3h30m"))
        )
    }

    @Test("An entry that came into a down status from out of service or unknown time opens a window")
    func openedFromElsewhere() throws {
        let created = try window("absent 2h | create | creating 1h | to stopped id a | down 2h | start id b | up 1h")
        #expect(created.openedBy?.eventID == "a" && created.closedBy?.eventID == "b")
        let afterBreak = try window(
            "absent 2h | provision | ? 1h | stop from paused id a | down 2h | start id b | up 1h"
        )
        #expect(afterBreak.openedBy?.eventID == "a")
        #expect(try afterBreak.start == at("3h"))
        let afterOdd = try window("absent 2h | to odd | in odd 1h | to failed id a | failed 2h | recover id b | up 1h")
        #expect(afterOdd.openedBy?.eventID == "a")
    }

    @Test("Either can be absent: assumed downtime has no opener")
    func noOpener() throws {
        let window = try window("down 4h | start id b | up 1h")
        #expect(window.openedBy == nil && window.closedBy?.eventID == "b")
        #expect(window.isAssumed)
        #expect(try window.start == at("0s"))
    }

    @Test("A window is assumed if any part of it is")
    func partlyAssumed() throws {
        let window = try window("down 4h | to failed id x | failed 1h | recover | up 1h")
        #expect(window.isAssumed && window.duration == .hours(5) && window.openedBy == nil)
    }

    @Test("An entry out of down into out of service closes a window, but not into running")
    func closedIntoDeletion() throws {
        let figures = try analyzed("absent 0s | provision | up 1h | stop | down 2h | delete id d | deleting 1h")
        #expect(figures.windows.map(\.closedBy?.eventID) == ["d"])
        #expect(figures.windows.map(\.isTruncated) == [false])
        #expect(figures.fleet.downtime.closed == 0 && figures.fleet.downtime.meanTimeToRecovery == nil)
    }

    // MARK: Range

    @Test("Listed is every window with start < to and end ≥ from, in full; in_range_ms is clipped")
    func listed() throws {
        let drawing = """
            absent 0s | provision | up 1h | stop id w1 | down 1h | start | up 1h | stop id w2 | down 2h | start | up 1h \
            | stop id w3 | down 1h | start | up 1h | stop id w4 | down 2h | start | up 1h | stop id w5 | down 1h | start | up 1h
            """
        // w1 1–2 h, w2 3–5 h, w3 6–7 h, w4 8–10 h, w5 11–12 h. Range 2–11 h: w1 ends at `from` and is listed, w5 starts at `to`.
        let figures = try analyzed(drawing, from: "2h", to: "11h")
        #expect(figures.windows.map(\.openedBy?.eventID) == ["w1", "w2", "w3", "w4"])
        #expect(figures.windows.map(\.inRange) == [.zero, .hours(2), .hours(1), .hours(2)])
        #expect(figures.windows.map(\.duration) == [.hours(1), .hours(2), .hours(1), .hours(2)])
        // Range 4–9 h cuts w2 and w4: in range an hour each; w4 is open there, as the entry at 10 h is not used.
        let middle = try analyzed(drawing, from: "4h", to: "9h")
        #expect(middle.windows.map(\.openedBy?.eventID) == ["w2", "w3", "w4"])
        #expect(middle.windows.map(\.inRange) == [.hours(1), .hours(1), .hours(1)])
        #expect(middle.windows.map(\.duration) == [.hours(2), .hours(1), .hours(1)])
        #expect(middle.windows.map(\.isOpen) == [false, false, true])
        #expect(middle.fleet.downtime.down == .hours(3))
        #expect(middle.fleet.downtime.longest == .hours(2))
    }

    // MARK: How it ended

    @Test("Still down at the end of the range: open, without an end, its duration up to there")
    func openAtEnd() throws {
        let window = try window("absent 0s | provision | up 20h | stop | down 10h | start | up 1h")
        #expect(window.isOpen && window.end == nil && window.closedBy == nil)
        #expect(window.duration == .hours(4) && window.inRange == .hours(4))
    }

    @Test("Still down at the end of coverage: open, up to there")
    func openAtCoverage() throws {
        let window = try window(
            "absent 0s | provision | up 2h | stop | down 10h | start | up 1h",
            covered: .some(at("5h"))
        )
        #expect(window.isOpen && window.end == nil && !window.isTruncated && window.closedBy == nil)
        #expect(window.duration == .hours(3))
        // The entry that would close it lies at coverage: not used for windows.
        let touching = try self.window(
            "absent 0s | provision | up 2h | stop | down 3h | start | up 1h",
            covered: .some(at("5h"))
        )
        #expect(touching.isOpen && touching.duration == .hours(3))
    }

    @Test("A window that ends before the range by the end of coverage is not listed")
    func coverageBeforeRange() throws {
        let figures = try analyzed("up 2h | stop | down 10h", from: "8h", covered: .some(at("5h")))
        #expect(figures.windows.isEmpty && figures.fleet.availability.unknown == .hours(16))
    }

    @Test("Ended by unknown time: cut, closed by the entry that began it")
    func cut() throws {
        let odd = try window("absent 0s | provision | up 2h | stop | down 1h | to odd id o | in odd 1h")
        #expect(odd.isTruncated && !odd.isOpen && odd.closedBy?.eventID == "o")
        #expect(try odd.end == at("3h"))
        let broken = try window(
            "absent 0s | provision | up 2h | stop | down 1h | to failed id f | ? 1h | provision from creating | up 1h"
        )
        #expect(broken.isTruncated && broken.closedBy?.eventID == "f")
        #expect(try broken.end == at("3h"))
    }

    @Test("An entry into running after which one is missing closes the window it ends, and cuts it")
    func cutIntoRunning() throws {
        let figures = try analyzed(
            "absent 0s | provision | up 2h | stop | down 1h | start id s | ? 1h | start from stopped | up 1h"
        )
        #expect(figures.fleet.downtime.truncated == 1 && figures.fleet.downtime.closed == 1)
        #expect(figures.windows.map(\.closedBy?.eventID) == ["s"])
    }

    @Test("Ended by being gone: neither open nor cut, and no closing entry")
    func gone() throws {
        let window = try window(
            "absent 0s | provision | up 2h | stop | down 3h",
            covered: .some(at("5h")),
            gone: at("5h")
        )
        #expect(!window.isOpen && !window.isTruncated && window.closedBy == nil)
        #expect(try window.end == at("5h"))
        #expect(window.duration == .hours(3))
    }

    @Test("Still down where coverage ends before the container was gone: open")
    func openBeforeGone() throws {
        let window = try window(
            "absent 0s | provision | up 2h | stop | down 3h",
            covered: .some(at("4h")),
            gone: at("5h")
        )
        #expect(window.isOpen && window.duration == .hours(2))
    }

    @Test("Planned is a window that lies wholly inside maintenance, which may be of several that touch")
    func planned() throws {
        let drawing = "absent 0s | provision | up 10h | stop | down 4h | start | up 10h"
        let parts = try [DrawnFleet.range("10h", "12h"), DrawnFleet.range("12h", "14h")]
        #expect(try window(drawing) { $0.maintenance = { _, _ in parts } }.isPlanned)
        let short = try DrawnFleet.range("10h", "13h")
        #expect(try !window(drawing) { $0.maintenance = { _, _ in [short] } }.isPlanned)
        let late = try DrawnFleet.range("11h", "20h")
        #expect(try !window(drawing) { $0.maintenance = { _, _ in [late] } }.isPlanned)
    }

    // MARK: No length

    @Test("Down time of no length is a window, both legs at one instant")
    func zeroLengthDown() throws {
        let window = try window("absent 0s | provision | up 2h | stop id a | start id b | up 1h")
        #expect(try window.start == at("2h"))
        #expect(try window.end == at("2h"))
        #expect(window.duration == .zero && !window.isOpen)
        #expect(window.openedBy?.eventID == "a" && window.closedBy?.eventID == "b")
        let inMaintenance = try DrawnFleet.range("1h", "3h")
        let planned = try self.window("absent 0s | provision | up 2h | stop id a | start id b | up 1h") {
            $0.maintenance = { _, _ in [inMaintenance] }
        }
        #expect(planned.isPlanned)
    }

    @Test("Up time of no length parts two windows")
    func zeroLengthUp() throws {
        let figures = try analyzed(
            "absent 0s | provision | up 2h | stop id a | down 1h | start id b | stop id c | down 2h | start id d | up 1h"
        )
        #expect(figures.windows.map(\.openedBy?.eventID) == ["a", "c"])
        #expect(figures.windows.map(\.closedBy?.eventID) == ["b", "d"])
        #expect(figures.windows.map(\.duration) == [.hours(1), .hours(2)])
        #expect(figures.fleet.availability.up == .hours(21))
    }

    @Test("A window of no length at the beginning of the range is listed, one at its end is not")
    func zeroLengthAtEdges() throws {
        let drawing = "absent 0s | provision | up 2h | stop | start | up 2h | stop | start | up 1h"
        let figures = try analyzed(drawing, from: "2h", to: "4h")
        #expect(try figures.windows.map(\.start) == [at("2h")])
        #expect(figures.fleet.downtime.windows == 1 && figures.fleet.downtime.closed == 1)
    }

    // MARK: Totals

    @Test("mttr is the mean full duration of windows closed into running in the range; longest is of all listed")
    func episodes() throws {
        // 1–2 h closed before the range, 4–8 h closed in it, 9–10 h closed in it, 11–20 h deleted, range 6–24 h.
        let drawing = """
            absent 0s | provision | up 1h | stop | down 1h | start | up 2h | stop | down 4h | start | up 1h | fail | failed 1h \
            | recover | up 1h | stop | down 9h | deleted!
            """
        let downtime = try analyzed(drawing, from: "6h").fleet.downtime
        #expect(downtime.windows == 3 && downtime.closed == 2 && downtime.open == 0 && downtime.truncated == 0)
        #expect(downtime.meanTimeToRecovery == 2.5 * 3_600_000)
        #expect(downtime.longest == .hours(9))
        #expect(downtime.down == .hours(2 + 1 + 9))
        // Opened in range: at 9 h and 11 h; up in range: 8–9 h, 10–11 h.
        #expect(downtime.meanTimeBetweenFailures == 3_600_000)
    }

    @Test("mtbf leaves out planned windows and those opened by pause, and is null at none")
    func mtbf() throws {
        let drawing = """
            absent 0s | provision | up 4h | pause | paused 1h | resume | up 5h | stop | down 2h | start | up 4h \
            | to paused as none | paused 2h | resume | up 6h
            """
        let maintenance = try DrawnFleet.range("10h", "12h")
        #expect(try analyzed(drawing).fleet.downtime.meanTimeBetweenFailures == 19 * 3_600_000)
        let planned = try analyzed(drawing) { $0.maintenance = { _, _ in [maintenance] } }
        #expect(planned.fleet.downtime.meanTimeBetweenFailures == nil)
        #expect(planned.fleet.downtime.windows == 3)
    }

    @Test("Without windows there is no longest and no mean")
    func none() throws {
        let downtime = try analyzed("absent 0s | provision | up 24h").fleet.downtime
        #expect(downtime == DowntimeFigures())
    }

    @Test("The windows' time in range is the range's downtime")
    func downSums() throws {
        let drawing =
            "down 4h | start | up 1h | stop | down 2h | start | restart 10m | up 1h | pause | paused 9h | to odd | in odd 2h"
        let figures = try analyzed(drawing, from: "3h", to: "12h")
        let inRange = figures.windows.reduce(TimeSpan.zero) { $0 + $1.inRange }
        #expect(inRange == figures.fleet.availability.down && inRange == figures.fleet.downtime.down)
    }

    @Test("A shortened list has the longest windows in the order of the report; totals stay")
    func shortened() throws {
        var fleet = DrawnFleet()
        for (id, hours) in [("c", 2), ("a", 3), ("b", 2), ("d", 1)] {
            try fleet.add("absent 0s | provision | up 5h | stop | down \(hours)h | start | up 1h", id: id)
        }
        let figures = try fleet.figures { $0.listed = 2 }
        // a is the longest; of b and c, equally long, b comes first in the report.
        #expect(figures.windows.map(\.containerID.text) == ["a", "b"])
        #expect(figures.fleet.downtime.windows == 4 && figures.fleet.downtime.down == .hours(8))
        #expect(try fleet.figures { $0.listed = 0 }.windows.isEmpty)
        #expect(try fleet.figures().windows.map(\.containerID.text) == ["a", "b", "c", "d"])
    }
}
