import DrawnTimelines
import ServiceLevels
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

@Suite("Typical times, and what is slow")
struct SlowTests {
    private func slow(
        _ drawing: String,
        from: String = "0s",
        _ adjust: (inout AnalysisOptions) -> Void = { _ in }
    ) throws -> [SlowTransition] {
        try analyzed("absent 0s | provision 60s | up 1h | " + drawing, from: from, adjust).slow
    }

    private func kinds(_ drawing: String) throws -> [String] { try slow(drawing).map(\.kind.rawValue) }

    @Test("A sample is slow that is strictly above the typical time of its kind")
    func limits() throws {
        #expect(try kinds("stop 10s | down 1h | start 15s | up 1h") == [])
        #expect(try kinds("stop 10s1ms | down 1h | start 15s1ms | up 1h") == ["start", "stop"])
        #expect(try kinds("force-stop 1s1ms | down 1h | start 1s | up 1h") == ["force-stop"])
        #expect(try kinds("pause 1s501ms | paused 1h | resume 2s1ms | up 1h") == ["resume", "pause"])
        // Others have no typical time.
        #expect(try kinds("fail 5h | failed 1h | recover 10m | up 1h") == [])
    }

    @Test("They stand with what it took, the slowest first, then by instant and container")
    func order() throws {
        var fleet = DrawnFleet()
        let drawing = "absent 0s | provision | up 1h | stop 20s by ana id s | down 1h | start 30s by bob id t | up 1h"
        try fleet.add(drawing, id: "b")
        try fleet.add(drawing, id: "a")
        let figures = try fleet.figures()
        #expect(figures.slow.map(\.containerID.text) == ["a", "b", "a", "b"])
        #expect(
            try figures.slow[0]
                == SlowTransition(
                    containerID: ContainerID("a"),
                    containerName: "name-a",
                    kind: .transition(.start),
                    at: at("2h"),
                    duration: 30_000,
                    typical: .seconds(15),
                    actor: "bob",
                    eventID: "t"
                )
        )
        #expect(figures.fleet.latency[.start]?.typical == .seconds(15))
        #expect(figures.fleet.latency[.start]?.beyond == 2 && figures.fleet.latency[.stop]?.beyond == 2)
        #expect(figures.containers[0].latency[.start]?.beyond == 1)
        #expect(figures.fleet.latency[.provision]?.typical == nil && figures.fleet.latency[.provision]?.beyond == nil)
        #expect(figures.slowCounts == [.transition(.start): 2, .transition(.stop): 2])
        // Shortened, of each kind the slowest; the totals stay.
        let short = try fleet.figures { $0.listed = 1 }
        #expect(short.slow.map(\.containerID.text) == ["a", "a"] && short.slowCounts == figures.slowCounts)
    }

    @Test("An explicit restart takes its down time and the stop before it; beyond 25 s it is slow, and in no beyond")
    func restarts() throws {
        // 8 s for the stop, 17 s down: 25 s.
        let fast = try analyzed("absent 0s | up 1h | stop 8s as restart | down 17s | start 9s as restart | up 1h")
        #expect(fast.restarts.map(\.took) == [25_000] && fast.slow == [])
        let long = try analyzed(
            "absent 0s | up 1h | stop 8s by ana as restart id s | down 17s1ms | start 9s by bob as restart id t | up 1h"
        )
        #expect(long.restarts.map(\.took) == [25_001])
        #expect(
            try long.slow == [
                SlowTransition(
                    containerID: ContainerID("a"),
                    containerName: "name-a",
                    kind: .restart,
                    at: at("1h17s1ms"),
                    duration: 25_001,
                    typical: .seconds(25),
                    actor: "ana",
                    eventID: "s"
                )
            ]
        )
        #expect(long.fleet.latency[.start]?.beyond == 0 && long.fleet.latency[.stop]?.beyond == 0)
        // Without a usable duration of the opener it is not known how long it took; a quick restart is not explicit.
        #expect(try analyzed("up 1h | stop bad as restart | down 1m | start | up 1h").restarts.map(\.took) == [nil])
        #expect(try kinds("stop 8s as none | down 1m | start 9s as none | up 1h") == [])
        #expect(try analyzed("up 1h | stop 8s as none | down 1m | start 9s | up 1h").restarts.map(\.took) == [68_000])
    }

    @Test("A restart in one entry took as long as that entry")
    func loneRestart() throws {
        let figures = try analyzed("up 1h | restart 26s by ana | up 1h")
        #expect(figures.restarts.map(\.took) == [26_000])
        #expect(figures.slow.map(\.kind) == [.restart] && figures.slow.map(\.duration) == [26_000])
        #expect(try analyzed("up 1h | restart bad | up 1h").restarts.map(\.took) == [nil])
    }

    @Test("Each sample is held against its own container's limit; the fleet states the file's")
    func groups() throws {
        var fleet = DrawnFleet()
        let drawing = "absent 0s | provision | up 1h | stop 20s | down 1h | start 30s | up 1h"
        for id in ["p", "q", "r"] { try fleet.add(drawing, id: id) }
        var patient = ContainerGroup(name: "patient", containers: [Glob("name-p")])
        patient.typical[.transition(.start)] = .seconds(30)
        var never = ContainerGroup(name: "never", containers: [Glob("name-q")])
        never.typical[.transition(.start)] = nil
        var file = TypicalTimes.standard
        file[.transition(.stop)] = nil
        let figures = try fleet.figures { $0.groups = GroupList([patient, never], typical: file) }
        #expect(figures.slow.map { "\($0.containerID) \($0.kind.rawValue)" } == ["r start", "p stop", "q stop"])
        let starts = figures.containers.map { $0.latency[.start] }
        #expect(starts.map { $0?.typical } == [.seconds(30), nil, .seconds(15)])
        #expect(starts.map { $0?.beyond } == [0, nil, 1])
        #expect(figures.fleet.latency[.start]?.typical == .seconds(15) && figures.fleet.latency[.start]?.beyond == 1)
        // The file says none, so that the fleet has none; its containers have what their groups say.
        #expect(figures.fleet.latency[.stop]?.typical == nil && figures.fleet.latency[.stop]?.beyond == nil)
        #expect(figures.containers.map { $0.latency[.stop]?.beyond } == [1, 1, nil])
    }

    @Test("Over random fleets, slow is what the definitions name, one by one", arguments: 1...40 as ClosedRange<UInt64>)
    func random(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let options = AnalysisOptions(
            range: RandomFleet.range(using: &generator),
            groups: RandomGroups.list(using: &generator)
        )
        let figures = StabilityFigures.analyzed(fleet.histories, options, fleet.symbols)
        var expected: [String] = []
        var beyond: [LatencyKind: Int] = [:]
        for history in fleet.histories {
            let typical = options.groups.group(of: history.container).typical
            for entry in history.entries where options.range.contains(entry.at) {
                guard case .valid(let duration) = entry.duration, let limit = typical[.transition(LatencyKind(entry))],
                    duration > Double(limit.milliseconds)
                else { continue }
                beyond[LatencyKind(entry), default: 0] += 1
                let id = entry.eventID(in: fleet.symbols, container: history.container.id)
                expected.append("\(history.container.id) \(LatencyKind(entry).rawValue) \(duration) \(id)")
            }
            let mine = figures.restarts.filter { $0.containerID == history.container.id && $0.kind == .explicit }
            for restart in mine {
                // Ids of one container's entries are different here.
                let opener = history.entries.first {
                    $0.eventID(in: fleet.symbols, container: history.container.id) == restart.eventIDs[0]
                }
                guard case .valid(let duration)? = opener?.duration, let limit = typical[.restart] else { continue }
                let took = restart.eventIDs.count == 1 ? duration : Double(restart.down.milliseconds) + duration
                guard took > Double(limit.milliseconds) else { continue }
                expected.append("\(history.container.id) restart \(took) \(restart.eventIDs[0])")
            }
        }
        let found = figures.slow.map { "\($0.containerID) \($0.kind.rawValue) \($0.duration) \($0.eventID)" }
        #expect(found.sorted() == expected.sorted(), "seed \(seed)")
        #expect(figures.slow.map(\.duration) == figures.slow.map(\.duration).sorted(by: >), "seed \(seed)")
        for (kind, latency) in figures.fleet.latency where latency.typical != nil {
            #expect(latency.beyond == beyond[kind, default: 0], "seed \(seed), \(kind)")
        }
    }
}

@Suite("Stuck containers")
struct StuckTests {
    private func stuck(
        _ drawing: String,
        to: String = "24h",
        covered: Instant?? = .some(.distantFuture),
        gone: Instant? = nil,
        _ adjust: (inout AnalysisOptions) -> Void = { _ in }
    ) throws -> [String] {
        var fleet = DrawnFleet()
        try fleet.add(drawing, covered: covered, gone: gone)
        return try fleet.figures(to: to, adjust).stuck.map {
            "\($0.status) \($0.since.iso8601.dropFirst(11).prefix(8))"
        }
    }

    @Test("In a status that should not last it is stuck after more than an hour")
    func passing() throws {
        #expect(try stuck("absent 1h | create", to: "2h") == [])
        #expect(try stuck("absent 1h | create", to: "2h1ms") == ["creating 01:00:00"])
        #expect(try stuck("absent 1h | create", to: "2h1ms") { $0.stuckAfter = .hours(2) } == [])
        for status in ["claiming", "copying", "deleting"] {
            #expect(try stuck("absent 1h | to \(status)") == ["\(status) 01:00:00"])
        }
        // Paused, stopped and failed are no such statuses, nor is one that has been left.
        #expect(try stuck("up 1h | stop") == [])
        #expect(try stuck("absent 1h | create | creating 5h | provision") == [])
        #expect(try stuck("up 1h | delete | deleting 5h | deleted!") == [])
    }

    @Test("It is judged where the range or the coverage ends, and since the run of the status began")
    func edge() throws {
        #expect(try stuck("absent 1h | create", covered: at("90m")) == [])
        #expect(try stuck("absent 1h | create", covered: at("3h")) == ["creating 01:00:00"])
        #expect(
            try stuck("absent 1h | create | creating 2h | to creating | creating 30m", to: "4h") == [
                "creating 01:00:00"
            ]
        )
        // A missing entry breaks the run.
        #expect(
            try stuck("absent 1h | create | creating 2h | to creating from copying | creating 5h") == [
                "creating 03:00:00"
            ]
        )
        #expect(
            try stuck("absent 1h | create | creating 2h | to copying | to creating | creating 5h") == [
                "creating 03:00:00"
            ]
        )
    }

    @Test("Without entries it is since its creation, where the listings agree")
    func listed() throws {
        var fleet = DrawnFleet()
        try fleet.add("", id: "a", created: at("1h"), listings: [("2h", "creating"), ("9h", "creating")])
        try fleet.add("", id: "b", created: at("1h"), listings: [("2h", "creating"), ("9h", "running")])
        let found = try fleet.figures().stuck
        #expect(
            try found == [
                StuckContainer(
                    containerID: ContainerID("a"),
                    containerName: "name-a",
                    status: "creating",
                    since: at("1h")
                )
            ]
        )
    }

    @Test("A restart that stopped it and did not bring it back, for more than ten minutes")
    func restart() throws {
        let drawing = "absent 0s | provision | up 1h | stop by ana as restart"
        #expect(try stuck(drawing, to: "70m") == [])
        #expect(try stuck(drawing, to: "70m1ms") == ["stopped 01:00:00"])
        #expect(try stuck(drawing, covered: at("65m")) == [])
        #expect(try stuck("absent 0s | provision | up 1h | stop", to: "5h") == [])
        #expect(try stuck("up 1h | fail | failed 1h | to stopped as restart", to: "5h") == [])
        #expect(try stuck(drawing + " | down 1m | start | up 1h") == [])
    }

    @Test("One that is gone or deleted is never stuck; the oldest comes first")
    func gone() throws {
        #expect(try stuck("absent 1h | create", gone: at("9h")) == [])
        var fleet = DrawnFleet()
        try fleet.add("absent 2h | create", id: "a")
        try fleet.add("absent 1h | create", id: "c")
        try fleet.add("absent 1h | create", id: "b")
        #expect(try fleet.figures().stuck.map(\.containerID.text) == ["b", "c", "a"])
    }
}

@Suite("Time by status")
struct StatusTimeTests {
    @Test("Known time divides by status, whatever counts as up; restarts in one entry are stopped")
    func division() throws {
        let drawing =
            "absent 1h | create | creating 1h | provision | up 2h | pause | paused 3h | resume | up 1h | stop | down 4h | start "
            + "| up 1h | fail | failed 30m | recover | up 1h | restart 30s | up 2h"
        for paused in PausedCondition.allCases {
            var fleet = DrawnFleet()
            try fleet.add(drawing, covered: at("16h"))
            let figures = try fleet.figures(to: "20h") { $0.paused = paused }
            var expected = StatusTimes()
            // 2 h, 1 h, 1 h, 1 h less the 30 s of the restart, and 1 h 30 min until the coverage ends at 16:00.
            expected.running = .hours(7) - .minutes(30) - .seconds(30)
            expected.paused = .hours(3)
            expected.stopped = .hours(4) + .seconds(30)
            expected.failed = .minutes(30)
            expected.other = .hours(2)
            #expect(figures.containers[0].statusTimes == expected, "\(paused)")
            #expect(figures.fleet.statusTimes == expected && figures.groups[0].statusTimes == expected, "\(paused)")
        }
    }

    @Test(
        "Over random fleets it is what the instants say, and adds up to up, down and out of service",
        arguments: 1...30 as ClosedRange<UInt64>
    )
    func random(seed: UInt64) {
        let fleet = RandomFleet(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let options = AnalysisOptions(
            range: RandomFleet.range(using: &generator),
            paused: PausedCondition.allCases[Int(seed % 3)],
            groups: RandomGroups.list(using: &generator)
        )
        let figures = StabilityFigures.analyzed(fleet.histories, options, fleet.symbols)
        var all = StatusTimes()
        for (history, container) in zip(fleet.histories, figures.containers) {
            let judge = InstantJudge(history, until: options.range.end, paused: options.paused, symbols: fleet.symbols)
            var expected = StatusTimes()
            var instant = options.range.start
            while instant < options.range.end {
                let half = Interval(start: instant, end: instant + .seconds(30))
                let restarting = judge.restarting(in: half)
                if judge.condition(at: instant) != .unknown {
                    let status = judge.status(at: instant).map(timed) ?? .other
                    expected[status] += half.length - restarting
                    expected.stopped += restarting
                }
                instant = half.end
            }
            #expect(container.statusTimes == expected, "seed \(seed), \(container.id)")
            let time = container.availability
            let sum = TimedStatus.allCases.reduce(TimeSpan.zero) { $0 + container.statusTimes[$1] }
            #expect(sum == time.up + time.down + time.outOfService, "seed \(seed), \(container.id)")
            all += expected
        }
        #expect(figures.fleet.statusTimes == all, "seed \(seed)")
        #expect(figures.groups.reduce(into: StatusTimes()) { $0 += $1.statusTimes } == all, "seed \(seed)")
    }

    private func timed(_ status: Status) -> TimedStatus {
        switch status {
        case .running: .running
        case .paused: .paused
        case .stopped: .stopped
        case .failed: .failed
        default: .other
        }
    }
}
