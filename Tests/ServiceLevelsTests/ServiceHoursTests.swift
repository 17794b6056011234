import Periods
import Testing
import Timelines

@testable import ServiceLevels

@Suite struct ServiceHoursTests {
    private func hours(_ texts: String..., zone: String = "UTC") throws -> ServiceHours {
        let clock = try #require(ZonedClock(timeZone: zone))
        return .weekly(try texts.map { try #require(WeeklyWindow(written: $0, clock: clock)) }, texts: texts)
    }

    private func instant(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

    private func range(_ from: String, _ to: String) throws -> Interval {
        Interval(start: try instant(from), end: try instant(to))
    }

    @Test("A stretch is whole, whatever part of it the range holds")
    func whole() throws {
        // Tuesday noon, a minute of it.
        let noon = try range("2026-11-10T12:00:00Z", "2026-11-10T12:01:00Z")
        let calendar = try hours("mon-fri 08:00-18:00").calendar(over: noon)
        #expect(calendar.overlap(with: noon) == .minutes(1))
        let day = try range("2026-11-10T08:00:00Z", "2026-11-10T18:00:00Z")
        #expect(Array(calendar.stretches(sharing: noon)) == [day])
    }

    @Test("Hours over midnight join those that follow them")
    func overMidnight() throws {
        let night = try range("2026-11-10T00:30:00Z", "2026-11-10T01:00:00Z")
        let calendar = try hours("mon 22:00-00:00", "tue 00:00-02:00").calendar(over: night)
        #expect(
            Array(calendar.stretches(sharing: night)) == [try range("2026-11-09T22:00:00Z", "2026-11-10T02:00:00Z")]
        )
    }

    @Test("In the night of the change both ends follow the clock")
    func changeOfClocks() throws {
        // On 25 October 2026 Berlin's clock shows 02:00 to 03:00 twice: the first 02:00 is 00:00 UTC, 04:00 is 03:00 UTC.
        let autumn = try range("2026-10-25T00:00:00Z", "2026-10-26T00:00:00Z")
        let longer = try hours("sun 02:00-04:00", zone: "Europe/Berlin").calendar(over: autumn)
        #expect(longer.overlap(with: autumn) == .hours(3))
        // On 29 March 2026 it shows 03:00 after 01:59: hours inside the skip do not occur.
        let spring = try range("2026-03-29T00:00:00Z", "2026-03-30T00:00:00Z")
        let none = try hours("sun 02:15-02:45", zone: "Europe/Berlin").calendar(over: spring)
        #expect(none.overlap(with: spring) == .zero)
        #expect(none.stretches(sharing: spring).isEmpty)
    }

    @Test("Hours that cover the week by the clock have no gap; all but one minute has one")
    func gaps() throws {
        let day = try range("2026-11-10T00:00:00Z", "2026-11-11T00:00:00Z")
        for whole in [
            try hours("daily 00:00-24:00"), try hours("daily 12:00-12:00"),
            try hours("mon-sat 00:00-24:00", "sun 00:00-00:00"),
        ] {
            #expect(whole.calendar(over: day).stretches == nil)
        }
        #expect(try hours("daily 00:01-00:00").calendar(over: day).stretches != nil)
        #expect(ServiceHours.always.calendar(over: day).stretches == nil)
        #expect(ServiceHours.always.calendar(over: day).overlap(with: day) == .days(1))
    }

    @Test("Where the clock's skip takes the week's only gap, two weeks are one stretch")
    func skippedGap() throws {
        let sunday = try range("2026-03-29T12:00:00Z", "2026-03-29T13:00:00Z")
        let calendar = try hours("mon-sat 00:00-24:00", "sun 00:00-02:00", "sun 03:00-24:00", zone: "Europe/Berlin")
            .calendar(over: sunday)
        // From Sunday 22 March, 03:00 (02:00 UTC), to Sunday 5 April, 02:00 (00:00 UTC).
        #expect(
            Array(calendar.stretches(sharing: sunday)) == [try range("2026-03-22T02:00:00Z", "2026-04-05T00:00:00Z")]
        )
    }
}
