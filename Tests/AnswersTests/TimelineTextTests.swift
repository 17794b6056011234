import Testing
import Timelines

@testable import Answers
@testable import Rendering

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
