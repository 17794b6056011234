import DrawnTimelines
import Periods
import ServiceLevels
import Study
import Testing
import Timelines

@testable import Answers
@testable import Rendering

@Suite("The report as a page")
struct ReportPageTests {
    private static let week: ReportRange = {
        let interval = Interval(start: DrawnTimeline.monday, end: DrawnTimeline.monday + .days(7))
        return ReportRange(interval: interval, clock: .utc, calendarPeriod: interval)
    }()

    /// A week of a container called name-p1, which was down for a day from Wednesday 00:00 on, in a group with an objective.
    private func report() throws -> StabilityReport {
        var fleet = DrawnFleet()
        try fleet.add(
            "absent 0s | provision | up 48h | stop by user_kai | down 24h | start by user_lena | up 96h",
            id: "p1",
            covered: at("168h")
        )
        var choices = AnalysisChoices()
        choices.groups = GroupList([try ServiceLevelTests.group(hours: [], objective: "99%", containers: "name-p*")])
        let figures = try fleet.figures(to: "168h") { $0.groups = choices.groups }
        return StabilityReport(
            range: Self.week.interval,
            timezone: "UTC",
            name: Self.week.name,
            options: choices,
            log: Fixture.log,
            figures: figures
        )
    }

    private func history(of report: StabilityReport, lanes: [HistoryLane]) -> ReportHistory {
        let periods = (Self.week.preceding(11).reversed() + [Self.week]).map { range in
            var time = ServiceTime()
            (time.up, time.counted) = (.hours(144), .hours(24))
            return HistoryPeriod(
                interval: range.interval,
                name: range.name.short,
                service: ["prod": time],
                starts: LatencyFigures(),
                explicitRestarts: 2,
                otherRestarts: 1
            )
        }
        return ReportHistory(
            periods: periods,
            days: Self.week.lastDays(90).map { HistoryDay(interval: $0, service: ServiceTime()) },
            lanes: lanes,
            otherLanes: 0,
            quietContainers: 3,
            weeks: [],
            starts: [],
            startsNow: SampleSummary(n: 0, values: []),
            startsBefore: SampleSummary(n: 0, values: []),
            changes: []
        )
    }

    private func stretch(_ condition: ServiceCondition, _ start: TimeSpan, _ end: TimeSpan) -> ServiceStretch {
        let monday = Self.week.interval.start
        return ServiceStretch(
            interval: Interval(start: monday + start, end: monday + end),
            condition: condition,
            isAssumed: false
        )
    }

    @Test("a day of seven is a seventh of a lane, at its place, with its time in words")
    func lane() throws {
        var report = try report()
        var time = ServiceTime()
        (time.up, time.counted) = (.hours(144), .hours(24))
        let lane = HistoryLane(
            container: try #require(report.figures.containers.first).id,
            name: "name-p1",
            group: "prod",
            service: time,
            stretches: [
                stretch(.up, .zero, .hours(48)), stretch(.counted, .hours(48), .hours(72)),
                stretch(.up, .hours(72), .hours(168)),
            ]
        )
        report.history = history(of: report, lanes: [lane])
        let html = try report.htmlPage(instants: .utc).html()
        // Of 10,000 tenths of a pixel, a day is 1,428.57: from 2,857 to 4,286.
        #expect(
            html.contains(
                "<rect class=\"bad\" x=\"285.7\" y=\"0\" width=\"142.9\" height=\"16\"><title>Wed 11 Nov 00:00 to 00:00, 1 d</title></rect>"
            )
        )
        #expect(html.contains("<path class=\"up\" d=\"M0 0h285.7v16h-285.7ZM428.6 0h571.4v16h-571.4Z\"/>"))
        // 144 of 168 hours, rounded down.
        #expect(
            html.contains(
                "aria-label=\"name-p1: 85.71% available, 1\u{A0}d down without a plan in 1\u{A0}stretch\""
            )
        )
        #expect(html.contains("and 3\u{A0}more\u{A0}containers without any unplanned downtime"))
        #expect(
            html.contains("<tr id=\"outage-1\">") && html.contains("stopped by user_kai, brought back by user_lena")
        )
        #expect(html.contains("missed its objective"))
    }

    @Test("forty lanes that change ten thousand times each make a page of less than a megabyte")
    func bounded() throws {
        var report = try report()
        let id = try #require(report.figures.containers.first).id
        let lanes = (0..<40).map { number in
            HistoryLane(
                container: id,
                name: "name-\(number)",
                group: "prod",
                service: ServiceTime(),
                stretches: (0..<10_000).map { place in
                    stretch(
                        [.up, .counted, .unknown][(place + number) % 3],
                        .minutes(Int64(place)),
                        .minutes(Int64(place) + 1)
                    )
                }
            )
        }
        report.history = history(of: report, lanes: lanes)
        #expect(try report.htmlPage(instants: .utc).html().utf8.count < 1_000_000)
    }
}
