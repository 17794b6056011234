import Testing
import Timelines

@testable import Periods

@Suite("The weeks and months of an archive")
struct CalendarPeriodTests {
    private func ranges(
        _ period: CalendarPeriod,
        _ from: String,
        _ to: String,
        zone: String = "UTC",
        most: Int = 100
    ) throws -> [ReportRange] {
        let clock = try #require(ZonedClock(timeZone: zone))
        let (start, end) = (try #require(Instant(iso8601: from)), try #require(Instant(iso8601: to)))
        return period.ranges(
            sharing: Interval(start: start, end: end),
            at: Present(end),
            clock: clock,
            most: most
        )
    }

    @Test("begin with the one that holds the first instant; the last one ends at present")
    func ends() throws {
        // Wednesday, 28 October, to Tuesday, 10 November.
        let weeks = try ranges(.week, "2026-10-28T12:00:00Z", "2026-11-10T08:00:00Z")
        #expect(weeks.map(\.code) == ["2026-W44", "2026-W45", "2026-W46"])
        #expect(weeks[0].interval.start.iso8601 == "2026-10-26T00:00:00.000Z")
        #expect(weeks[2].interval.end.iso8601 == "2026-11-10T08:00:00.000Z")
        #expect(weeks[2].calendarPeriod?.end.iso8601 == "2026-11-16T00:00:00.000Z")
        let months = try ranges(.month, "2026-10-28T12:00:00Z", "2026-11-10T08:00:00Z")
        #expect(months.map(\.code) == ["2026-10", "2026-11"])
        #expect(months.map(\.interval.start.iso8601) == ["2026-10-01T00:00:00.000Z", "2026-11-01T00:00:00.000Z"])
    }

    @Test("follow the clock: the week in which it is put back has an hour more")
    func clock() throws {
        let weeks = try ranges(.week, "2026-10-20T00:00:00Z", "2026-10-28T00:00:00Z", zone: "Europe/Berlin")
        #expect(weeks.map(\.interval.start.iso8601) == ["2026-10-18T22:00:00.000Z", "2026-10-25T23:00:00.000Z"])
        #expect(weeks[0].interval.length == .hours(169))
    }

    @Test("A week is of the year in which its Thursday lies")
    func yearEnds() throws {
        let weeks = try ranges(.week, "2026-12-28T00:00:00Z", "2027-01-05T00:00:00Z")
        #expect(weeks.map(\.code) == ["2026-W53", "2027-W01"])
    }

    @Test("Of very many, the last ones")
    func most() throws {
        let weeks = try ranges(.week, "1970-01-01T00:00:00Z", "2026-11-16T00:00:00Z", most: 2)
        #expect(weeks.map(\.code) == ["2026-W45", "2026-W46"])
        #expect(try ranges(.week, "2026-11-16T00:00:00Z", "2026-11-16T00:00:00Z").isEmpty)
    }

    @Test("A code is read as the period that it names")
    func codes() throws {
        for range in try ranges(.week, "2020-01-01T00:00:00Z", "2027-02-01T00:00:00Z", most: 400)
            + ranges(.month, "2020-01-01T00:00:00Z", "2027-02-01T00:00:00Z")
        {
            let code = try #require(range.code)
            let read = try Period(code, namedAt: "--period").range(
                at: Present(try #require(Instant(iso8601: "2027-02-01T00:00:00Z"))),
                clock: range.clock
            )
            #expect(read == range, "\(code)")
        }
    }

    @Test("The days of a time are those that share it, the last one cut; of very many the last")
    func days() throws {
        let start = try #require(Instant(iso8601: "2026-11-09T23:30:00Z"))
        let days = ZonedClock.utc.days(sharing: Interval(start: start, end: start + .hours(24)), most: 9)
        #expect(days.map(\.start.iso8601) == ["2026-11-09T00:00:00.000Z", "2026-11-10T00:00:00.000Z"])
        #expect(days[1].end == start + .hours(24))
        #expect(ZonedClock.utc.days(sharing: Interval(start: start, end: start + .days(9)), most: 3).count == 3)
        #expect(ZonedClock.utc.days(sharing: Interval(start: start, end: start), most: 3).isEmpty)
    }
}
