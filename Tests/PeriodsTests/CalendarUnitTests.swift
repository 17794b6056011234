import Testing
import Timelines

@testable import Periods

@Suite("Buckets of the calendar")
struct CalendarUnitTests {
    private func clock(_ zone: String) throws -> ZonedClock {
        try #require(ZonedClock(timeZone: zone))
    }

    private func interval(_ from: String, _ to: String) throws -> Interval {
        Interval(start: try #require(Instant(iso8601: from)), end: try #require(Instant(iso8601: to)))
    }

    @Test("only whole days count, and the night in which clocks are set back has 25 hours")
    func days() throws {
        // Berlin sets its clocks back on Sunday, 2026-10-25, at 03:00.
        let range = try interval("2026-10-23T21:00:00Z", "2026-10-26T22:59:00Z")
        let days = try clock("Europe/Berlin").wholeUnits(.day, in: range)
        #expect(
            days == [
                try interval("2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z"),
                try interval("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
            ]
        )
    }

    @Test("weeks begin on Monday")
    func weeks() throws {
        let range = try interval("2026-11-01T00:00:00Z", "2026-11-16T00:00:00Z")
        let weeks = ZonedClock.utc.wholeUnits(.week, in: range)
        #expect(weeks.map(\.start.iso8601) == ["2026-11-02T00:00:00.000Z", "2026-11-09T00:00:00.000Z"])
        #expect(weeks.last?.end == range.end)
    }

    @Test("hours leave no gap, whether one comes twice or is skipped, and half-hour zones have theirs")
    func hours() throws {
        let back = try clock("Europe/Berlin").wholeUnits(
            .hour,
            in: interval("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")
        )
        #expect(back.count == 24)
        #expect(back[2].length == .hours(2))
        #expect(zip(back, back.dropFirst()).allSatisfy { $0.end == $1.start })
        let forth = try clock("Europe/Berlin").wholeUnits(
            .hour,
            in: interval("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")
        )
        #expect(forth.count == 23)
        #expect(forth.allSatisfy { $0.length == .hours(1) })
        let india = try clock("Asia/Kolkata").wholeUnits(
            .hour,
            in: interval("2026-11-01T00:00:00Z", "2026-11-01T02:00:00Z")
        )
        #expect(india.map(\.start.iso8601) == ["2026-11-01T00:30:00.000Z"])
    }

    @Test("a range that holds no whole unit has none")
    func none() throws {
        #expect(
            ZonedClock.utc.wholeUnits(.week, in: try interval("2026-11-03T00:00:00Z", "2026-11-15T00:00:00Z")).isEmpty
        )
        #expect(ZonedClock.utc.wholeUnits(.day, in: Interval(start: .distantPast, end: .distantPast)).isEmpty)
    }
}
