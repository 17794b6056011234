import Periods
import Testing
import Timelines

struct WeeklyWindowTests {
    private func window(_ days: Set<Weekday>, _ from: String, _ to: String, _ zone: String = "UTC") throws
        -> WeeklyWindow
    {
        WeeklyWindow(
            days: days,
            from: try #require(TimeOfDay(from)),
            to: try #require(TimeOfDay(to)),
            clock: try clock(zone)
        )
    }

    @Test("it comes back every week on its days")
    func everyWeek() throws {
        // 8 and 15 November 2026 are Sundays, the 11th is a Wednesday.
        let window = try window([.sunday, .wednesday], "02:00", "04:00")
        #expect(
            try window.intervals(over: interval("2026-11-08T00:00:00Z", "2026-11-16T00:00:00Z")) == [
                interval("2026-11-08T02:00:00Z", "2026-11-08T04:00:00Z"),
                interval("2026-11-11T02:00:00Z", "2026-11-11T04:00:00Z"),
                interval("2026-11-15T02:00:00Z", "2026-11-15T04:00:00Z"),
            ]
        )
    }

    @Test("occurrences are whole, and touching the range is not sharing time with it")
    func edges() throws {
        let window = try window([.sunday], "02:00", "04:00")
        let sunday = try interval("2026-11-08T02:00:00Z", "2026-11-08T04:00:00Z")
        #expect(try window.intervals(over: interval("2026-11-08T03:59:59.999Z", "2026-11-09T00:00:00Z")) == [sunday])
        #expect(try window.intervals(over: interval("2026-11-08T04:00:00Z", "2026-11-09T00:00:00Z")).isEmpty)
        #expect(try window.intervals(over: interval("2026-11-02T00:00:00Z", "2026-11-08T02:00:00.001Z")) == [sunday])
        #expect(try window.intervals(over: interval("2026-11-02T00:00:00Z", "2026-11-08T02:00:00Z")).isEmpty)
        #expect(try window.intervals(over: interval("2026-11-09T00:00:00Z", "2026-11-08T00:00:00Z")).isEmpty)
    }

    @Test("an end that is not later than the beginning lies on the next day")
    func acrossMidnight() throws {
        // Saturday 7 November from 22:00 to Sunday 02:00; met from within Sunday, too.
        let night = try window([.saturday], "22:00", "02:00")
        let range = try interval("2026-11-08T01:00:00Z", "2026-11-14T00:00:00Z")
        #expect(try night.intervals(over: range) == [interval("2026-11-07T22:00:00Z", "2026-11-08T02:00:00Z")])
        let whole = try window([.saturday], "06:00", "06:00")
        #expect(try whole.intervals(over: range) == [interval("2026-11-07T06:00:00Z", "2026-11-08T06:00:00Z")])
        let untilMidnight = try window([.saturday], "22:00", "24:00")
        let weekend = try interval("2026-11-07T00:00:00Z", "2026-11-09T00:00:00Z")
        #expect(
            try untilMidnight.intervals(over: weekend) == [interval("2026-11-07T22:00:00Z", "2026-11-08T00:00:00Z")]
        )
    }

    @Test("its days and times are those of its zone's clock")
    func zone() throws {
        // Sunday 02:00 in Auckland (+13:00) is Saturday 13:00 UTC.
        let window = try window([.sunday], "02:00", "04:00", "Pacific/Auckland")
        let range = try interval("2026-11-07T00:00:00Z", "2026-11-08T00:00:00Z")
        #expect(try window.intervals(over: range) == [interval("2026-11-07T13:00:00Z", "2026-11-07T15:00:00Z")])
    }

    @Test(
        "where the clock changes, the ends still go by the clock",
        arguments: [
            // Berlin, 29 March 2026: 02:00–03:00 is skipped at 01:00 UTC.
            ("02:00", "04:00", "2026-03-29", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"),
            ("01:30", "02:30", "2026-03-29", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"),
            ("02:30", "03:15", "2026-03-29", "2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z"),
            // Berlin, 25 October 2026: 02:00–03:00 comes twice, first from 00:00 UTC, again from 01:00 UTC.
            ("02:00", "04:00", "2026-10-25", "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"),
            ("02:00", "03:00", "2026-10-25", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"),
            ("01:30", "02:30", "2026-10-25", "2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z"),
            ("02:15", "02:45", "2026-10-25", "2026-10-25T00:15:00Z", "2026-10-25T00:45:00Z"),
        ]
    )
    func changeOfClocks(from: String, to: String, date: String, start: String, end: String) throws {
        let window = try window([.sunday], from, to, "Europe/Berlin")
        let day = try RangeRequest(period: date, timeZone: "Europe/Berlin").resolved(at: Present(.distantFuture))
            .interval
        #expect(try window.intervals(over: day) == [interval(start, end)])
    }

    @Test(
        "an end on the next day goes by the clock of that day",
        arguments: [
            // Saturday 28 March 2026, 22:00 in Berlin (+01:00); Sunday 02:30 is skipped, at 01:00 UTC; 04:00 is +02:00.
            ("22:00", "02:30", "2026-03-28", "2026-03-28T21:00:00Z", "2026-03-29T01:00:00Z"),
            ("22:00", "04:00", "2026-03-28", "2026-03-28T21:00:00Z", "2026-03-29T02:00:00Z"),
            // From noon to noon: 23 hours.
            ("12:00", "12:00", "2026-03-28", "2026-03-28T11:00:00Z", "2026-03-29T10:00:00Z"),
            // Saturday 24 October 2026, 22:00 (+02:00); Sunday 02:30 comes at 00:30 and at 01:30 UTC; 04:00 is +01:00.
            ("22:00", "02:30", "2026-10-24", "2026-10-24T20:00:00Z", "2026-10-25T00:30:00Z"),
            ("22:00", "04:00", "2026-10-24", "2026-10-24T20:00:00Z", "2026-10-25T03:00:00Z"),
            // From noon to noon: 25 hours.
            ("12:00", "12:00", "2026-10-24", "2026-10-24T10:00:00Z", "2026-10-25T11:00:00Z"),
        ]
    )
    func nextDay(from: String, to: String, date: String, start: String, end: String) throws {
        let window = try window([.saturday], from, to, "Europe/Berlin")
        let day = try RangeRequest(period: date, timeZone: "Europe/Berlin").resolved(at: Present(.distantFuture))
            .interval
        #expect(try window.intervals(over: day) == [interval(start, end)])
    }

    @Test("a window wholly inside the skipped hour is left out that night, and only then")
    func skipped() throws {
        let window = try window([.sunday], "02:15", "02:45", "Europe/Berlin")
        let weeks = try interval("2026-03-22T00:00:00Z", "2026-04-06T00:00:00Z")
        #expect(
            try window.intervals(over: weeks) == [
                interval("2026-03-22T01:15:00Z", "2026-03-22T01:45:00Z"),
                interval("2026-04-05T00:15:00Z", "2026-04-05T00:45:00Z"),
            ]
        )
    }

    @Test("around the clock on every day, a year is covered without a gap")
    func everyDay() throws {
        for zone in ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"] {
            let window = try window(Set(Weekday.allCases), "00:00", "24:00", zone)
            let year = try interval("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
            let days = window.intervals(over: year)
            for (day, next) in zip(days, days.dropFirst()) {
                #expect(day.end == next.start, "\(zone)")
            }
            #expect((days.first?.start ?? .distantFuture) <= year.start)
            #expect((days.last?.end ?? .distantPast) >= year.end)
        }
    }

    @Test("a time of day is written in two and two digits", arguments: ["00:00", "02:00", "23:59", "24:00"])
    func times(text: String) {
        #expect(TimeOfDay(text) != nil)
    }

    @Test(
        "anything else is no time of day",
        arguments: [
            "", "2:00", "02:0", "0200", "02.00", "02:60", "24:01", "25:00", "-1:00", "02:00:00", " 2:00", "0２:00",
            "02:00Z",
        ]
    )
    func otherTimes(text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test("times of day are in the order of the clock")
    func order() throws {
        #expect(try #require(TimeOfDay("09:59")) < #require(TimeOfDay("10:00")))
        #expect(TimeOfDay("24:00") == .endOfDay)
    }
}
