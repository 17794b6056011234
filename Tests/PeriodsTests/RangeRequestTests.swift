import Periods
import Testing
import Timelines

struct RangeRequestTests {
    /// A Friday.
    private let now = "2026-11-13T10:20:30.400Z"

    private func expect(_ request: RangeRequest, is start: String, _ end: String) throws {
        let range = try request.resolved(at: Present(instant(now)))
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
        let utc = try RangeRequest(period: "last-week").resolved(at: Present(sunday))
        #expect(utc.interval == (try interval("2026-10-26T00:00:00Z", "2026-11-02T00:00:00Z")))
        let berlin = try RangeRequest(period: "last-week", timeZone: "Europe/Berlin").resolved(at: Present(sunday))
        #expect(berlin.interval == (try interval("2026-11-01T23:00:00Z", "2026-11-08T23:00:00Z")))
    }

    @Test(
        "options that can't be understood are errors that say what to write",
        arguments: [
            (
                RangeRequest(from: "monday"), .badBound,
                "--from monday: not a time; write 2026-11-09 14:30, a date, 14:30, yesterday 18:00, now or -2h"
            ),
            (
                RangeRequest(from: ""), .badBound,
                "--from : not a time; write 2026-11-09 14:30, a date, 14:30, yesterday 18:00, now or -2h"
            ),
            (
                RangeRequest(from: "-7d", since: "-2d"), .badCombination,
                "--from -7d --since -2d: both name where the range begins; give one of them"
            ),
            (
                RangeRequest(since: "-7d", period: "7d"), .badCombination,
                "--since -7d --period 7d: both name the range; give either --period or --from and --to"
            ),
            (
                RangeRequest(timeZone: "Mars/Base", timeZoneSource: "TACHO_TIMEZONE"), .badTimeZone,
                "TACHO_TIMEZONE Mars/Base: no such time zone; write a name such as UTC, Europe/Berlin or America/New_York"
            ),
            (
                RangeRequest(period: "2026-W48"), .emptyRange,
                "--period 2026-W48: the range has not begun: it begins at 2026-11-23 00:00:00 UTC, and now it is 2026-11-13 10:20:30 UTC; name an earlier one"
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
                "--period next-week: not a period; write 2026-W46, 2026-11, 2026-11-09, today, last-week, this-month or 7d"
            ),
            (
                RangeRequest(period: "2025-W53"), .badPeriod,
                "--period 2025-W53: that year has 52 weeks; write 2026-W46, 2026-11, 2026-11-09, today, last-week, this-month or 7d"
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
        let error = try #require(throws: PeriodError.self) { try request.resolved(at: Present(instant(now))) }
        #expect(error.code == code)
        #expect(error.description == description)
    }

    @Test(
        "bounds of other forms are errors",
        arguments: [
            "-", "-d", "-7", "-7D", "-7 d", "- 7d", "--7d", "+7d", "-7.d", "-.5d", "-7.0000001ms", "-1y", "-٧d",
            "-99999999999999999999d",
            "-36601d", "-9223372036854775807m", "2026-02-30", "2026-11", "2026-W46", "09.11.2026", "11/09/2026",
            "2026-11-09T14Z", "2026-11-09T24:00:01Z", "2026-11-09T14:30:00CET", "2026-11-09 14:30 CET", "1793000000",
            "last-week", " 2026-11-09", "NOW", "now 14:30", "today 25:00", "today  14:30", "yesterday noon", "tomorrow",
            "14", "1430", "9:30", "14:60", "24:00", "14:30Z", "14:30+01:00", "14:30 UTC",
        ]
    )
    func badBounds(text: String) throws {
        for request in [RangeRequest(from: text), RangeRequest(from: "-7d", to: text)] {
            let error = try #require(throws: PeriodError.self) { try request.resolved(at: Present(instant(now))) }
            #expect(error.code == .badBound, "\(text)")
        }
    }

    @Test(
        "a time without a zone is the zone's; one that comes twice is its first, a skipped one the moment of the skip"
    )
    func localTimes() throws {
        for text in ["2026-11-09 14:30", "2026-11-09T14:30:00", "2026-11-09 14:30:00.000"] {
            try expect(RangeRequest(from: text, timeZone: "Europe/Berlin"), is: "2026-11-09T13:30:00Z", now)
        }
        try expect(RangeRequest(from: "2026-11-09 14:30"), is: "2026-11-09T14:30:00Z", now)
        // Berlin sets its clocks back from 3:00 to 2:00 at 01:00 UTC on 25 October, and forward from 2:00 to 3:00 at 01:00 UTC on
        // 29 March.
        try expect(
            RangeRequest(from: "2026-03-29 02:30", to: "2026-10-25 02:30", timeZone: "Europe/Berlin"),
            is: "2026-03-29T01:00:00Z",
            "2026-10-25T00:30:00Z"
        )
    }

    @Test("an instant of the program's own texts can be pasted back")
    func pasted() throws {
        for text in [
            "2026-11-09 14:30:00 +01:00", "2026-11-09 13:30:00 UTC", "2026-11-09 13:30Z", "2026-11-09 14:30+01",
        ] {
            try expect(RangeRequest(from: text, timeZone: "Asia/Tokyo"), is: "2026-11-09T13:30:00Z", now)
        }
    }

    @Test("now, today and yesterday are meant by the zone's clock; a day word is as a date")
    func dayWords() throws {
        // 10:20 UTC is 11:20 in Berlin, whose days begin at 23:00 UTC.
        try expect(RangeRequest(from: "today", timeZone: "Europe/Berlin"), is: "2026-11-12T23:00:00Z", now)
        try expect(
            RangeRequest(from: "yesterday", to: "yesterday", timeZone: "Europe/Berlin"),
            is: "2026-11-11T23:00:00Z",
            "2026-11-12T23:00:00Z"
        )
        try expect(
            RangeRequest(from: "yesterday 18:00", to: "today 09:15:30", timeZone: "Europe/Berlin"),
            is: "2026-11-12T17:00:00Z",
            "2026-11-13T08:15:30Z"
        )
        try expect(RangeRequest(since: "2h", to: "now"), is: "2026-11-13T08:20:30.400Z", now)
    }

    @Test("a time of day is its latest moment that is not after now; as the end, the first after the beginning")
    func timesOfDay() throws {
        try expect(RangeRequest(from: "09:00"), is: "2026-11-13T09:00:00Z", now)
        // Now itself is not after now, so that the range would be empty.
        #expect(throws: PeriodError.self) { try RangeRequest(from: "10:20:30.400").resolved(at: Present(instant(now))) }
        try expect(RangeRequest(from: "10:20:30.401"), is: "2026-11-12T10:20:30.401Z", now)
        try expect(RangeRequest(from: "22:00"), is: "2026-11-12T22:00:00Z", now)
        try expect(RangeRequest(from: "22:00", to: "06:00"), is: "2026-11-12T22:00:00Z", "2026-11-13T06:00:00Z")
        try expect(RangeRequest(from: "08:00", to: "09:00"), is: "2026-11-13T08:00:00Z", "2026-11-13T09:00:00Z")
        // From the same time to the same time is a day.
        try expect(
            RangeRequest(from: "yesterday 06:00", to: "06:00"),
            is: "2026-11-12T06:00:00Z",
            "2026-11-13T06:00:00Z"
        )
    }

    @Test("a day or a period that is not over ends now")
    func unfinished() throws {
        try expect(RangeRequest(from: "2026-11-12", to: "2026-11-20"), is: "2026-11-12T00:00:00Z", now)
        try expect(RangeRequest(from: "-1d", to: "today"), is: "2026-11-12T10:20:30.400Z", now)
        try expect(RangeRequest(period: "2026-W46"), is: "2026-11-09T00:00:00Z", now)
        try expect(RangeRequest(period: "this-month"), is: "2026-11-01T00:00:00Z", now)
        try expect(RangeRequest(period: "today", timeZone: "Europe/Berlin"), is: "2026-11-12T23:00:00Z", now)
        try expect(RangeRequest(period: "yesterday"), is: "2026-11-12T00:00:00Z", "2026-11-13T00:00:00Z")
        try expect(RangeRequest(period: "24h"), is: "2026-11-12T10:20:30.400Z", now)
        try expect(RangeRequest(period: "1w"), is: "2026-11-06T10:20:30.400Z", now)
        // An instant is meant as it is written.
        try expect(
            RangeRequest(from: "-1d", to: "2026-11-20T00:00Z"),
            is: "2026-11-12T10:20:30.400Z",
            "2026-11-20T00:00:00Z"
        )
    }

    @Test("a range that ends now ends where the log was read to, and a span keeps its length")
    func knownPresent() throws {
        let known = "2026-11-13T10:15:00Z"
        func expect(_ request: RangeRequest, is start: String, _ end: String) throws {
            let present = try Present(instant(now), end: instant(known))
            #expect(try request.resolved(at: present).interval == interval(start, end), "\(request)")
        }
        try expect(RangeRequest(period: "2h"), is: "2026-11-13T08:15:00Z", known)
        // An instant: two hours before now.
        try expect(RangeRequest(since: "2h"), is: "2026-11-13T08:20:30.400Z", known)
        try expect(RangeRequest(from: "-2h", to: "now"), is: "2026-11-13T08:20:30.400Z", known)
        try expect(RangeRequest(from: "-2h", to: "today"), is: "2026-11-13T08:20:30.400Z", known)
        try expect(RangeRequest(from: "2026-11-12", to: "2026-11-20"), is: "2026-11-12T00:00:00Z", known)
        try expect(RangeRequest(period: "this-week"), is: "2026-11-09T00:00:00Z", known)
        try expect(RangeRequest(period: "2026-11"), is: "2026-11-01T00:00:00Z", known)
        // These end before now, or at an instant that was written.
        try expect(RangeRequest(period: "yesterday"), is: "2026-11-12T00:00:00Z", "2026-11-13T00:00:00Z")
        try expect(RangeRequest(from: "09:00", to: "10:18"), is: "2026-11-13T09:00:00Z", "2026-11-13T10:18:00Z")
        try expect(RangeRequest(from: "-1d", to: "-1m"), is: "2026-11-12T10:20:30.400Z", "2026-11-13T10:19:30.400Z")
    }

    @Test("a range of the present that begins after the log was read is an error that says so")
    func unreadPresent() throws {
        let present = try Present(instant(now), end: instant("2026-11-13T10:15:00Z"))
        let error = try #require(throws: PeriodError.self) { try RangeRequest(since: "10:16").resolved(at: present) }
        #expect(
            error.description
                == "--since 10:16: the range begins at 2026-11-13 10:16:00 UTC, and the log was read as it was at "
                + "2026-11-13 10:15:00 UTC; run tacho ingest, or name an earlier beginning"
        )
    }

    @Test("a range that holds nothing is an error")
    func empty() throws {
        for request in [
            RangeRequest(from: "-0d"), RangeRequest(period: "0d"), RangeRequest(from: "2027-01-01"),
            RangeRequest(from: "2026-11-09T14:30:00Z", to: "2026-11-09T14:30:00Z"),
            // Samoa went from Thursday 29 to Saturday 31 December 2011.
            RangeRequest(period: "2011-12-30", timeZone: "Pacific/Apia"),
        ] {
            let error = try #require(throws: PeriodError.self) { try request.resolved(at: Present(instant(now))) }
            #expect(error.code == .emptyRange, "\(request)")
        }
    }
}
