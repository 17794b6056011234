import Foundation
import Periods
import SchemaValidation
import Study
import Testing
import Timelines

@testable import Answers
@testable import Rendering

@Suite("The comparison in a report")
struct ComparisonTextTests {
    /// Of the small report: before, nothing was known to be up or down by one figure, and others were worse.
    static var report: StabilityReport {
        var report = Fixture.report(Fixture.smallFigures)
        report.comparison = ComparisonFigures(
            range: Interval(start: Fixture.monday - .days(7), end: Fixture.monday),
            name: RangeName(title: "Week 45 (Mon 2 to Sun 8 Nov 2026, UTC)", short: "week 45"),
            coverage: CoverageFigures(coveredUntil: Fixture.monday, containers: 2, stale: []),
            unknown: .hours(2),
            inServiceBefore: .days(12),
            inServiceNow: .days(13),
            options: .standard,
            figures: [
                ComparedFigure(.availability, before: nil, now: 1_119_600.0 / 1_123_200, finding: .untested(.unknown)),
                ComparedFigure(.unplanned, before: 0.9875, now: 1, finding: .untested(.oneNumber)),
                ComparedFigure(.down, before: 7_200_000, now: 3_600_000, finding: .untested(.oneNumber)),
                ComparedFigure(.meanTimeToRecovery, before: nil, now: 3_600_000, finding: .untested(.unknown)),
                ComparedFigure(.restarts, before: 3, now: 1, finding: .untested(.byRate)),
                ComparedFigure(
                    .restartsPerDay,
                    before: 0.25,
                    now: 0.0625,
                    finding: .tested(ChangeTest(.poissonRates, p: 0.4375, adjustedP: 0.4375, isBeyondChance: false))
                ),
                ComparedFigure(
                    .p50(.start),
                    before: 8_000,
                    now: 8_250,
                    finding: .tested(
                        ChangeTest(
                            .mannWhitney,
                            p: 0.0078125,
                            adjustedP: 0.015625,
                            isBeyondChance: true,
                            shift: 300,
                            shiftLow: 100
                        )
                    )
                ),
                ComparedFigure(.p95(.start), before: nil, now: nil, finding: .untested(.unknown)),
                ComparedFigure(.entries, before: 14, now: 14, finding: .untested(.oneNumber)),
            ]
        )
        return report
    }

    /// 99.67…% is rounded down; 1 − 0.9875 is 1.25 of a hundred; 0.25 − 0.0625 = 0.1875.
    @Test("Word for word, with what is unknown said so")
    func text() throws {
        let text = Self.report.text()
        let start = try #require(text.range(of: "Compared with")?.lowerBound)
        let end = try #require(text.range(of: "\n\nAvailability of all")?.lowerBound)
        #expect(
            String(text[start..<end]) == """
                Compared with 2026-11-02 00:00:00 to 2026-11-09 00:00:00
                  figure                      before       now        change  beyond chance
                  available                  unknown    99.67%       unknown  unknown
                  available, unplanned        98.75%      100%  +1.25 points  not tested
                  down                           2 h       1 h          -1 h  not tested
                  mean time to recovery  none closed       1 h       unknown  unknown
                  restarts                         3         1            -2  see the rate
                  restarts a day                0.25      0.06         -0.18  no (p 0.4375)
                  start p50                    8.0 s     8.2 s       +250 ms  yes (p 0.0156)
                  start p95                 withheld  withheld       unknown  unknown
                  entries                         14        14          none  not tested

                  The earlier range is covered to its end. 2 h (7,200 s) of container time is unknown in it. Time in
                  service: 12 d before, 13 d now; what happened in unknown time is not counted.
                  Beyond chance: p below 0.05 after Holm's correction over 2 tests. For a rate a day: the exact test
                  of two Poisson rates, which takes events to be independent; for p50: Mann–Whitney over all
                  durations of the kind (from 10 samples a side). A single number against another can't be tested.
                  Typical shift of a duration, with its 95% confidence interval:
                  start +300 ms (+100 ms to no bound).
                """
        )
    }

    /// The median rises by 250 ms while the durations lie 300 ms lower: 8,250 − 8,000 and −300.
    @Test("Where the medians and the shift contradict each other, no change is beyond chance")
    func contradiction() throws {
        var report = Self.report
        let index = try #require(report.comparison?.figures.firstIndex { $0.name == .p50(.start) })
        guard case .tested(var test) = report.comparison?.figures[index].finding else {
            Issue.record("it is not tested")
            return
        }
        test.shift = -300
        report.comparison?.figures[index].finding = .tested(test)
        #expect(report.comparison?.figures[index].isBeyondChance == false)
        let text = report.text()
        #expect(text.contains("  start p50                    8.0 s     8.2 s       +250 ms  ~\n"))
        #expect(text.contains("~: the medians and the typical shift point in opposite directions"))
        report.detail = .firstPage
        #expect(report.text().contains("8.0 s ~ no change beyond chance"))
    }

    @Test("The JSON is valid by its schema, and has the comparison as its last member")
    func json() throws {
        let bytes = try Self.report.json()
        let validator = try SchemaValidator(schemaNamed: "report")
        #expect(try validator.complaints(about: JSONValue(parsing: bytes)) == [])
        let text = String(decoding: bytes, as: UTF8.self)
        let start = try #require(text.range(of: "  \"comparison\": {")?.lowerBound)
        let beginning = """
              "comparison": {
                "range": {
                  "from": "2026-11-02T00:00:00.000Z",
                  "to": "2026-11-09T00:00:00.000Z",
                  "timezone": "UTC"
                },
                "coverage": {
                  "covered_until": "2026-11-09T00:00:00.000Z",
                  "containers": 2,
                  "stale": []
                },
                "unknown_ms": 7200000,
                "in_service_before_ms": 1036800000,
                "in_service_now_ms": 1123200000,
                "alpha": 0.05,
                "min_samples": 10,
                "tests": 2,
                "figures": [
                  {
                    "figure": "fleet.availability.ratio",
                    "unit": "ratio",
                    "before": null,
            """
        #expect(text[start...].hasPrefix(beginning))
        #expect(
            text.contains(
                """
                      {
                        "figure": "fleet.latency.start.p50_ms",
                        "unit": "ms",
                        "before": 8000,
                        "now": 8250,
                        "change": 250,
                        "beyond_chance": true,
                        "untested": null,
                        "method": "mann_whitney",
                        "p_value": 0.0078125,
                        "p_adjusted": 0.015625,
                        "shift_ms": 300,
                        "shift_low_ms": 100,
                        "shift_high_ms": null
                      },

                """
            )
        )
    }

    @Test("A row of the table for each figure, and no table without a comparison")
    func csv() throws {
        let lines = String(decoding: try Self.report.csv("comparison"), as: UTF8.self).split(separator: "\r\n")
        #expect(lines.count == 10)
        #expect(lines[1] == "fleet.availability.ratio,ratio,,0.9967948717948718,,,unknown,,,,,,")
        #expect(lines[6] == "fleet.restarts.per_day,per_day,0.25,0.0625,-0.1875,false,,poisson_rates,0.4375,0.4375,,,")
        #expect(StabilityReport.tables.allSatisfy { $0.rows(Self.report) != nil })
        #expect(try Fixture.report(Fixture.smallFigures).csv("comparison").isEmpty)
    }

    @Test("Where nothing was tested, and the range before is stale, it says so")
    func untested() throws {
        var report = Self.report
        var comparison = try #require(report.comparison)
        comparison.figures.removeAll { if case .tested = $0.finding { true } else { false } }
        comparison.coverage = Fixture.smallFigures.coverage
        comparison.unknown = .zero
        report.comparison = comparison
        let words = report.text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("No figure could be tested."))
        #expect(
            words.contains("In the earlier range, 1 of 2 containers is stale, that is not covered to the end: prod-web")
        )
        #expect(!words.contains("Typical shift"))
    }
}
