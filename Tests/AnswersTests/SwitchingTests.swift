import DrawnTimelines
import Periods
import Study
import Testing
import Timelines

@testable import Answers

/// When containers are switched off and on. Drawings begin on a Monday at midnight, UTC.
@Suite("Containers that are switched off every night")
struct SwitchingTests {
    private func times(_ drawing: String, days: Int64, clock: ZonedClock = .utc) throws -> (
        off: Int, on: Int, isDaily: Bool
    )? {
        var fleet = DrawnFleet()
        try fleet.add(drawing)
        let period = Interval(start: DrawnTimeline.monday, end: DrawnTimeline.monday + .days(days))
        var search = SwitchingSearch(clock, options: AnalysisOptions(range: period), symbols: fleet.symbols)
        search.add(fleet.histories[0])
        return search.times[ContainerID("a")]?.regular(in: period, clock: clock)
    }

    /// Up from 8 to 18 on the first `days` days.
    private func nights(_ days: Int) -> String {
        "absent 0s | provision | up 18h"
            + String(repeating: " | stop by cron | down 14h | start by cron | up 10h", count: days)
            + " | up 100h"
    }

    @Test("Most weekdays are enough, and as many are needed")
    func weekdays() throws {
        // Two weeks: 10 weekdays; 6 of them are more than half. The first six nights are of Monday to Saturday: five weekdays.
        let seven = try #require(try times(nights(9), days: 14))
        #expect((seven.off, seven.on) == (18 * 60, 8 * 60) && !seven.isDaily)
        #expect(try times(nights(6), days: 14) == nil)
        // Four weekdays tell nothing.
        #expect(try times(nights(4), days: 4) == nil)
        let daily = try #require(try times(nights(14), days: 14))
        #expect(daily.isDaily)
    }

    @Test("Times are those of the zone's clock")
    func zone() throws {
        let clock = try ZonedClock(timeZone: "Asia/Tokyo", namedAt: "test")
        // 18:00 in UTC is 3:00 in Tokyo, on the next day: Tuesday to Saturday of both weeks.
        let found = try #require(try times(nights(14), days: 14, clock: clock))
        #expect((found.off, found.on) == (3 * 60, 17 * 60))
    }

    @Test("Short stops, and what fails, are no nights")
    func others() throws {
        let short =
            "absent 0s | provision | up 18h"
            + String(repeating: " | stop by cron | down 2h | start by cron | up 22h", count: 14)
        #expect(try times(short, days: 14) == nil)
        let failed =
            "absent 0s | provision | up 18h"
            + String(repeating: " | fail | failed 14h | recover | up 10h", count: 14)
        #expect(try times(failed, days: 14) == nil)
    }

    @Test("Each part of the file stands with what it is based on, in quotes that YAML reads")
    func text() {
        let draft = ConfigurationDraft(
            period: Interval(start: DrawnTimeline.monday, end: DrawnTimeline.monday + .days(28)),
            timezone: "Europe/Berlin",
            groups: [
                DraftGroup(name: "prod", globs: ["prod", "prod-*"], projects: [], containers: 9, level: 0.99416),
                DraftGroup(
                    name: "a \"b\"\u{2028}",
                    globs: [],
                    projects: ["p"],
                    containers: 3,
                    hours: DraftHours(isDaily: false, on: 480, off: 1_080, containers: 2, actor: "cron\n-x"),
                    level: nil
                ),
            ],
            containers: 13,
            ungrouped: 1,
            actors: [DraftActor(actor: "ci-pipeline", entries: 42)]
        )
        let lines = draft.text.split(separator: "\n", omittingEmptySubsequences: false)
        for line in [
            "timezone: \"Europe/Berlin\"", "  # 9 containers whose names begin so.", "  prod:",
            "    containers: [\"prod\", \"prod-*\"]",
            "    # objective: 99%  # they were up 99.41% of the time that counts",
            #"  "a \"b\"\u2028":"#, "    projects: [\"p\"]", "    hours: mon-fri 08:00-18:00",
            "  # In no group, so in the group \"other\": 1 container.",
            "#   - {match: \"ci-pipeline\", kind: automation}  # 42 entries",
        ] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
        let reason =
            "  # 2 of them are switched off at about 18:00 and on at about 08:00 on weekdays, mostly by cron␊-x."
        #expect(lines.contains { $0 == reason })
    }
}
