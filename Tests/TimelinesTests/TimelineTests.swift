import DrawnTimelines
import Testing
import Timelines

/// Each drawing starts at midnight, and each range covers a day from an hour before it unless said otherwise.
@Suite struct TimelineTests {
    private let midnight = DrawnTimeline.monday

    private func traced(
        _ drawing: String,
        from start: String = "1h",
        to end: String = "23h",
        paused: Condition = .down,
        id: String = "container",
        created: Instant?? = .none,
        covered: Instant?? = .some(.distantFuture),
        gone: Instant? = nil,
        listings: [(String, String?)] = []
    ) throws -> String {
        var symbols = SymbolTable()
        let drawn = try DrawnTimeline(drawing, symbols: &symbols)
        var listed: [Listing] = []
        for (at, status) in listings {
            listed.append(Listing(at: try .drawn(at), status: status.map { Status(symbol: symbols.intern($0)) }))
        }
        let history = drawn.history(id: id, created: created, covered: covered, gone: gone, listings: listed)
        let range = Interval(start: midnight - (try TimeSpan(drawn: start)), end: midnight + (try TimeSpan(drawn: end)))
        let timeline = Timeline(of: history, until: range.end, paused: paused, symbols: symbols)
        try #require(timeline.stretches.first?.interval.start == .distantPast)
        try #require(
            zip(timeline.stretches, timeline.stretches.dropFirst()).allSatisfy { $0.interval.end == $1.interval.start }
        )
        return timeline.drawing(in: range, symbols: symbols)
    }

    private func condition(of status: String, paused: Condition = .down) -> Condition {
        var symbols = SymbolTable()
        return Status(symbol: symbols.intern(status)).condition(paused: paused)
    }

    // MARK: Conditions

    @Test("Each known status is up, down or out of service, and any other is unknown time")
    func conditions() {
        #expect(condition(of: "running") == .up)
        for status in ["stopped", "failed", "paused"] { #expect(condition(of: status) == .down) }
        for status in ["creating", "claiming", "copying", "deleting", "deleted"] {
            #expect(condition(of: status) == .outOfService)
        }
        for status in ["warming", "Running", "", "stopped "] { #expect(condition(of: status) == .unknown) }
    }

    @Test("`--paused` moves paused and nothing else", arguments: [Condition.up, .down, .outOfService])
    func pausedMoves(paused: Condition) {
        #expect(condition(of: "paused", paused: paused) == paused)
        #expect(condition(of: "stopped", paused: paused) == .down)
        #expect(condition(of: "running", paused: paused) == .up)
    }

    // MARK: Between entries

    @Test("Between two entries whose chain holds, the status is the first one's to_status")
    func between() throws {
        #expect(
            try traced("absent 0s | provision | up 2h | stop 8s | down 1h | start | up 5h")
                == "absent 1h | running 2h | stopped 1h | running 20h"
        )
    }

    @Test("Where the chain is broken, all the time between the two entries is unknown")
    func broken() throws {
        #expect(
            try traced("absent 0s | provision | up 2h | stop | ? 3h | stop from running | down 1h")
                == "absent 1h | running 2h | unknown 3h | stopped 18h"
        )
    }

    @Test("A missing from_status breaks nothing; null in mid-log does, except after deleted")
    func priorStatus() throws {
        #expect(
            try traced("absent 0s | provision | up 2h | stop from missing | down 1h")
                == "absent 1h | running 2h | stopped 21h"
        )
        #expect(
            try traced("absent 0s | provision | up 2h | stop from null | down 1h")
                == "absent 1h | unknown 2h | stopped 21h"
        )
        #expect(
            try traced("absent 0s | provision | up 2h | deleted! | deleted 3h | create from null | creating 1h")
                == "absent 1h | running 2h | deleted 3h | creating 18h"
        )
    }

    @Test("A status outside the known list survives as written")
    func unknownStatus() throws {
        #expect(
            try traced("absent 0s | provision | up 2h | to warming | in warming 3h | to running | up 1h")
                == "absent 1h | running 2h | warming 3h | running 18h"
        )
    }

    // MARK: Before the first entry

    @Test("A null from_status says that the container did not exist, whatever created_at says")
    func nullFirst() throws {
        #expect(
            try traced("absent 4h | provision | up 1h", created: midnight + .hours(1)) == "absent 5h | running 19h"
        )
    }

    @Test("Any other from_status holds back to created_at, and is assumed")
    func statusFirst() throws {
        #expect(
            try traced("up 4h | stop | down 1h", created: midnight + .hours(1))
                == "absent 2h | running~ 3h | stopped 19h"
        )
    }

    @Test("Without created_at the first 8 hex digits of the id tell the creation")
    func creationFromID() throws {
        // Midnight is 1 794 182 400 s; an hour later 1 794 186 000 = 0x6af11b10.
        #expect(
            try traced("up 4h | stop | down 1h", id: "6af11b10a1b2c3d4e5f60718", created: .some(nil))
                == "absent 2h | running~ 3h | stopped 19h"
        )
    }

    @Test("A first entry before the creation is the beginning itself")
    func entryBeforeCreation() throws {
        #expect(
            try traced("up 4h | stop | down 1h", created: midnight + .hours(9)) == "absent 5h | stopped 19h"
        )
    }

    @Test("Where nothing tells the creation, the time before the first entry is unknown unless its from_status is null")
    func noCreation() throws {
        #expect(try traced("up 4h | stop | down 1h", created: .some(nil)) == "unknown 5h | stopped 19h")
        #expect(try traced("absent 4h | provision | up 1h", created: .some(nil)) == "absent 5h | running 19h")
    }

    @Test("A missing from_status leaves the time since the creation unknown")
    func missingFirst() throws {
        #expect(
            try traced("unsaid 4h | stop | down 1h", created: midnight + .hours(1))
                == "absent 2h | unknown 3h | stopped 19h"
        )
    }

    @Test("A first entry at or after the end of the range is judged in the same way")
    func firstEntryAfterRange() throws {
        #expect(try traced("up 30h | stop | down 1h") == "absent 1h | running~ 23h")
        #expect(try traced("up 23h | stop | down 1h") == "absent 1h | running~ 23h")
        #expect(try traced("absent 30h | provision | up 1h") == "absent 1d")
        #expect(try traced("unsaid 30h | stop | down 1h") == "absent 1h | unknown 23h")
    }

    @Test("No entry at or after the end of the range is used")
    func entriesAfterRange() throws {
        #expect(
            try traced("absent 0s | provision | up 22h | stop | ? 1h | stop from running | down 1h")
                == "absent 1h | running 22h | stopped 1h"
        )
        #expect(
            try traced("absent 0s | provision | up 23h | stop | ? 1h | stop from running | down 1h")
                == "absent 1h | running 23h"
        )
    }

    @Test("An instant inside the range is ordered without the entries after the range")
    func orderWithinRange() throws {
        // At 22 h a: running→stopped, c: stopped→running, b: running→stopped. Alone a c b breaks nothing; with d, which comes
        // from running, a c b and a b c break one link each, and the ids would prefer a b c.
        let legs = "absent 0s | provision | up 22h | stop id a | start id c | stop id b | ? 1h"
        #expect(
            try traced(legs + " | stop from running id d")
                == "absent 1h | running 22h | stopped 0s | running 0s | stopped 1h"
        )
    }

    // MARK: Without entries

    @Test("A container without entries has the status in which its listings agree, since its creation, assumed")
    func listed() throws {
        #expect(
            try traced("", created: midnight + .hours(1), listings: [("3h", "stopped"), ("40h", "stopped")])
                == "absent 2h | stopped~ 22h"
        )
        #expect(
            try traced("", created: midnight + .hours(1), listings: [("3h", "stopped"), ("4h", nil)])
                == "absent 2h | stopped~ 22h"
        )
    }

    @Test("Where the listings disagree, or say nothing, it is unknown")
    func listingsDisagree() throws {
        let created = midnight + .hours(1)
        #expect(
            try traced("", created: created, listings: [("3h", "stopped"), ("40h", "running")])
                == "absent 2h | unknown 22h"
        )
        #expect(try traced("", created: created, listings: [("3h", nil)]) == "absent 2h | unknown 22h")
        #expect(try traced("", created: created) == "absent 2h | unknown 22h")
    }

    @Test("Without entries and without a creation nothing is known before the first listing")
    func listedWithoutCreation() throws {
        #expect(
            try traced("", created: .some(nil), listings: [("3h", "running")]) == "unknown 4h | running~ 20h"
        )
        #expect(try traced("", created: .some(nil)) == "unknown 1d")
    }

    // MARK: After the last entry

    @Test("After the last entry its status holds until the container is no longer covered")
    func coverage() throws {
        let covered = midnight + .hours(5)
        #expect(
            try traced("absent 0s | provision | up 2h | stop | down 9h", covered: covered)
                == "absent 1h | running 2h | stopped 3h | unknown 18h"
        )
        #expect(try traced("up 30h | stop | down 1h", covered: covered) == "absent 1h | running~ 5h | unknown 18h")
        #expect(
            try traced("", covered: covered, listings: [("1h", "running")]) == "absent 1h | running~ 5h | unknown 18h"
        )
        #expect(try traced("up 30h | stop | down 1h", covered: .some(nil)) == "unknown 1d")
    }

    @Test(
        "Entries at or after coverage begin nothing, but one that does not continue the last covered one still breaks the chain"
    )
    func entriesAfterCoverage() throws {
        let covered = midnight + .hours(5)
        #expect(
            try traced("absent 0s | provision | up 2h | stop | down 3h | start | up 9h", covered: covered)
                == "absent 1h | running 2h | stopped 3h | unknown 18h"
        )
        #expect(
            try traced("absent 0s | provision | up 2h | stop | ? 4h | stop from running | down 9h", covered: covered)
                == "absent 1h | running 2h | unknown 3h | unknown 18h"
        )
    }

    @Test("After deleted it is out of service for ever, covered or not")
    func deleted() throws {
        let covered = midnight + .hours(5)
        #expect(
            try traced("absent 0s | provision | up 2h | deleted!", covered: covered)
                == "absent 1h | running 2h | deleted 21h"
        )
        #expect(
            try traced("absent 0s | provision | up 9h | deleted!", covered: covered)
                == "absent 1h | running 5h | unknown 4h | deleted 14h"
        )
    }

    @Test("A gone container is out of service from the last pass that saw it, covered or not")
    func gone() throws {
        let drawing = "absent 0s | provision | up 2h | stop | down 9h"
        #expect(
            try traced(drawing, covered: midnight + .hours(5), gone: midnight + .hours(5))
                == "absent 1h | running 2h | stopped 3h | gone 18h"
        )
        #expect(
            try traced(drawing, covered: midnight + .hours(4), gone: midnight + .hours(6))
                == "absent 1h | running 2h | stopped 2h | unknown 2h | gone 17h"
        )
        #expect(
            try traced(drawing, covered: midnight + .hours(30), gone: midnight + .hours(30))
                == "absent 1h | running 2h | stopped 21h"
        )
        #expect(
            try traced("absent 0s | provision | up 2h | deleted!", covered: .some(nil), gone: midnight + .hours(6))
                == "unknown 3h | deleted 21h"
        )
    }

    // MARK: Lone restarts

    @Test("A lone running → running restart is down for its duration before it, as stopped")
    func loneRestart() throws {
        #expect(
            try traced("absent 0s | provision | up 2h | restart 30m | up 1h")
                == "absent 1h | running 1h30m | restarting 30m | running 21h"
        )
    }

    @Test("Its window does not begin before the previous entry, nor before the container")
    func loneRestartClipped() throws {
        #expect(
            try traced("absent 0s | provision | up 2h | restart 3h | up 1h")
                == "absent 1h | running 0s | restarting 2h | running 21h"
        )
        #expect(
            try traced("up 2h | restart 3h | up 1h", created: midnight + .hours(1))
                == "absent 2h | restarting 1h | running 21h"
        )
    }

    @Test("Its window lies over up time only")
    func loneRestartOverUnknownTime() throws {
        #expect(
            try traced("absent 0s | provision | up 1h | stop | ? 2h | restart 30m from running | up 1h")
                == "absent 1h | running 1h | unknown 2h | running 20h"
        )
        #expect(
            try traced("up 2h | restart 3h | up 1h", created: .some(nil)) == "unknown 3h | running 21h"
        )
    }

    @Test("Without a valid duration above 0, or with another operation, it has no window")
    func loneRestartWithoutWindow() throws {
        for entry in ["restart", "restart bad", "restart 0s", "start 30m", "restart 30m as none"] {
            #expect(
                try traced("absent 0s | provision | up 2h | \(entry) | up 1h") == "absent 1h | running 2h | running 21h"
            )
        }
    }

    @Test("It reaches back from after a midnight only for a range that holds it")
    func loneRestartReachesBack() throws {
        let drawing = "absent 0s | provision | up 23h | restart 30m | up 10h"
        #expect(try traced(drawing) == "absent 1h | running 23h")
        #expect(try traced(drawing, to: "24h") == "absent 1h | running 22h30m | restarting 30m | running 1h")
    }
}
