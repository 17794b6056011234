import Analysis
import SchemaValidation
import Testing
import Timelines

@testable import Reporting

@Suite struct WhoTextTests {
    private func firstLine(_ change: (inout WhoEntry) -> Void) -> String {
        var entry = Fixture.whoEntry
        change(&entry)
        let text = Fixture.who([entry]).text()
        return String(text.prefix { $0 != "\n" })
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
        var older = Fixture.whoEntry
        older.at = Fixture.at(hours: 2)
        older.operation = "stop"
        older.duration = .missing
        older.window = nil
        var report = Fixture.who([Fixture.whoEntry, older], range: Fixture.week, found: 30)
        report.timezone = "Europe/Berlin"
        #expect(
            report.text(instants: InstantStyleTests.berlin) == """
                user_ana (user) stopped prod-api on 2026-11-09 11:00:00 Europe/Berlin (UTC+01:00): forced, took 800 ms; \
                down 1 h = 3,600 s; brought back by cron (automation), start, on 2026-11-09 12:00:00.
                This is event e1.

                Before that
                  when                 container  who       how       took        down
                  2026-11-09 03:00:00  prod-api   user_ana  graceful  not logged  none new
                  Not listed: 28 more.

                Searched: 2026-11-09 01:00:00 Europe/Berlin (UTC+01:00) to
                2026-11-16 01:00:00 Europe/Berlin (UTC+01:00), 2 containers. Times are in Europe/Berlin.
                The store covers all of that period.

                """
        )
    }

    @Test("Where the list holds all that was found, the formats that show the rest are named")
    func hint() {
        let all = Fixture.who(Array(repeating: Fixture.whoEntry, count: 15)).text()
        #expect(all.contains("  Not listed: 5 more; --format csv or json gives them.\n"))
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
        var older = Fixture.whoEntry
        derive(&older)
        let answer = Fixture.who([Fixture.whoEntry, older])
        #expect(answer.text().contains("  prod-api   user_ana  not logged  800 ms"))
        #expect(!answer.text().contains("graceful"))
        let entries = try JSONValue(parsing: answer.json())["entries"]
        #expect(entries?[0]?["operation_derived"] == .flag(false))
        #expect(entries?[1]?["operation_derived"] == .flag(true))
        #expect(entries?[1]?["operation"] == .text("stop"))
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
            $0.window?.isCut = true
            $0.window?.closedBy = nil
        }
        #expect(cut.hasSuffix("; down at least 1 h = 3,600 s; what ended it is unknown."))
        let gone = firstLine { $0.window?.closedBy = nil }
        #expect(gone.hasSuffix("; down 1 h = 3,600 s, until the container was gone."))
        let deleted = firstLine { $0.window?.closedBy?.operation = "other" }
        #expect(deleted.hasSuffix("; ended by cron (automation), other, on 2026-11-09 11:00:00."))
    }

    @Test("Other statuses and ways have their own words")
    func deeds() {
        #expect(firstLine { $0.toStatus = "paused" }.hasPrefix("user_ana (user) paused prod-api on "))
        #expect(firstLine { $0.toStatus = "failed" }.hasPrefix("user_ana (user) brought prod-api into failed on "))
        #expect(firstLine { $0.operation = "stop" }.contains(": graceful, took"))
        #expect(firstLine { $0.operation = "restart" }.contains(": operation restart, took 800 ms; down 1 h"))
        let started = firstLine {
            $0.toStatus = "running"
            $0.operation = "start"
            $0.window = nil
        }
        #expect(started == "user_ana (user) started prod-api on 2026-11-09 10:00:00 UTC: operation start, took 800 ms.")
    }

    @Test("Nothing found says which period was searched and whether the store covers it")
    func nothing() {
        #expect(
            Fixture.who([], range: Fixture.week).text() == """
                No entry brought “prod” into stopped in 2026-11-09 00:00:00 UTC to 2026-11-16 00:00:00 UTC.
                The store covers all of that period.

                """
        )
        #expect(
            Fixture.who([]).text() == """
                No entry brought “prod” into stopped in everything recorded.
                The store covers the containers until 2026-11-16 00:00:00 UTC.

                """
        )
        var stale = Fixture.who([], range: Fixture.week)
        stale.coverage.stale = [StaleContainer(id: Fixture.id(1), name: "prod-api", coveredUntil: Fixture.monday)]
        #expect(
            stale.text().contains("prod-api (until 2026-11-09 00:00:00).\nLater entries can exist that are not here.")
        )
        var empty = Fixture.who([])
        empty.coverage = CoverageFigures(coveredUntil: nil, containers: 0, stale: [])
        #expect(empty.text().contains("The store holds no such container, so this says nothing of what happened."))
    }
}

@Suite struct TimelineTextTests {
    @Test("A timeline, word for word: states, lengths, who began them, breaks and assumed time")
    func golden() {
        // 601 200 / 604 800 = 0.99404…; the first stretch lasts 10 h, the last 7 · 24 − 11 = 157 h = 6 d 13 h.
        #expect(
            Fixture.timeline(Fixture.stretches).text() == """
                prod-api from 2026-11-09 00:00:00 to 2026-11-16 00:00:00, UTC
                Available 99.40%: up 6 d 23 h (601,200 s), down 1 h (3,600 s), out of service 0 s.
                It is covered to the end of the range.

                from                      for  is           status   began by
                2026-11-09 00:00:00      10 h  up, assumed  running  no entry
                2026-11-09 10:00:00       1 h  down         stopped  user_ana (user), force-stop, took 800 ms
                2026-11-09 11:00:00  6 d 13 h  unknown      unknown  no entry
                    note: the chain is broken: paused was expected to precede, an entry is missing

                Assumed: no entry tells the time; a listing or the time of creation does.

                """
        )
    }

    @Test("An account that its row has no room for stands below it, whole")
    func longAccount() {
        var stretch = Fixture.stretches[1]
        stretch.entry?.actor = "automation_for_the_weekly_maintenance"
        stretch.entry?.duration = .missing
        let text = Fixture.timeline([stretch]).text()
        #expect(
            text.contains(
                "2026-11-09 10:00:00  1 h  down  stopped\n"
                    + "    automation_for_the_weekly_maintenance (user), force-stop, duration not logged\n"
            )
        )
    }

    @Test("A row says so where the entry names no operation")
    func derivedOperation() {
        var stretch = Fixture.stretches[1]
        stretch.entry?.isOperationDerived = true
        #expect(Fixture.timeline([stretch]).text().contains("user_ana (user), operation not logged, took 800 ms\n"))
    }

    @Test("How far the container is covered is said, also where it is gone or was never read")
    func coverage() {
        var report = Fixture.timeline([])
        #expect(report.text().contains("Nothing of it lies in this range."))
        report.container.coveredUntil = Fixture.at(hours: 5)
        #expect(report.text().contains("It is covered until 2026-11-09 05:00:00; what happened after that is unknown."))
        report.container.coveredUntil = nil
        #expect(
            report.text().contains("The container was never read completely, so all after its last entry is unknown.")
        )
        report.container.goneSince = Fixture.at(hours: 6)
        #expect(
            report.text().contains(
                "The platform no longer knows the container; it was last seen on 2026-11-09 06:00:00."
            )
        )
    }

    @Test("Where no time is known there is no availability")
    func nothingKnown() {
        var report = Fixture.timeline(Fixture.stretches)
        report.availability = Fixture.time(unknown: .days(7))
        #expect(report.text().contains("No time in this range is known to be up or down, so there is no availability."))
        report.availability = Fixture.time(up: .days(6), unknown: .days(1), assumedUp: .hours(1))
        #expect(
            report.text().contains(
                "Available 100%: up 6 d (518,400 s), down 0 s, out of service 0 s, 1 d (86,400 s) unknown,\n"
                    + "1 h (3,600 s) assumed."
            )
        )
    }
}
