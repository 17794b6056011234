import SchemaValidation
import Study
import Testing
import Timelines

@testable import Answers
@testable import Rendering

@Suite struct WhoTextTests {
    private func text(_ change: (inout WhoAnswer) -> Void) -> String {
        var answer = Fixture.answer()
        change(&answer)
        return Fixture.who([answer]).text()
    }

    private func firstLine(_ change: (inout WhoEntry) -> Void) -> String {
        String(text { change(&$0.entry) }.prefix { $0 != "\n" })
    }

    /// The line of the answer's block that begins with `label`, without it and in one line; nil where there is none.
    private func row(_ label: String, in report: WhoReport) -> String? {
        let lines = report.text(style: TextStyle(width: 1_000)).split(separator: "\n")
        return lines.first { $0.hasPrefix("  \(label) ") }
            .map { String($0.dropFirst(label.count + 2).drop { $0 == " " }) }
    }

    private func row(_ label: String, _ change: (inout WhoAnswer) -> Void = { _ in }) -> String? {
        var answer = Fixture.answer()
        change(&answer)
        return row(label, in: Fixture.who([answer]))
    }

    @Test("The first line says who, when and how long it was down")
    func answer() {
        #expect(firstLine { _ in } == "user_ana (user) stopped prod-api on 2026-11-09 10:00:00 UTC; down for 1 h.")
    }

    @Test("An answer is at most ten lines, word for word, in the zone that is handed in")
    func golden() {
        var newest = Fixture.answer()
        newest.nearby = NearbyEntries(
            count: 12,
            entries: [
                Fixture.nearby(2, "prod-web", "restart", after: -125), Fixture.nearby(3, nil, "force-stop", after: 0),
            ]
        )
        var report = Fixture.who([newest], range: Fixture.week, found: 30)
        report.timezone = "Europe/Berlin"
        report.listsAll = false
        report.figures.leftOut = 7
        report.figures.restarts = FoundRestarts(
            count: 24,
            actor: "deploy-bot",
            kind: .automation,
            isOneActor: true,
            last: Fixture.at(hours: 9)
        )
        func down(_ number: Int, _ name: String, minutes: Int64, end: Instant?) -> AlsoDown {
            AlsoDown(
                containerID: Fixture.id(number),
                containerName: name,
                start: Fixture.at(hours: 10) + .minutes(minutes),
                end: end,
                duration: .minutes(25),
                actor: "user_ana",
                kind: .user,
                cause: .user,
                eventID: "e\(number)"
            )
        }
        report.figures.surroundings = WhoSurroundings(
            group: "prod",
            containers: 12,
            alsoDown: [
                down(2, "prod-cache", minutes: -2, end: Fixture.at(hours: 11)),
                down(3, "prod-web", minutes: 1, end: nil),
            ],
            before: EarlierDeeds(
                since: Fixture.monday,
                count: 1,
                last: down(2, "prod-cache", minutes: -60 * 24 * 30, end: Fixture.monday)
            )
        )
        #expect(
            report.text(instants: InstantStyleTests.berlin, style: TextStyle(width: 80)) == """
                user_ana (user) stopped prod-api on 2026-11-09 11:00:00 Europe/Berlin (UTC+01:00); down for 1 h.
                  planned    unknown, no configuration found
                  how        forced stop, 800 ms; event e1
                  back       12:00:00, started by cron (automation)
                  also down  2 of 12 in prod, all by user_ana: prod-cache 10:58 (25 min),
                             prod-web (…000003) 11:01 (still down)
                  before     user_ana, once in 12 weeks: Sat 10 Oct 12:00 prod-cache (25 min)
                  log        no gaps; complete to Mon 16 Nov 01:00
                  left out   24 restarts by deploy-bot (automation), the last on
                             Mon 9 Nov 10:00; 7 more by actors who were not asked for (--all)
                  searched   Mon 9 Nov 01:00 to Mon 16 Nov 01:00, 40 entries of 2 containers

                """
        )
    }

    @Test("Everything that was found is listed below where that is asked for")
    func list() {
        var older = Fixture.answer()
        older.entry.at = Fixture.at(hours: 2)
        older.entry.operation = "stop"
        older.entry.duration = .missing
        older.entry.window = nil
        older.entry.eventID = "e4"
        var oldest = older
        oldest.entry.at = Fixture.at(hours: 1)
        oldest.entry.window = Fixture.window
        oldest.entry.window?.isPlanned = true
        oldest.doubts = [.chainBreakAfter, .vanished]
        oldest.nearby = NearbyEntries(
            count: 5,
            entries: [-60, -9, 30, 8].map { Fixture.nearby(2, "prod-web", "restart", after: $0) }
        )
        let report = Fixture.who([older, oldest], range: Fixture.week, found: 30)
        #expect(
            report.text().hasSuffix(
                """

                All that was found, newest first
                  when                 container  who       how       took        down
                  2026-11-09 02:00:00  prod-api   user_ana  graceful  not logged  none new
                    event e4
                  2026-11-09 01:00:00  prod-api   user_ana  graceful  not logged  1 h
                    event e4; planned; an entry is missing after it: the next one, on 2026-11-09 11:00:00, comes
                      from stopped; the platform no longer shows it (see tacho audit); the same actor within ten
                      minutes: restart of prod-web 8.0 s later, restart of prod-web 9.0 s earlier, restart of
                      prod-web 30.0 s later and 2 more
                  Unless a row says otherwise: no entry is missing before or after, and the actor did nothing else
                  within ten minutes, except to end the downtime.
                  Not listed: 28 more; --limit 30 lists all.

                Searched: from 2026-11-09 00:00:00 UTC to 2026-11-16 00:00:00 UTC, 40 entries of 2 containers. Times
                are in UTC.
                The store covers all of that period.

                """
            )
        )
        var short = report
        short.listsAll = false
        #expect(!short.text().contains("All that was found"))
    }

    @Test("What is not known is said in words")
    func gaps() {
        let unattributed = firstLine {
            $0.kind = .unattributed
            $0.actor = "(unattributed)"
        }
        #expect(unattributed.hasPrefix("An actor that the log does not name stopped prod-api on "))
        #expect(row("how") { $0.entry.duration = .missing } == "forced stop, duration not logged; event e1")
        #expect(row("how") { $0.entry.duration = .invalid } == "forced stop, the logged duration is unusable; event e1")
        #expect(firstLine { $0.window = nil }.hasSuffix(" UTC; it opened no new downtime."))
    }

    @Test("Of a stop whose entry names no operation nobody says that it was graceful")
    func derivedOperation() throws {
        func derive(_ entry: inout WhoEntry) {
            entry.operation = "stop"
            entry.isOperationDerived = true
        }
        #expect(row("how") { derive(&$0.entry) } == "not logged, 800 ms; event e1")
        var older = Fixture.answer()
        derive(&older.entry)
        var answer = Fixture.who([Fixture.answer(), older])
        #expect(answer.text().contains("  prod-api   user_ana  not logged  800 ms"))
        #expect(!answer.text().contains("graceful"))
        let entries = try JSONValue(parsing: answer.json())["entries"]
        #expect(entries?[0]?["operation_derived"] == .flag(false))
        #expect(entries?[1]?["operation_derived"] == .flag(true))
        #expect(entries?[1]?["operation"] == .text("stop"))
        // Who asked for the operation is told where it is from.
        #expect(!answer.text().contains("derived"))
        answer.question.subject = .operation("stop")
        #expect(answer.text().contains("    event e1; entry names no operation; stop is derived from its statuses\n"))
    }

    @Test("How a window ended, or that it did not, is said")
    func windowEnds() {
        let open = firstLine {
            $0.window?.isOpen = true
            $0.window?.end = nil
            $0.window?.closedBy = nil
        }
        #expect(open.hasSuffix("; still down, for 1 h so far."))
        func cut(_ answer: inout WhoAnswer) {
            answer.entry.window?.isTruncated = true
            answer.entry.window?.closedBy = nil
        }
        let truncated = firstLine { $0.window?.isTruncated = true }
        #expect(truncated.hasSuffix("; down for at least 1 h."))
        #expect(row("back", cut) == "unknown: an entry is missing")
        func isGone(_ answer: inout WhoAnswer) { answer.entry.window?.closedBy = nil }
        #expect(row("back", isGone) == "never: the container is gone")
        #expect(
            row("back") { $0.entry.window?.closedBy?.operation = "other" }
                == "11:00:00, ended by cron (automation), other"
        )
        #expect(
            row("back") { $0.entry.window?.closedBy?.at = Fixture.at(hours: 40) }
                == "2026-11-10 16:00:00, started by cron (automation)"
        )
        #expect(row("back") { $0.entry.window?.isOpen = true } == nil)
    }

    @Test("Whether the downtime was planned is said, as far as maintenance is declared")
    func planned() {
        #expect(row("planned") { $0.entry.window?.isPlanned = true } == "yes: in declared maintenance")
        var report = Fixture.who([Fixture.answer()])
        #expect(row("planned", in: report) == "unknown, no configuration found")
        report.options.configurationHash = String(repeating: "0", count: 64)
        #expect(row("planned", in: report) == "no: no maintenance is declared")
        report.options.maintenance = Fixture.maintenance(named: ["weekly patches"])
        #expect(row("planned", in: report) == "no: outside all maintenance")
        #expect(row("planned") { $0.entry.window = nil } == nil)
    }

    @Test("Other statuses and ways have their own words")
    func deeds() {
        #expect(firstLine { $0.toStatus = "paused" }.hasPrefix("user_ana (user) paused prod-api on "))
        #expect(firstLine { $0.toStatus = "failed" }.hasPrefix("user_ana (user) brought prod-api into failed on "))
        #expect(row("how") { $0.entry.operation = "stop" } == "graceful stop, 800 ms; event e1")
        #expect(row("how") { $0.entry.operation = "restart" } == "operation restart, 800 ms; event e1")
        func brought(from status: String?, by operation: String) -> String {
            firstLine {
                $0.fromStatus = status
                $0.toStatus = "running"
                $0.operation = operation
                $0.window = nil
            }
        }
        #expect(brought(from: "stopped", by: "start") == "user_ana (user) started prod-api on 2026-11-09 10:00:00 UTC.")
        #expect(brought(from: "paused", by: "resume").hasPrefix("user_ana (user) resumed prod-api on "))
        #expect(brought(from: "running", by: "restart").hasPrefix("user_ana (user) restarted prod-api on "))
        #expect(brought(from: nil, by: "restart").hasPrefix("user_ana (user) started prod-api on "))
    }

    @Test("Whether the log is complete next to the entry is said, and what is not")
    func doubts() {
        func log(_ doubts: LogDoubt..., change: (inout WhoAnswer) -> Void = { _ in }) -> String? {
            row("log") {
                $0.doubts = doubts
                change(&$0)
            }?.replacing("; complete to Mon 16 Nov 00:00", with: "")
        }
        #expect(log() == "no gaps")
        #expect(
            log(.chainBreakBefore)
                == "an entry is missing before it: the last one, on 2026-11-09 01:00:00, led to running, this one comes from "
                + "running"
        )
        #expect(log(.chainBreakBefore) { $0.entry.fromStatus = nil }?.hasSuffix("this one comes from null") == true)
        #expect(
            log(.chainBreakAfter, .amended)
                == "an entry is missing after it: the next one, on 2026-11-09 11:00:00, comes from stopped; the platform "
                + "changed it afterwards (see tacho audit)"
        )
        #expect(log(.nothingBefore) == "it is the first entry, and the log begins after the container's creation")
        #expect(log(.notCovered) == "no complete pass has come as far, so entries next to it can be missing")
        #expect(log(.vanished) == "the platform no longer shows it (see tacho audit)")
    }

    @Test("What else the actor did, or that it is not known, is said")
    func nearby() {
        #expect(row("nearby") == nil)
        let one = row("nearby") {
            $0.nearby = NearbyEntries(count: 1, entries: [Fixture.nearby(1, "prod-api", "start", after: 13)])
        }
        #expect(one == "the same actor within ten minutes: start of prod-api 13.0 s later")
        #expect(row("nearby") { $0.nearby = nil } == "what else its actor did then is unknown")
    }

    @Test("What ended the downtime is not told again among what else the actor did")
    func ending() {
        var older = Fixture.answer()
        var closing = Fixture.nearby(1, "prod-api", "start", after: 3_600)
        closing.eventID = "e2"
        older.nearby = NearbyEntries(count: 1, entries: [closing])
        func note() -> String {
            let lines = Fixture.who([older]).text().split(separator: "\n")
            return lines.first { $0.hasPrefix("    event") }.map(String.init) ?? ""
        }
        #expect(note() == "    event e1")
        older.nearby = NearbyEntries(count: 2, entries: [closing, Fixture.nearby(1, "prod-api", "stop", after: 3_601)])
        #expect(note() == "    event e1; the same actor within ten minutes: stop of prod-api 1 h later")
        // Nobody's neighbours are unknown, which is not none.
        older.nearby = nil
        #expect(note() == "    event e1; what else its actor did then is unknown")
    }

    @Test("Nothing found says which period was searched, whether the store covers it, and where to look further")
    func nothing() {
        #expect(
            Fixture.who([], range: Fixture.week).text() == """
                No entry brought “prod” into stopped.
                Searched: from 2026-11-09 00:00:00 UTC to 2026-11-16 00:00:00 UTC, 40 entries of 2 containers. Times
                are in UTC.
                The store covers all of that period.
                To look further: leave out the range, for everything recorded since 2026-11-08 00:00:00 UTC; leave
                out the containers, for all of the store's.

                """
        )
        #expect(
            Fixture.who([]).text() == """
                No entry brought “prod” into stopped.
                Searched: everything recorded, from 2026-11-08 00:00:00 UTC to 2026-11-16 00:00:00 UTC, 40 entries
                of 2 containers. Times are in UTC.
                The store covers the containers until 2026-11-16 00:00:00 UTC.
                To look further: leave out the containers, for all of the store's.

                """
        )
    }

    @Test("Nothing found says whose entries counted, and how many others would answer")
    func nothingOfThem() {
        var report = Fixture.who([])
        report.options.containers = []
        report.question = WhoQuestion(
            .operation("force-stop"),
            by: ActorSelection(["user_*", "root"], kinds: [.user, .system], isWithoutAutomation: true)
        )
        report.figures.leftOut = 3
        #expect(
            report.text() == """
                No entry of any container has the operation force-stop, by an actor like “user_*” or “root”, by an
                actor of the kind user or system, automation left out.
                Searched: everything recorded, from 2026-11-08 00:00:00 UTC to 2026-11-16 00:00:00 UTC, 40 entries
                of 2 containers. Times are in UTC. Left out: 3 more, by actors who were not asked for.
                The store covers the containers until 2026-11-16 00:00:00 UTC.
                To look further: leave out --actor, --kind and --no-automation, for what others did.

                """
        )
    }

    @Test("Nothing found in a store that does not cover the period is no proof, and says so")
    func nothingKnown() {
        var stale = Fixture.who([], range: Fixture.week)
        stale.figures.coverage.stale = [
            StaleContainer(id: Fixture.id(1), name: "prod-api", coveredUntil: Fixture.monday),
            StaleContainer(id: Fixture.id(2), name: nil, coveredUntil: nil),
        ]
        let text = stale.text().replacing("\n", with: " ")
        #expect(
            text.contains(
                "prod-api (until 2026-11-09 00:00:00) and 690b0a400000000000000002 (never). Later entries can"
            )
        )
        #expect(text.contains("; tacho ingest fetches what is newer. "))
        var late = Fixture.who([], range: Fixture.week)
        late.figures.logsBegunLate = 1
        #expect(
            late.text().contains(
                """
                The store covers the period to its end. 1 log begins within it, and not with the container's
                creation: what was before that is not recorded.

                """
            )
        )
        var empty = Fixture.who([])
        empty.figures.coverage = CoverageFigures(coveredUntil: nil, containers: 0, stale: [])
        empty.figures.loggedSince = nil
        #expect(empty.text().contains("Searched: everything recorded, 40 entries of 0 containers."))
        #expect(empty.text().contains("The store holds no such container, so this says nothing of what happened."))
        var gone = Fixture.who([])
        gone.figures.coverage = CoverageFigures(coveredUntil: nil, containers: 1, stale: [])
        #expect(gone.text().contains("Nothing more can come: the platform no longer has it."))
    }
}
