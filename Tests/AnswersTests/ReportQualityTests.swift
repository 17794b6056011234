import DrawnTimelines
import Testing
import Timelines

@testable import Answers
@testable import Study

@Suite struct ReportQualityTests {
    @Test("Quality counts the entries of the range, and quarantine over the whole store")
    func counts() throws {
        let drawing = """
            absent 0s | provision id a by x 1s amended | up 2h | stop id b bad vanished | down 1h | start 2s by y amended vanished \
            | ? 1h | stop from paused 1s by x id c | down 1h | to odd id d | in odd 1h | start id e | ? 1h | stop from null id f
            """
        var fleet = DrawnFleet()
        try fleet.add(drawing)
        var expected = QualityFigures()
        expected.quarantined = 7
        expected.entries = 7
        expected.amended = 2
        expected.vanished = 2
        expected.chainBreaks = 2  // c after the start, f from null
        expected.missingID = 1
        expected.missingDuration = 3  // d, e, f
        expected.invalidDuration = 1
        expected.missingActor = 4  // b, d, e, f
        expected.unknownStatus = 2  // into odd, and out of it
        #expect(try fleet.figures(quarantined: 7).quality == expected)
        // From 2 h on, the first entry is out of the range; a break counts where the entry after it lies.
        expected.entries = 1
        expected.amended = 0
        expected.vanished = 0
        expected.chainBreaks = 1
        expected.missingID = 0
        expected.missingDuration = 0
        expected.invalidDuration = 0
        expected.missingActor = 0
        expected.unknownStatus = 0
        #expect(try fleet.figures(from: "4h", to: "5h", quarantined: 7).quality == expected)
    }

    // MARK: Drift

    private func drift(_ drawing: String, _ listings: [(String, String?)], from: String = "0s", to: String = "24h")
        throws -> [Drift]
    {
        var fleet = DrawnFleet()
        try fleet.add(drawing, listings: listings)
        return try fleet.figures(from: from, to: to).quality.drift
    }

    @Test("Drift is a listing that contradicts the newest entry before it")
    func driftFound() throws {
        let drawing = "absent 0s | provision | up 4h | stop | down 4h"
        #expect(
            try drift(drawing, [("2h", "running"), ("3h", "stopped"), ("5h", "stopped"), ("6h", "odd")]) == [
                Drift(containerID: ContainerID("a"), listed: "stopped", timeline: "running", at: at("3h")),
                Drift(containerID: ContainerID("a"), listed: "odd", timeline: "stopped", at: at("6h")),
            ]
        )
    }

    @Test("An entry within 60 s, before or after, excuses a listing")
    func driftNearEntry() throws {
        let drawing = "absent 0s | provision | up 4h | stop | down 4h"
        #expect(try drift(drawing, [("3h59m", "stopped"), ("4h1m", "running")]).isEmpty)
        #expect(try drift(drawing, [("3h58m59s999ms", "stopped"), ("4h1m0s1ms", "running")]).count == 2)
    }

    @Test("Without an entry before it, or without a status, a listing contradicts nothing")
    func driftNone() throws {
        #expect(try drift("absent 5h | provision | up 4h", [("1h", "running")]).isEmpty)
        #expect(try drift("absent 0s | provision | up 4h", [("1h", nil)]).isEmpty)
    }

    @Test("Only listings in the range are drift, and entries from its end on excuse none")
    func driftRange() throws {
        let drawing = "absent 0s | provision | up 4h | stop | down 4h"
        let listings: [(String, String?)] = [
            ("1h", "failed"), ("2h", "failed"), ("3h", "failed"), ("3h59m30s", "failed"),
        ]
        #expect(try drift(drawing, listings, from: "2h", to: "4h").map(\.at) == [at("2h"), at("3h"), at("3h59m30s")])
        #expect(try drift(drawing, listings, from: "2h", to: "3h").map(\.at) == [at("2h")])
    }

    // MARK: Coverage

    @Test("Coverage is the least over containers not gone; stale is what it leaves before the end of the range")
    func coverage() throws {
        var fleet = DrawnFleet()
        try fleet.add("up 1h | stop", id: "c", covered: .some(at("24h")))
        try fleet.add("up 1h | stop", id: "b", covered: .some(at("23h")))
        try fleet.add("up 1h | stop", id: "a", covered: .some(at("9h")), gone: at("10h"))
        let figures = try fleet.figures()
        #expect(try figures.coverage.coveredUntil == at("23h"))
        #expect(figures.coverage.containers == 3)
        #expect(
            try figures.coverage.stale == [
                StaleContainer(id: ContainerID("b"), name: "name-b", coveredUntil: at("23h"))
            ]
        )
        #expect(try figures.quality.gone == [GoneContainer(containerID: ContainerID("a"), since: at("10h"))])
    }

    @Test("A deleted container is not stale, nor is one that was gone after the range")
    func notStale() throws {
        var fleet = DrawnFleet()
        try fleet.add("up 1h | deleted!", id: "a", covered: .some(at("2h")))
        try fleet.add("up 1h | stop", id: "b", covered: .some(at("2h")), gone: at("90h"))
        try fleet.add("up 30h | deleted!", id: "c", covered: .some(at("3h")))
        let figures = try fleet.figures()
        // c is deleted after the range only, by an entry that the range does not use.
        #expect(figures.coverage.stale.map(\.id.text) == ["c"])
        #expect(figures.quality.gone.map(\.containerID.text) == ["b"])
    }

    @Test("A container that was never covered makes the whole uncovered")
    func neverCovered() throws {
        var fleet = DrawnFleet()
        try fleet.add("up 1h | stop", id: "a", covered: .some(nil))
        try fleet.add("up 1h | stop", id: "b")
        let figures = try fleet.figures()
        #expect(figures.coverage.coveredUntil == nil)
        #expect(figures.coverage.stale == [StaleContainer(id: ContainerID("a"), name: "name-a", coveredUntil: nil)])
        #expect(figures.containers[0].availability.unknown == .hours(24))
        #expect(try DrawnFleet().figures().coverage.coveredUntil == nil)
    }

    @Test("The status of a container is the one just before the end of the covered part of the range")
    func status() throws {
        func status(_ drawing: String, from: String = "0s", covered: Instant? = .distantFuture, gone: Instant? = nil)
            throws -> String?
        {
            try analyzed(drawing, from: from, covered: .some(covered), gone: gone).containers[0].status
        }
        let drawing = "absent 0s | provision | up 4h | stop | down 40h | start"
        #expect(try status(drawing) == "stopped")
        #expect(try status(drawing, covered: at("4h")) == "running")
        #expect(try status(drawing, covered: at("4h1ms")) == "stopped")
        #expect(try status(drawing, from: "9h", covered: at("8h")) == nil)
        #expect(try status(drawing, covered: at("9h"), gone: at("9h")) == nil)
        #expect(try status(drawing, covered: nil) == nil)
        #expect(try status("absent 30h | provision") == nil)
        #expect(try status("up 30h | stop") == "running")
        #expect(try status("up 2h | to odd") == "odd")
        #expect(try status("up 2h | stop | ? 30h | stop from running") == "stopped")
        #expect(
            try status("up 2h | stop | ? 1h | stop from running | down 1h | deleted!", covered: at("1h")) == "deleted"
        )
        #expect(try status("up 2h | stop | start") == "running")
    }

    @Test("Containers stand by id")
    func order() throws {
        var fleet = DrawnFleet()
        for id in ["b", "B", "a", "é"] { try fleet.add("up 1h | stop", id: id) }
        #expect(try fleet.figures().containers.map(\.id.text) == ["B", "a", "b", "é"])
    }
}
