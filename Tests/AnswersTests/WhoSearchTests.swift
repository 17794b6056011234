import DrawnTimelines
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

@Suite struct WhoSearchTests {
    private let drawing = """
        absent 0s | provision id p | up 1h | stop 8s by user_ana id s | down 1h | start 5s by cron id t | up 1h \
        | to stopped by bob id u | down 30m | to failed id f | failed 30m | to stopped id v | down 1h
        """

    private func figures(
        covered: String = "24h",
        _ subject: WhoSubject = .status("stopped"),
        from: String? = nil,
        to: String? = nil
    ) throws -> WhoFigures {
        var search = try DrawnSearch()
        try search.fleet.add(drawing, covered: .some(at(covered)))
        return try search.figures(WhoQuestion(subject), from: from, to: to)
    }

    // MARK: Statuses

    @Test("Who brought it into a status: newest first, with the window that the entry opened")
    func status() throws {
        let stopped = try figures().answers.map(\.entry)
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

    @Test("It keeps to the range; a window is in full all the same")
    func range() throws {
        let stopped = try figures(from: "1h", to: "1h30m").answers.map(\.entry)
        #expect(stopped.map(\.eventID) == ["s"])
        #expect(stopped[0].window?.isOpen == true && stopped[0].window?.inRange == .minutes(30))
        let none = try figures(from: "1h1ms", to: "3h")
        // t, at 2 h, is the one entry in that range.
        #expect(none.answers.isEmpty && none.found == 0 && none.entries == 1)
    }

    @Test("A null or missing from_status is none")
    func withoutPrior() throws {
        #expect(try figures(.status("running")).answers.map(\.entry.fromStatus) == ["stopped", nil])
        let unsaid = try DrawnSearch("unsaid 1h | stop").figures(WhoQuestion(.status("stopped")))
        #expect(unsaid.answers.map(\.entry.fromStatus) == [nil])
    }

    @Test("An entry at or after coverage opened no window")
    func afterCoverage() throws {
        #expect(try figures(covered: "1h").answers.map { $0.entry.window == nil } == [true, true, true])
    }

    @Test("A status outside the list is found as it is written, and one that was never met is nobody's")
    func oddStatus() throws {
        let search = try DrawnSearch("up 1h | to odd id o | in odd 1h | to running id r")
        #expect(try search.ids(.status("odd")) == ["o"])
        #expect(try search.ids(.status("Odd")).isEmpty)
        #expect(try search.ids(.status("strange")).isEmpty)
    }

    @Test("A window is planned where it lies wholly in maintenance")
    func planned() throws {
        let search = try DrawnSearch(drawing)
        func planned(until end: String) throws -> [Bool?] {
            let window = try DrawnFleet.range("1h", end)
            return try search.figures(WhoQuestion(.status("stopped"))) { $0.maintenance = { _, _ in [window] } }
                .answers.map { $0.entry.window?.isPlanned }
        }
        // s was down from 1 h to 2 h.
        #expect(try planned(until: "2h") == [nil, false, true])
        #expect(try planned(until: "1h59m") == [nil, false, false])
    }

    // MARK: Operations

    private let operations = """
        up 1h | stop by ana id a | down 1h | start by ana id b | up 1h | to stopped by bob id c | down 1h \
        | to running by bob id d | up 1h | force-stop by cron id e | down 1h | fail id f | failed 1h | recover id g | up 1h \
        | stop as reboot id h | down 1h | start as none id i | up 1h | pause id j | paused 1h | resume id k
        """

    @Test(
        "An operation is the one that the entry names, else the one that its statuses give",
        arguments: [
            // By hand: h names reboot, so it is no stop; a recovery without a name is a start.
            ("stop", ["c", "a"]), ("start", ["i", "g", "d", "b"]), ("force-stop", ["e"]), ("fail", ["f"]),
            ("reboot", ["h"]), ("pause", ["j"]), ("resume", ["k"]), ("restart", []), ("recover", []), ("stopped", []),
        ]
    )
    func operation(name: String, expected: [String]) throws {
        #expect(try DrawnSearch(operations).ids(.operation(name)) == expected)
    }

    @Test("An answer says whether its operation is derived")
    func derived() throws {
        let starts = try DrawnSearch(operations).figures(WhoQuestion(.operation("start"))).answers
        #expect(starts.map(\.entry.isOperationDerived) == [true, true, true, false])
    }

    @Test("A restart that wrote two entries is one answer, with the window between them")
    func restart() throws {
        let search = try DrawnSearch(
            """
            up 1h | stop as restart by ana id s | down 10s | start as restart by ana id t | up 1h | restart 5s by ana id u \
            | up 1h | stop as restart by ana id v | down 20s | start as restart by bob id w | up 1h
            """
        )
        // w is somebody else's. u, a restart in one entry, opens and closes its window itself.
        let restarts = try search.figures(WhoQuestion(.operation("restart")))
        #expect(restarts.answers.map(\.entry.eventID) == ["w", "v", "u", "s"])
        #expect(restarts.found == 4)
        #expect(
            restarts.answers.map(\.entry.window?.duration) == [nil, .seconds(20), .seconds(5), .seconds(10)]
        )
        // Where the entry that opened the window is not in the range, the other one answers.
        #expect(try search.ids(.operation("restart"), from: "1h1s", to: "2h") == ["t"])
        // Asked by status, both legs are what they are.
        #expect(try search.ids(.status("running")) == ["w", "u", "t"])
        #expect(try search.ids(.status("stopped")) == ["v", "s"])
    }

    // MARK: Whose entries count

    private let crowd = """
        up 1h | stop by user_ana id a | down 1h | start | up 1h | stop by User_Bob id b | down 1h | start | up 1h \
        | stop by deploy_automation id c | down 1h | start | up 1h | stop by server_reboot id d | down 1h | start | up 1h \
        | stop by hal id e | down 1h | start | up 1h | stop id f | down 1h
        """

    private func asked(
        actors: [String] = [],
        kinds: [ActorKind] = [],
        noAutomation: Bool = false
    ) throws -> WhoFigures {
        try DrawnSearch(crowd).figures(
            WhoQuestion(
                .status("stopped"),
                by: ActorSelection(actors, kinds: kinds, isWithoutAutomation: noAutomation)
            )
        )
    }

    @Test("Actors are asked for by globs, letter case ignored; what others did is counted as left out")
    func actors() throws {
        let users = try asked(actors: ["USER_*"])
        #expect(users.answers.map(\.entry.eventID) == ["b", "a"])
        #expect(users.found == 2 && users.leftOut == 4)
        #expect(try asked(actors: ["user_ana", "ha?"]).answers.map(\.entry.eventID) == ["e", "a"])
        #expect(try asked(actors: ["(unattributed)"]).answers.map(\.entry.eventID) == ["f"])
        #expect(try asked(actors: ["*"]).found == 6)
        #expect(try asked(actors: ["user"]).found == 0)
    }

    @Test("Actors are asked for by kinds, and automation can be left out; every filter has to let an entry through")
    func kinds() throws {
        #expect(try asked(kinds: [.user]).answers.map(\.entry.eventID) == ["b", "a"])
        #expect(try asked(kinds: [.system, .other]).answers.map(\.entry.eventID) == ["e", "d"])
        #expect(try asked(kinds: [.unattributed]).answers.map(\.entry.eventID) == ["f"])
        #expect(try asked(noAutomation: true).answers.map(\.entry.eventID) == ["f", "e", "d", "b", "a"])
        #expect(try asked(kinds: [.user, .automation], noAutomation: true).answers.map(\.entry.eventID) == ["b", "a"])
        #expect(try asked(actors: ["*a*"], kinds: [.user]).answers.map(\.entry.eventID) == ["a"])
        let none = try asked(actors: ["hal"], kinds: [.user])
        #expect(none.found == 0 && none.leftOut == 6 && none.answers.isEmpty)
    }

    @Test("The configuration's rules tell the kinds")
    func rules() throws {
        let question = WhoQuestion(.status("stopped"), by: ActorSelection(isWithoutAutomation: true))
        let found = try DrawnSearch(crowd).figures(question) {
            $0.actorRules = [ActorRule(glob: "hal", kind: .automation)]
        }
        #expect(found.answers.map(\.entry.eventID) == ["f", "d", "b", "a"])
    }

    @Test("A glob that fits no text of the store is told, the others are not")
    func unknownActors() throws {
        let symbols = try DrawnSearch(crowd).fleet.symbols
        func fitNone(_ actors: String...) -> [String] {
            ActorSelection(actors).globsThatFitNone(of: symbols)
        }
        #expect(fitNone("USER_ANA", "hal", "(unattributed)", "*").isEmpty)
        #expect(fitNone("user_anna", "hal", "h?l?") == ["user_anna", "h?l?"])
    }

    // MARK: Several containers, and few answers

    @Test("Of several containers the newest come first, at one instant by container id; a limit keeps the newest")
    func limit() throws {
        let search = try DrawnSearch(
            "up 1h | stop id a1 | down 2h | start | up 1h | stop id a2",
            "up 2h | stop id b1 | down 1h | start | up 1h | stop id b2"
        )
        // a2 and b2 are both of 4 h.
        #expect(try search.ids(.status("stopped")) == ["a2", "b2", "b1", "a1"])
        let short = try search.figures(WhoQuestion(.status("stopped"))) { $0.listed = 3 }
        #expect(short.answers.map(\.entry.eventID) == ["a2", "b2", "b1"])
        #expect(short.found == 4)
        let one = try search.figures(WhoQuestion(.status("stopped")), of: [ContainerID("b")])
        #expect(one.answers.map(\.entry.eventID) == ["b2", "b1"] && one.coverage.containers == 1)
    }

    @Test(
        "Neither the order of containers nor their split changes the answers, and a limit only shortens them",
        arguments: 1...60
    )
    func merging(seed: UInt64) {
        let fleet = RandomFleet(seed: seed, containers: 5)
        let histories = fleet.histories.map(\.numbered)
        var generator = SeededGenerator(seed: seed)
        let subjects = [WhoSubject.status("stopped"), .operation("restart"), .operation("stop"), .status("running")]
        let question = WhoQuestion(
            subjects[Int(seed % 4)],
            by: ActorSelection(isWithoutAutomation: seed.isMultiple(of: 3))
        )
        var options = AnalysisOptions(range: RandomFleet.range(using: &generator))
        let whole = found(question, histories, options, fleet.symbols)
        #expect(whole.found == whole.answers.count, "seed \(seed)")
        #expect(found(question, histories.reversed(), options, fleet.symbols) == whole, "seed \(seed)")

        for limit in [1, 2, 5] {
            options.listed = limit
            var search = WhoSearch(question, options: options, symbols: fleet.symbols)
            for history in histories[3...] { search.add(history) }
            var other = WhoSearch(question, options: options, symbols: fleet.symbols)
            for history in histories[..<3] { other.add(history) }
            search.merge(other)
            var nearby = search.nearbySearch()
            for history in histories {
                for entry in history.entries { nearby.add(entry, of: history.container) }
            }
            var expected = whole
            expected.answers = LazyList(Array(whole.answers.prefix(limit)))
            #expect(search.figures(nearby: nearby) == expected, "seed \(seed), limit \(limit)")
        }
    }

    // MARK: Coverage

    @Test(
        "What is stale is told beside the end of the range, without one beside the container that is covered furthest"
    )
    func coverage() throws {
        var search = try DrawnSearch()
        try search.fleet.add("up 1h | stop", id: "far", covered: .some(at("10h")))
        try search.fleet.add("up 1h | stop", id: "near", covered: .some(at("8h")))
        try search.fleet.add("up 1h | stop", id: "never", covered: .some(nil))
        try search.fleet.add("up 1h | deleted!", id: "deleted", covered: .some(at("2h")))
        try search.fleet.add("up 1h | stop", id: "gone", covered: .some(at("2h")), gone: at("2h"))
        let question = WhoQuestion(.status("failed"))
        let open = try search.figures(question)
        #expect(open.coverage.stale.map(\.id.text) == ["near", "never"])
        #expect(open.coverage.coveredUntil == nil && open.coverage.containers == 5)
        #expect(try search.figures(question, from: "0s", to: "9h").coverage.stale.map(\.id.text) == ["near", "never"])
        #expect(try search.figures(question, from: "0s", to: "8h").coverage.stale.map(\.id.text) == ["never"])
        let one = try search.figures(question, of: [ContainerID("never")])
        #expect(one.coverage.stale.map(\.id.text) == ["never"])
        let two = try search.figures(question, of: [ContainerID("near"), ContainerID("far")])
        #expect(try two.coverage.coveredUntil == at("8h"))
    }

    @Test("It is logged since the oldest entry; logs that begin in the range, and not with the creation, are counted")
    func loggedSince() throws {
        func since(_ search: DrawnSearch, from: String? = nil, to: String? = nil) throws -> (Instant?, Int) {
            let figures = try search.figures(WhoQuestion(.status("failed")), from: from, to: to)
            return (figures.loggedSince, figures.logsBegunLate)
        }
        let empty = try since(DrawnSearch())
        #expect(empty == (nil, 0))
        let search = try DrawnSearch("up 1h | stop", "absent 30m | create | creating 1h", "unsaid 2h | stop", "up 1h")
        #expect(try since(search) == (at("30m"), 2))
        #expect(try since(search, from: "1h", to: "3h") == (at("30m"), 1))
        #expect(try since(search, from: "2h", to: "3h") == (at("30m"), 0))
        #expect(try since(search, from: "0s", to: "1h1ms") == (at("30m"), 1))
        #expect(try since(search, from: "0s", to: "30m") == (nil, 0))
    }

    // MARK: The answer that comes first

    @Test("First comes the newest whose window is still open, else the newest that is no restart's, else the newest")
    func lead() throws {
        func lead(_ drawings: String...) throws -> String? {
            try DrawnSearch(drawings).figures(WhoQuestion(.status("stopped"))).lead?.entry.eventID
        }
        let deploy = "up 5h | stop id deploy by ci | down 10s | start by ci | up 1h"
        let incident = "up 1h | stop id incident by user_kai | down 37m | start by user_lena | up 6h"
        #expect(try lead(deploy, incident) == "incident")
        #expect(try lead(deploy) == "deploy")
        var search = try DrawnSearch([deploy, incident])
        try search.fleet.add("up 30m | stop id still by user_kai | down 1h", id: "c", covered: at("24h"))
        #expect(try search.figures(WhoQuestion(.status("stopped"))).lead?.entry.eventID == "still")
        // A failed container is none that was stopped.
        #expect(try lead("up 1h | fail id failure | failed 1h | recover | up 1h") == nil)
    }

    @Test("Restarts are counted, with the newest and who did them")
    func restarts() throws {
        let search = try DrawnSearch(
            "up 1h | stop by ci | down 10s | start by ci | up 1h | stop by ci | down 10s | start by ci | up 1h",
            "up 30m | stop by user_kai | down 2h | start by user_kai | up 1h"
        )
        let restarts = try #require(try search.figures(WhoQuestion(.status("stopped"))).restarts)
        #expect((restarts.count, restarts.actor, restarts.isOneActor) == (2, "ci", true))
        #expect(try restarts.last == at("2h10s"))
    }

    // MARK: Its surroundings

    @Test("What went down in its group at about the same time, and what the same actor took down before")
    func surroundings() throws {
        var fleet = DrawnFleet()
        // Down from 10:00 to 10:30. b ten minutes before the beginning, c after the end, d too late, e a restart by another.
        try fleet.add("up 10h | stop by kai | down 30m | start | up 10h", id: "a")
        try fleet.add("up 9h50m | stop by kai | down 5m | start | up 10h", id: "b")
        try fleet.add("up 10h40m | stop by eve | down 5m | start | up 10h", id: "c")
        try fleet.add("up 10h41m | stop by kai | down 5m | start | up 10h", id: "d")
        try fleet.add("up 10h5m | stop by ci | down 5s | start by ci | up 10h", id: "e")
        // Twice before, and a restart, which does not count.
        try fleet.add(
            "up 1h | stop by kai | down 10m | start | up 1h | stop by kai | down 20m | start | up 1h | stop by kai | down 5s | start by kai | up 17h",
            id: "f"
        )
        let options = AnalysisOptions(range: Interval(start: .distantPast, end: .distantFuture))
        var study = ContainerStudy(
            of: fleet.histories[0],
            options: options,
            symbols: fleet.symbols,
            judgingService: false
        )
        study.study(fleet.histories[0])
        let lead = FoundEntry(at: 0, of: study)
        var search = try #require(
            SurroundingsSearch(lead, group: "prod", members: 6, options: options, symbols: fleet.symbols)
        )
        for history in fleet.histories { search.add(history) }
        let found = search.surroundings
        #expect(found.alsoDown.map(\.containerID.text) == ["b", "c"])
        #expect(found.alsoDown.map(\.actor) == ["kai", "eve"])
        let before = try #require(found.before)
        #expect(before.count == 2 && before.last?.containerID.text == "f")
        #expect(try before.last?.start == at("2h10m"))
    }
}
