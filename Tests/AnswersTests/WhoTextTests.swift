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

    @Test("The first line says who, when, how, how long it took, how long it was down and who brought it back")
    func answer() {
        #expect(
            firstLine { _ in }
                == "user_ana (user) stopped prod-api on 2026-11-09 10:00:00 UTC: forced, took 800 ms; down 1 h = 3,600 s; "
                + "brought back by cron (automation), start, on 2026-11-09 11:00:00."
        )
    }

    @Test("An answer of several entries, word for word, in the zone that is handed in")
    func golden() {
        var newest = Fixture.answer()
        newest.nearby = NearbyEntries(
            count: 12,
            entries: [
                Fixture.nearby(2, "prod-web", "restart", after: -125), Fixture.nearby(3, nil, "force-stop", after: 0),
            ]
        )
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
        var report = Fixture.who([newest, older, oldest], range: Fixture.week, found: 30)
        report.timezone = "Europe/Berlin"
        report.figures.leftOut = 7
        #expect(
            report.text(instants: InstantStyleTests.berlin) == """
                user_ana (user) stopped prod-api on 2026-11-09 11:00:00 Europe/Berlin (UTC+01:00): forced, took 800 ms; \
                down 1 h = 3,600 s; brought back by cron (automation), start, on 2026-11-09 12:00:00.
                This is event e1. Planned: unknown, no configuration found.
                The log is complete there: no entry is missing before it, and none is missing after it.
                user_ana did 12 other things within ten minutes of it, over all containers:
                  when                 container                 how         into
                  2 min 5 s earlier    prod-web                  restart     stopped
                  at the same instant  690b0a400000000000000003  force-stop  stopped
                  Not listed: 10 more, farther from it.

                Before that
                  when                 container  who       how       took        down
                  2026-11-09 03:00:00  prod-api   user_ana  graceful  not logged  none new
                    event e4
                  2026-11-09 02:00:00  prod-api   user_ana  graceful  not logged  1 h
                    event e4; planned; an entry is missing after it: the next one, on 2026-11-09 12:00:00, comes
                      from stopped; the platform no longer shows it (see tacho audit); within ten minutes, the same
                      actor also did: restart of prod-web 8.0 s later, restart of prod-web 9.0 s earlier, restart of
                      prod-web 30.0 s later and 2 more
                  Unless a row says otherwise: no entry is missing before or after, and the actor did nothing else
                  within ten minutes, except to end the downtime.
                  Not listed: 27 more; --limit 30 lists all.

                Searched: from 2026-11-09 01:00:00 Europe/Berlin (UTC+01:00) to
                2026-11-16 01:00:00 Europe/Berlin (UTC+01:00), 40 entries of 2 containers. Times are in
                Europe/Berlin. Left out: 7 more, by actors who were not asked for.
                The store covers all of that period.

                """
        )
    }

    @Test("What is not known is said in words")
    func gaps() {
        let unattributed = firstLine {
            $0.kind = .unattributed
            $0.actor = "(unattributed)"
            $0.duration = .missing
        }
        #expect(unattributed.hasPrefix("An actor that the log does not name stopped prod-api on "))
        #expect(unattributed.contains("forced, how long it took is not logged; down 1 h"))
        #expect(firstLine { $0.duration = .invalid }.contains("the logged duration is unusable"))
        #expect(firstLine { $0.window = nil }.hasSuffix("took 800 ms; it opened no new downtime."))
    }

    @Test("Of a stop whose entry names no operation nobody says that it was graceful")
    func derivedOperation() throws {
        func derive(_ entry: inout WhoEntry) {
            entry.operation = "stop"
            entry.isOperationDerived = true
        }
        let known = firstLine(derive)
        #expect(known.contains(" UTC: how it was done is not logged, took 800 ms; down 1 h"))
        let neither = firstLine {
            derive(&$0)
            $0.duration = .missing
        }
        #expect(neither.contains(" UTC: neither how it was done nor how long it took is logged; down 1 h"))
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
        answer.figures.answers = WhoAnswers([older, older])
        #expect(
            answer.text().contains(
                "This is event e1. Its entry names no operation; stop is derived from its statuses. "
            )
        )
        #expect(answer.text().contains("    event e1; entry names no operation; stop is derived from its statuses\n"))
    }

    @Test("How a window ended, or that it did not, is said")
    func windowEnds() {
        let open = firstLine {
            $0.window?.isOpen = true
            $0.window?.end = nil
            $0.window?.closedBy = nil
        }
        #expect(open.hasSuffix("; still down, so far 1 h = 3,600 s."))
        let cut = firstLine {
            $0.window?.isTruncated = true
            $0.window?.closedBy = nil
        }
        #expect(cut.hasSuffix("; down at least 1 h = 3,600 s; what ended it is unknown."))
        let gone = firstLine { $0.window?.closedBy = nil }
        #expect(gone.hasSuffix("; down 1 h = 3,600 s, until the container was gone."))
        let deleted = firstLine { $0.window?.closedBy?.operation = "other" }
        #expect(deleted.hasSuffix("; ended by cron (automation), other, on 2026-11-09 11:00:00."))
    }

    @Test("Whether the downtime was planned is said, as far as maintenance is declared")
    func planned() {
        var answer = Fixture.answer()
        answer.entry.window?.isPlanned = true
        #expect(Fixture.who([answer]).text().contains("; down 1 h = 3,600 s, planned; brought back by "))
        #expect(Fixture.who([answer]).text().contains(" Its downtime was planned: it lies in declared maintenance.\n"))
        var report = Fixture.who([Fixture.answer()])
        #expect(report.text().contains(" Planned: unknown, no configuration found.\n"))
        report.options.configurationHash = String(repeating: "0", count: 64)
        #expect(report.text().contains(" Its downtime was not planned: no maintenance is declared.\n"))
        report.options.maintenance = Fixture.maintenance(named: ["weekly patches"])
        #expect(
            report.text().contains(" Its downtime was not planned: it does not lie wholly in declared maintenance.\n")
        )
        var harmless = Fixture.answer()
        harmless.entry.window = nil
        report.figures.answers = WhoAnswers([harmless])
        #expect(report.text().contains("This is event e1.\n"))
    }

    @Test("Other statuses and ways have their own words")
    func deeds() {
        #expect(firstLine { $0.toStatus = "paused" }.hasPrefix("user_ana (user) paused prod-api on "))
        #expect(firstLine { $0.toStatus = "failed" }.hasPrefix("user_ana (user) brought prod-api into failed on "))
        #expect(firstLine { $0.operation = "stop" }.contains(": graceful, took"))
        #expect(firstLine { $0.operation = "restart" }.contains(": operation restart, took 800 ms; down 1 h"))
        func brought(from status: String?, by operation: String) -> String {
            firstLine {
                $0.fromStatus = status
                $0.toStatus = "running"
                $0.operation = operation
                $0.window = nil
            }
        }
        #expect(
            brought(from: "stopped", by: "start")
                == "user_ana (user) started prod-api on 2026-11-09 10:00:00 UTC: operation start, took 800 ms."
        )
        #expect(brought(from: "paused", by: "resume").hasPrefix("user_ana (user) resumed prod-api on "))
        #expect(brought(from: "running", by: "restart").hasPrefix("user_ana (user) restarted prod-api on "))
        #expect(brought(from: nil, by: "restart").hasPrefix("user_ana (user) started prod-api on "))
    }

    @Test("Whether the log is complete next to the entry is said, and what is not")
    func doubts() {
        func log(_ doubts: LogDoubt..., change: (inout WhoAnswer) -> Void = { _ in }) -> String {
            let text = text {
                $0.doubts = doubts
                change(&$0)
            }
            // In one line, however it was broken.
            let lines = text.split(separator: "\n").drop { !$0.hasPrefix("The log is") }
            return lines.prefix { !$0.hasPrefix("user_ana did") }.joined(separator: " ")
        }
        #expect(
            log(.chainBreakBefore)
                == "The log is not complete there: an entry is missing before it: the last one, on 2026-11-09 01:00:00, led to "
                + "running, this one comes from running."
        )
        #expect(log(.chainBreakBefore) { $0.entry.fromStatus = nil }.hasSuffix("this one comes from null."))
        #expect(
            log(.chainBreakAfter, .amended)
                == "The log is not complete there: an entry is missing after it: the next one, on 2026-11-09 11:00:00, comes "
                + "from stopped; the platform changed it afterwards (see tacho audit)."
        )
        #expect(
            log(.nothingBefore)
                == "The log is not complete there: it is the first entry, and the log begins after the container's "
                + "creation."
        )
        #expect(log(.notCovered).contains("no complete pass has come as far, so entries next to it can be missing."))
        #expect(
            log(.vanished)
                == "The log is complete there, but the platform no longer shows it (see tacho audit)."
        )
        let ends = log {
            $0.before = nil
            $0.after = nil
        }
        #expect(ends == "The log is complete there: it is the first of its container, and it is the newest.")
    }

    @Test("That the actor did nothing else, or that it is not known, is said")
    func nearby() {
        #expect(text { _ in }.contains("\nuser_ana did nothing else within ten minutes of it, in any container.\n"))
        let one = text {
            $0.nearby = NearbyEntries(count: 1, entries: [Fixture.nearby(1, "prod-api", "start", after: 13)])
        }
        #expect(one.contains("user_ana did 1 other thing within ten minutes of it, over all containers:\n"))
        #expect(one.contains("  13.0 s later  prod-api   start  stopped\n"))
        #expect(
            text { $0.nearby = nil }.contains(
                "\nWhat else its actor did then is not known, because the log names none.\n"
            )
        )
    }

    @Test("What ended the downtime is not told again among what else the actor did")
    func ending() {
        var older = Fixture.answer()
        var closing = Fixture.nearby(1, "prod-api", "start", after: 3_600)
        closing.eventID = "e2"
        older.nearby = NearbyEntries(count: 1, entries: [closing])
        func note() -> String {
            let lines = Fixture.who([Fixture.answer(), older]).text().split(separator: "\n")
            return lines.first { $0.hasPrefix("    event") }.map(String.init) ?? ""
        }
        #expect(note() == "    event e1")
        older.nearby = NearbyEntries(count: 2, entries: [closing, Fixture.nearby(1, "prod-api", "stop", after: 3_601)])
        #expect(note() == "    event e1; within ten minutes, the same actor also did: stop of prod-api 1 h later")
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
            actors: ["user_*", "root"],
            kinds: [.user, .system],
            isWithoutAutomation: true
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
