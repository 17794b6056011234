import Periods
import Testing
import Timelines

struct RangeRequestTests {
    /// A Friday.
    private let now = "2026-11-13T10:20:30.400Z"

    private func expect(_ request: RangeRequest, is start: String, _ end: String) throws {
        let range = try request.resolved(at: instant(now))
        #expect(range.interval == (try interval(start, end)), "\(request)")
        #expect(range.clock.identifier == request.timeZone ?? "UTC")
    }

    @Test("instants are taken as they are")
    func instants() throws {
        try expect(
            RangeRequest(from: "2026-11-09T14:30:00+01:00", to: "2026-11-10T00:00:00.5Z", timeZone: "Asia/Tokyo"),
            is: "2026-11-09T13:30:00Z",
            "2026-11-10T00:00:00.500Z"
        )
    }

    @Test("given a date, from means its beginning and to its end, in the zone")
    func dates() throws {
        try expect(
            RangeRequest(from: "2026-11-09", to: "2026-11-09"),
            is: "2026-11-09T00:00:00Z",
            "2026-11-10T00:00:00Z"
        )
        try expect(
            RangeRequest(from: "2026-11-09", to: "2026-11-11", timeZone: "America/New_York"),
            is: "2026-11-09T05:00:00Z",
            "2026-11-12T05:00:00Z"
        )
    }

    @Test("relative times count back from now, a day being 24 hours, and no end is now")
    func relative() throws {
        try expect(RangeRequest(from: "-7d"), is: "2026-11-06T10:20:30.400Z", now)
        try expect(RangeRequest(from: "-2w", to: "-30m"), is: "2026-10-30T10:20:30.400Z", "2026-11-13T09:50:30.400Z")
        try expect(RangeRequest(from: "-12h"), is: "2026-11-12T22:20:30.400Z", now)
        // Over the change of clocks in New York on 1 November: still 24 hours a day.
        try expect(
            RangeRequest(from: "-14d", timeZone: "America/New_York"),
            is: "2026-10-30T10:20:30.400Z",
            now
        )
    }

    @Test("nothing given means the last whole week in the zone")
    func nothing() throws {
        try expect(RangeRequest(), is: "2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z")
        try expect(RangeRequest(timeZone: "Europe/Berlin"), is: "2026-11-01T23:00:00Z", "2026-11-08T23:00:00Z")
        #expect(!RangeRequest(timeZone: "Europe/Berlin").namesRange)
        #expect(RangeRequest(to: "-7d").namesRange)
    }

    @Test("the zone decides which week it is")
    func weekByZone() throws {
        // Sunday 23:30 UTC is Monday already in Berlin.
        let sunday = try instant("2026-11-08T23:30:00Z")
        let utc = try RangeRequest(period: "last-week").resolved(at: sunday)
        #expect(utc.interval == (try interval("2026-10-26T00:00:00Z", "2026-11-02T00:00:00Z")))
        let berlin = try RangeRequest(period: "last-week", timeZone: "Europe/Berlin").resolved(at: sunday)
        #expect(berlin.interval == (try interval("2026-11-01T23:00:00Z", "2026-11-08T23:00:00Z")))
    }

    @Test(
        "options that can't be understood are errors that say what to write",
        arguments: [
            (
                RangeRequest(from: "yesterday"), .badBound,
                "--from yesterday: not an instant, a date or a relative time; write 2026-11-09T14:30:00Z, 2026-11-09 or -7d"
            ),
            (
                RangeRequest(from: ""), .badBound,
                "--from : not an instant, a date or a relative time; write 2026-11-09T14:30:00Z, 2026-11-09 or -7d"
            ),
            (
                RangeRequest(from: "7d"), .badBound,
                "--from 7d: not an instant, a date or a relative time; write -7d for that long ago"
            ),
            (
                RangeRequest(from: "-7d", to: "2026-11-09T14:30:00"), .badBound,
                "--to 2026-11-09T14:30:00: not an instant, a date or a relative time; add its zone: 2026-11-09T14:30:00Z, or an offset such as +01:00"
            ),
            (RangeRequest(to: "-7d"), .badCombination, "--to -7d: where the range begins is open; add --from"),
            (
                RangeRequest(from: "-7d", period: "7d"), .badCombination,
                "--from -7d --period 7d: both name the range; give either --period or --from and --to"
            ),
            (
                RangeRequest(to: "-7d", period: "7d", optionPrefix: "baseline-"), .badCombination,
                "--baseline-to -7d --baseline-period 7d: both name the range; give either --baseline-period or --baseline-from and --baseline-to"
            ),
            (
                RangeRequest(period: "next-week"), .badPeriod,
                "--period next-week: not a period; write 2026-W46, 2026-11, 2026-11-09, last-week, this-week, last-month or 7d"
            ),
            (
                RangeRequest(period: "2025-W53"), .badPeriod,
                "--period 2025-W53: that year has 52 weeks; write 2026-W46, 2026-11, 2026-11-09, last-week, this-week, last-month or 7d"
            ),
            (
                RangeRequest(timeZone: "Berlin"), .badTimeZone,
                "--timezone Berlin: no such time zone; did you mean Europe/Berlin?"
            ),
            (
                RangeRequest(from: "2026-11-10", to: "2026-11-08"), .emptyRange,
                "--from 2026-11-10 --to 2026-11-08: the range ends (2026-11-09 00:00:00 UTC) no later than it begins (2026-11-10 00:00:00 UTC); let the end be after the beginning"
            ),
        ] as [(RangeRequest, PeriodError.Code, String)]
    )
    func errors(request: RangeRequest, code: PeriodError.Code, description: String) throws {
        let error = try #require(throws: PeriodError.self) { try request.resolved(at: instant(now)) }
        #expect(error.code == code)
        #expect(error.description == description)
    }

    @Test(
        "bounds of other forms are errors",
        arguments: [
            "-", "-d", "-7", "-7D", "-7 d", "- 7d", "--7d", "+7d", "-7.d", "-.5d", "-7.0000001ms", "-1y", "-٧d",
            "-99999999999999999999d",
            "-36601d", "-9223372036854775807m", "2026-02-30", "2026-11", "2026-W46", "09.11.2026", "11/09/2026",
            "2026-11-09 14:30:00", "2026-11-09T14Z", "2026-11-09T24:00:01Z", "2026-11-09T14:30:00CET", "1793000000",
            "now", "last-week", " 2026-11-09",
        ]
    )
    func badBounds(text: String) throws {
        for request in [RangeRequest(from: text), RangeRequest(from: "-7d", to: text)] {
            let error = try #require(throws: PeriodError.self) { try request.resolved(at: instant(now)) }
            #expect(error.code == .badBound, "\(text)")
        }
    }

    @Test("a range that holds nothing is an error")
    func empty() throws {
        for request in [
            RangeRequest(from: "-0d"), RangeRequest(period: "0d"), RangeRequest(from: "2027-01-01"),
            RangeRequest(from: "2026-11-09T14:30:00Z", to: "2026-11-09T14:30:00Z"),
            // Samoa went from Thursday 29 to Saturday 31 December 2011.
            RangeRequest(period: "2011-12-30", timeZone: "Pacific/Apia"),
        ] {
            let error = try #require(throws: PeriodError.self) { try request.resolved(at: instant(now)) }
            #expect(error.code == .emptyRange, "\(request)")
        }
    }
}
