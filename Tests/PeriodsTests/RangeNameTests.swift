import Testing
import Timelines

@testable import Periods

@Suite struct RangeNameTests {
    private func name(_ period: String, now: String = "2027-06-01T00:00:00Z", zone: String = "Europe/Berlin") throws
        -> RangeName
    {
        let clock = try #require(ZonedClock(timeZone: zone))
        let now = try #require(Instant(iso8601: now))
        return try Period(period, namedAt: "--period").range(at: Present(now), clock: clock).name
    }

    @Test("Weeks, days and months have names of their own")
    func calendar() throws {
        #expect(
            try name("2026-W47") == RangeName(title: "Week 47 (Mon 16 to Sun 22 Nov 2026, Berlin)", short: "week 47")
        )
        // Over the end of a month, and of a year: week 53 of 2026 ends in 2027.
        #expect(try name("2026-W49").title == "Week 49 (Mon 30 Nov to Sun 6 Dec 2026, Berlin)")
        #expect(try name("2026-W53").title == "Week 53 (Mon 28 Dec to Sun 3 Jan 2027, Berlin)")
        #expect(try name("2027-W01", zone: "UTC").title == "Week 1 (Mon 4 to Sun 10 Jan 2027, UTC)")
        #expect(try name("2026-11-19") == RangeName(title: "Thu 19 Nov 2026 (Berlin)", short: "Thu 19 Nov"))
        #expect(try name("2026-11") == RangeName(title: "November 2026 (Berlin)", short: "November"))
        #expect(try name("2026-W47").heading == "Week 47")
        #expect(try name("2026-11-19", zone: "America/New_York").title == "Thu 19 Nov 2026 (New York)")
    }

    @Test("A period that is not over says so; a span has its ends")
    func others() throws {
        #expect(
            try name("this-week", now: "2026-11-19T12:00:00Z").title
                == "Week 47 so far (Mon 16 to Sun 22 Nov 2026, Berlin)"
        )
        let span = try name("2h", now: "2026-11-19T12:00:00Z")
        #expect(span == RangeName(title: "2026-11-19 11:00 to 2026-11-19 13:00 (Berlin)", short: "the time before"))
    }

    @Test("Half days follow the clock, in the nights of the change as well")
    func halfDays() throws {
        let clock = try #require(ZonedClock(timeZone: "Europe/Berlin"))
        let now = try #require(Instant(iso8601: "2027-06-01T00:00:00Z"))
        func lengths(_ period: String) throws -> [TimeSpan] {
            try Period(period, namedAt: "").range(at: Present(now), clock: clock).halfDays.map(\.length)
        }
        #expect(try lengths("2026-10-25") == [.hours(13), .hours(12)])
        #expect(try lengths("2026-03-29") == [.hours(11), .hours(12)])
        #expect(try lengths("2026-W46").count == 14)
        #expect(try lengths("2026-11") == [])
    }
}
