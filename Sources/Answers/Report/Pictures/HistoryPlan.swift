internal import Periods
internal import Timelines

/// Which times the pictures of a report look at.
struct HistoryPlan: Sendable {
    /// The oldest first; the last one is the report's range.
    let periods: [ReportRange]
    /// Days by the clock, the oldest first; the last one is cut to the end of the range.
    let days: [Interval]
    /// The hours of the range by the clock; none where the range is too long for a picture of its weeks.
    let hours: [ClockHour]

    /// How many periods are looked at, and how many days.
    private static let (mostPeriods, mostDays) = (12, 90)

    /// Of periods and days that are known already; the last period ends last. Hours are not looked at.
    init(periods: [ReportRange], days: [Interval]) {
        self.periods = periods
        self.days = days
        hours = []
    }

    init(_ range: ReportRange) {
        periods = Array((range.preceding(HistoryPlan.mostPeriods - 1)).reversed()) + [range]
        days = range.lastDays(HistoryPlan.mostDays)
        hours = range.interval.length <= .days(100) ? range.clockHours : []
    }

    /// From the beginning of the first of them to the end of the range.
    var whole: Interval {
        guard let range = periods.last?.interval else { return Interval(start: .distantPast, end: .distantPast) }
        let start = min(periods[0].interval.start, days.first?.start ?? range.start)
        return Interval(start: start, end: range.end)
    }
}
