import Periods
import Testing
import Timelines

@Suite("The range directly before")
struct PreviousRangeTests {
    private func expect(_ request: RangeRequest, is start: String, _ end: String) throws {
        let range = try request.resolved(at: Present(instant("2026-11-13T10:20:30.400Z")))
        #expect(range.previous.interval == (try interval(start, end)), "\(request)")
        #expect(range.previous.clock == range.clock)
    }

    @Test("of a week it is the week before, of a month the month before, however long")
    func calendar() throws {
        try expect(RangeRequest(period: "2026-W45"), is: "2026-10-26T00:00:00Z", "2026-11-02T00:00:00Z")
        try expect(RangeRequest(period: "2026-03"), is: "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")
        try expect(RangeRequest(period: "2026-01"), is: "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z")
        // Four weeks from a Monday on, and a month all the same.
        try expect(RangeRequest(period: "2010-02"), is: "2010-01-01T00:00:00Z", "2010-02-01T00:00:00Z")
        try expect(RangeRequest(period: "2026-11-09"), is: "2026-11-08T00:00:00Z", "2026-11-09T00:00:00Z")
        try expect(RangeRequest(period: "yesterday"), is: "2026-11-11T00:00:00Z", "2026-11-12T00:00:00Z")
    }

    @Test("of a period that is not over it is as much time from the beginning of the one before, at most the whole")
    func unfinished() throws {
        // This week began on Monday the 9th: 106 h 20 min 30.4 s ago.
        for period in ["this-week", "2026-W46"] {
            try expect(RangeRequest(period: period), is: "2026-11-02T00:00:00Z", "2026-11-06T10:20:30.400Z")
        }
        // 12 d 10 h 20 min 30.4 s of November.
        try expect(RangeRequest(period: "this-month"), is: "2026-10-01T00:00:00Z", "2026-10-13T10:20:30.400Z")
        // On the 31st of March more time has passed than all of February has.
        let range = try RangeRequest(period: "this-month").resolved(at: Present(instant("2026-03-31T12:00:00Z")))
        #expect(range.previous.interval == (try interval("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")))
    }

    @Test("days are those of the zone: the week of the change of clocks has 169 hours in Berlin")
    func clocks() throws {
        try expect(
            RangeRequest(period: "2026-W44", timeZone: "Europe/Berlin"),
            is: "2026-10-18T22:00:00Z",
            "2026-10-25T23:00:00Z"
        )
        // In Beirut the 29th of March 2026 begins at one o'clock.
        try expect(
            RangeRequest(period: "2026-03-30", timeZone: "Asia/Beirut"),
            is: "2026-03-28T22:00:00Z",
            "2026-03-29T21:00:00Z"
        )
    }

    @Test("of any other range it is as much time before")
    func span() throws {
        try expect(RangeRequest(period: "7d"), is: "2026-10-30T10:20:30.400Z", "2026-11-06T10:20:30.400Z")
        // Dates are a range of a length, here three days.
        try expect(
            RangeRequest(from: "2026-11-03", to: "2026-11-05"),
            is: "2026-10-31T00:00:00Z",
            "2026-11-03T00:00:00Z"
        )
    }
}
