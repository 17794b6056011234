import Periods
import Testing
import Timelines

struct PeriodTests {
    /// A Friday.
    private let now = "2026-11-13T10:20:30.400Z"

    private func resolve(_ period: String, _ timeZone: String = "UTC") throws -> Interval {
        // Periods by date are resolved when all of them are over: one that is not ends now.
        let now = period.hasPrefix("20") ? "2035-01-01T00:00:00Z" : now
        return try RangeRequest(period: period, timeZone: timeZone).resolved(at: Present(instant(now))).interval
    }

    @Test(
        "a period names its days",
        arguments: [
            ("2026-W46", "2026-11-09T00:00:00Z", "2026-11-16T00:00:00Z"),
            ("2026-11", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
            ("2026-12", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            ("2026-02", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"),
            ("2028-02", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"),
            ("2026-11-09", "2026-11-09T00:00:00Z", "2026-11-10T00:00:00Z"),
            ("2028-02-29", "2028-02-29T00:00:00Z", "2028-03-01T00:00:00Z"),
            ("last-week", "2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z"),
            ("this-week", "2026-11-09T00:00:00Z", "2026-11-13T10:20:30.400Z"),
            ("this-month", "2026-11-01T00:00:00Z", "2026-11-13T10:20:30.400Z"),
            ("today", "2026-11-13T00:00:00Z", "2026-11-13T10:20:30.400Z"),
            ("yesterday", "2026-11-12T00:00:00Z", "2026-11-13T00:00:00Z"),
            ("last-month", "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"),
            ("7d", "2026-11-06T10:20:30.400Z", "2026-11-13T10:20:30.400Z"),
            ("2w", "2026-10-30T10:20:30.400Z", "2026-11-13T10:20:30.400Z"),
            ("24h", "2026-11-12T10:20:30.400Z", "2026-11-13T10:20:30.400Z"),
        ]
    )
    func forms(period: String, start: String, end: String) throws {
        #expect(try resolve(period) == interval(start, end))
    }

    @Test(
        "weeks are those of ISO 8601, which can lie in two years",
        arguments: [
            // 1 January 2026 is a Thursday: week 1 begins on Monday 29 December 2025, and 2026 has 53 weeks.
            ("2026-W01", "2025-12-29T00:00:00Z", "2026-01-05T00:00:00Z"),
            ("2026-W53", "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z"),
            // 1 January 2027 is a Friday, and still in week 53 of 2026.
            ("2027-W01", "2027-01-04T00:00:00Z", "2027-01-11T00:00:00Z"),
            // 2020 was a leap year from a Wednesday: 53 weeks, the last from 28 December.
            ("2020-W53", "2020-12-28T00:00:00Z", "2021-01-04T00:00:00Z"),
            ("2024-W52", "2024-12-23T00:00:00Z", "2024-12-30T00:00:00Z"),
            ("2025-W01", "2024-12-30T00:00:00Z", "2025-01-06T00:00:00Z"),
        ]
    )
    func isoWeeks(period: String, start: String, end: String) throws {
        #expect(try resolve(period) == interval(start, end))
    }

    @Test(
        "a day lasts 23 or 25 hours where the clock changes, and its week and month with it",
        arguments: [
            ("2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23),
            ("2026-10-25", "Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25),
            ("2026-03-08", "America/New_York", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", 23),
            ("2026-11-01", "America/New_York", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", 25),
            ("2026-W13", "Europe/Berlin", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z", 167),
            ("2026-W43", "Europe/Berlin", "2026-10-18T22:00:00Z", "2026-10-25T23:00:00Z", 169),
            ("2026-W10", "America/New_York", "2026-03-02T05:00:00Z", "2026-03-09T04:00:00Z", 167),
            ("2026-W44", "America/New_York", "2026-10-26T04:00:00Z", "2026-11-02T05:00:00Z", 169),
            ("2026-10", "Europe/Berlin", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z", 745),
            ("2026-03", "Europe/Berlin", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z", 743),
            // Where midnight itself is skipped, the day begins at 01:00: Beirut, 29 March 2026.
            ("2026-03-29", "Asia/Beirut", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z", 23),
        ] as [(String, String, String, String, Int64)]
    )
    func changeOfClocks(period: String, timeZone: String, start: String, end: String, hours: Int64) throws {
        let resolved = try resolve(period, timeZone)
        #expect(try resolved == interval(start, end))
        #expect(resolved.length == .hours(hours))
    }

    @Test("the weeks of ten years follow one another without a gap")
    func weeksInARow() throws {
        let newYork = "America/New_York"
        var end = try resolve("2020-W01", newYork).start
        var weeks = 0
        for year in 2020...2029 {
            for week in 1...53 {
                let number = week < 10 ? "0\(week)" : "\(week)"
                guard let interval = try? resolve("\(year)-W\(number)", newYork) else {
                    #expect(week == 53, "\(year)-W\(number)")
                    continue
                }
                #expect(interval.start == end, "\(year)-W\(number)")
                end = interval.end
                weeks += 1
            }
        }
        // 2020 and 2026 have 53.
        #expect(weeks == 522)
    }

    @Test(
        "other forms are errors",
        arguments: [
            "", "2026", "2026-W", "2026-W0", "2026-W00", "2026-W54", "2026-w46", "2026W46", "2026-W46-1", "2026-W4a",
            "2026-W-1",
            "26-W46", "-2026-W46", "2026-13", "2026-00", "2026-1", "2026-11-31", "2026-02-29", "2026-11-09T00:00:00Z",
            "lastweek", "Last-Week", "next-month", "-7d", "d", "7", "7y", "7 d", "+7d", "36601d", "2026-11 ",
        ]
    )
    func otherForms(text: String) throws {
        let error = try #require(throws: PeriodError.self) { try resolve(text) }
        #expect(error.code == .badPeriod)
        #expect(error.source == "--period \(text)")
    }
}
