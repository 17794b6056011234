import DrawnTimelines
import Periods
import ServiceLevels
import Study
import Testing
import Timelines

@testable import Answers
@testable import Rendering

/// The first page of the report, of drawn containers. Drawings begin on Monday, 9 November 2026.
@Suite("The report's first page")
struct FirstPageTests {
    private static let week: ReportRange = {
        let interval = Interval(start: DrawnTimeline.monday, end: DrawnTimeline.monday + .days(7))
        return ReportRange(interval: interval, clock: .utc, calendarPeriod: interval)
    }()

    private func report(
        _ fleet: DrawnFleet,
        groups: [ContainerGroup],
        isConfigured: Bool = true,
        before: PreviousService? = nil
    ) throws -> StabilityReport {
        var choices = AnalysisChoices()
        choices.groups = GroupList(groups)
        choices.configurationHash = isConfigured ? String(repeating: "0", count: 64) : nil
        let figures = try fleet.figures(to: "168h") { options in
            options.groups = choices.groups
            options.parts = Self.week.halfDays
        }
        var report = StabilityReport(
            range: Self.week.interval,
            timezone: "UTC",
            name: Self.week.name,
            detail: .firstPage,
            options: choices,
            log: Fixture.log,
            figures: figures
        )
        guard let before else { return report }
        report.figures.groups[0].previous = before
        report.comparison = ComparisonTextTests.report.comparison
        return report
    }

    private func prod(_ objective: String?, hours: [String] = []) throws -> ContainerGroup {
        try ServiceLevelTests.group(hours: hours, objective: objective, containers: "name-p*")
    }

    private func text(_ report: StabilityReport) -> String { report.text(style: TextStyle(width: 80)) }

    @Test("The verdict comes first, a missed objective before one that was met")
    func verdict() throws {
        var fleet = DrawnFleet()
        try fleet.add(
            "absent 0s | provision | up 93h12m | stop by user_kai | down 30m | start by user_lena | up 74h18m",
            id: "p1",
            covered: at("168h")
        )
        try fleet.add("absent 0s | provision | up 168h", id: "q1", covered: at("168h"))
        let groups = try [
            ServiceLevelTests.group("quiet", objective: "90%", containers: "name-q*"), prod("99.9%"),
        ]
        // 30 of 10,080 min down, 10 min 4.8 s allowed; of 28 days the container has a week.
        #expect(
            try text(report(fleet, groups: groups)) == """
                Week 46 (Mon 9 to Sun 15 Nov 2026, UTC)

                prod missed its objective: 99.70% (objective 99.9%). 30 min down, 10 min 4 s
                allowed. One outage on Thursday evening, by user_kai.
                quiet met its objective: 100% (objective 90%). No downtime, 16 h 48 min allowed.
                No outage.

                  group  containers  objective  available  unplanned  planned
                  prod            1    99.9% ✗     99.70%     30 min        0
                  quiet           1      90% ✓       100%          0        0

                  by half day  Mon  Tue  Wed  Thu  Fri  Sat  Sun
                  prod         ██   ██   ██   █▄   ██   ██   ██
                  quiet        ██   ██   ██   ██   ██   ██   ██
                  █ up  ▇▄▁ unplanned  ▒ planned  ? unknown

                What happened in prod (unplanned, a minute or longer)
                  Thu 12 Nov 21:12  name-p1 30 min
                                    stopped by user_kai, brought back by user_lena

                Error budget of prod, 28 days: overspent by 19 min 55 s (spent most by:
                user_kai, 30 min).
                Error budget of quiet, 28 days: 100% left.
                Data complete to Mon 16 Nov 00:00. Everything: tacho report --full

                """
        )
    }

    @Test("With a period before, it says what is worse and what has changed")
    func compared() throws {
        var fleet = DrawnFleet()
        try fleet.add(
            "absent 0s | provision | up 84h | fail | failed 84m | recover by autostart | up 82h36m",
            id: "p1",
            covered: at("168h")
        )
        let before = PreviousService(level: 0.99999, counted: .minutes(1), outages: 1)
        let page = try text(report(fleet, groups: [prod("99%")], before: before))
        #expect(
            page.contains(
                """
                prod met its objective: 99.16% (objective 99%). 1 h 24 min down, 1 h 40 min
                allowed. Worse than week 45 (99.99%): one outage on Thursday afternoon, a
                failure.

                  group  containers  objective  available  week 45  unplanned  planned
                  prod            1      99% ✓     99.16%   99.99%     84 min        0
                """
            )
        )
        #expect(
            page.contains("  Thu 12 Nov 12:00  name-p1 1 h 24 min\n                    failed, came back by itself\n")
        )
        #expect(page.contains("Since week 45: starts take 8.2 s (median), before 8.0 s"))
    }

    @Test("Without groups, it speaks of all containers and suggests to declare groups; what was planned is unknown")
    func withoutGroups() throws {
        var fleet = DrawnFleet()
        try fleet.add("absent 0s | provision | up 100h | stop by ana | down 68h", id: "p1", covered: at("168h"))
        let page = try text(report(fleet, groups: [], isConfigured: false))
        #expect(
            page.contains(
                "\n1 container was available 59.52% of the time: 2 d 20 h down. One outage early on\nFriday, by ana.\n"
            )
        )
        #expect(page.contains("  all             1     59.52%      2.8 d  unknown\n"))
        #expect(page.contains("Planned: unknown, no configuration found."))
        #expect(page.contains("stopped by ana, still down\n"))
        #expect(page.contains("tacho init writes a tacho.yml"))
    }

    @Test("What is not covered is said before anything else")
    func uncovered() throws {
        var fleet = DrawnFleet()
        try fleet.add("absent 0s | provision | up 168h", id: "p1", covered: at("168h"))
        try fleet.add("absent 0s | provision | up 168h", id: "p2", covered: at("142h"))
        let page = try text(report(fleet, groups: [prod("99%")]))
        // 168 + 142 of 336 h.
        #expect(
            page.hasPrefix(
                """
                Week 46 (Mon 9 to Sun 15 Nov 2026, UTC), not covered to its end:
                1 of 2 containers; the least covered is known until Sat 14 Nov 22:00. 92.26% of
                the time is known.
                """
            )
        )
        #expect(page.contains("prod met its objective as far as is known: 100% (objective 99%)."))
        #expect(page.contains("Unknown, not counted: prod 26 h."))
    }

    @Test("Restarts and outages of less than a minute are counted; only the worst outages are listed, by start")
    func shortOnes() throws {
        var fleet = DrawnFleet()
        // Seven failures of 2, 3 … 8 min, twelve hours apart, and a short one; two restarts.
        let failures = (2...8).map { "up 12h | fail | failed \($0)m | recover" }.joined(separator: " | ")
        try fleet.add(
            "absent 0s | provision | \(failures) | up 12h | fail | failed 20s | recover | up 60h",
            id: "p1",
            covered: at("168h")
        )
        try fleet.add(
            "absent 0s | provision | up 1h | restart 90s by ci | up 1h | restart 30s by ci | up 166h",
            id: "p2",
            covered: at("168h")
        )
        let page = try text(report(fleet, groups: [prod("99%")]))
        let listed = page.split(separator: "\n").filter { $0.contains("name-p1 ") }
        #expect(listed.map { $0.suffix(5) } == ["4 min", "5 min", "6 min", "7 min", "8 min"])
        #expect(page.contains("\n  2 more outages: tacho report --full\n  1 outage of less than a minute.\n"))
        #expect(page.contains("\n  2 restarts, 2 min in all, none longer than 1 min 30 s.\n"))
    }

    @Test(
        "Nothing came back by itself that somebody brought back, named or not",
        arguments: [
            ("autostart", "came back by itself"), ("ana", "brought back by ana"),
            ("", "brought back by an actor that the log does not name"),
        ]
    )
    func returners(actor: String, said: String) throws {
        var fleet = DrawnFleet()
        let by = actor.isEmpty ? "" : " by \(actor)"
        try fleet.add(
            "absent 0s | provision | up 84h | fail | failed 84m | recover\(by) | up 82h36m",
            id: "p1",
            covered: at("168h")
        )
        #expect(try text(report(fleet, groups: [prod("99%")])).contains("failed, \(said)\n"))
    }

    @Test("Outside its hours a group has no block, and is said to be judged in its hours only")
    func hours() throws {
        var fleet = DrawnFleet()
        try fleet.add(
            "absent 0s | provision | up 18h | stop | down 14h | start | up 136h",
            id: "p1",
            covered: at("168h")
        )
        let page = try text(report(fleet, groups: [prod("99%", hours: ["mon-fri 08:00-12:00"])]))
        #expect(page.contains("  prod         █    █    █    █    █\n"))
        #expect(page.contains("  Only in their hours: prod.\n"))
        #expect(page.contains("prod met its objective: 100%"))
        // Of 168 h, 20 h are in the hours. Of the other 148 h it was up from 0 to 8, from 12 to 18 and for 136 h less 16: 134 h.
        #expect(page.contains("  Left on outside their hours: name-p1 (5 d 14 h).\n"))
    }

    @Test("A container that was off for half of the time outside its hours was not left on")
    func offAtNight() throws {
        var fleet = DrawnFleet()
        // Monday 00:00: up for 12 h, of which 8 lie outside the hours; then down to the end, 140 h outside.
        try fleet.add("absent 0s | provision | up 12h | stop | down 156h", id: "p1", covered: at("168h"))
        let page = try text(report(fleet, groups: [prod("99%", hours: ["mon-fri 08:00-12:00"])]))
        #expect(!page.contains("Left on"))
    }
}
