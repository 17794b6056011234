import Testing
import Timelines

@testable import Periods

struct WallTimeTests {
    @Test("weeks begin on Monday and months on the first, in every year, before 1970 too")
    func calendar() throws {
        // Walk through 1599 … 2001 day by day; 1599-01-01 was a Friday (two eras of 400 years before 2399-01-01, which is
        // one too: an era has 146 097 days = 20 871 weeks).
        var day = try #require(WallTime(date: "1599-01-01"))
        var weekday = 4
        var month = day
        for _ in 0..<146_500 {
            #expect(day.weekday == Weekday.allCases[weekday])
            #expect(day.startOfWeek == day.adding(days: -Int64(weekday)))
            if day.date.hasSuffix("-01") { month = day }
            let late = day.adding(minutes: 1_439)
            #expect(late.startOfMonth == month, "\(day.date)")
            #expect(late.startOfDay == day)
            day = day.adding(days: 1)
            weekday = (weekday + 1) % 7
        }
    }

    @Test("the ninth of November 2026 is a Monday, and so was none of its neighbours")
    func monday() throws {
        #expect(WallTime(date: "2026-11-09")?.weekday == .monday)
        #expect(WallTime(date: "2026-11-08")?.weekday == .sunday)
        #expect(WallTime(date: "1969-12-31")?.weekday == .wednesday)
    }

    @Test(
        "only real dates are dates",
        arguments: [
            "2026-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "2026-1-1", "+2026-01-01", "", "2026-11-09T",
        ]
    )
    func unrealDates(text: String) {
        #expect(WallTime(date: text) == nil)
    }
}
