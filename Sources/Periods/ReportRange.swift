package import Timelines

/// The range of a report with the clock that its day and week edges, and its readers, go by.
package struct ReportRange: Hashable, Sendable {
    package var interval: Interval
    package var clock: ZonedClock
    /// The day, week or month that the range was given as, also the part of it that is still to come; nil for other ranges.
    package var calendarPeriod: Interval?

    package init(interval: Interval, clock: ZonedClock, calendarPeriod: Interval? = nil) {
        self.interval = interval
        self.clock = clock
        self.calendarPeriod = calendarPeriod
    }
}

extension ReportRange {
    /// The range before this one: the day, week or month of the calendar before, else as much time before. Of a period that is not
    /// over it is as much time from its beginning, and at most the whole.
    package var previous: ReportRange {
        guard let calendarPeriod else {
            let start = interval.start - interval.length
            return ReportRange(interval: Interval(start: start, end: interval.start), clock: clock)
        }
        let start = start(ofPeriodBefore: calendarPeriod)
        let end = interval.end < calendarPeriod.end ? min(start + interval.length, interval.start) : interval.start
        let whole = Interval(start: start, end: calendarPeriod.start)
        return ReportRange(interval: Interval(start: start, end: end), clock: clock, calendarPeriod: whole)
    }

    /// The `count` ranges before this one, the latest first, each as `previous` of the one after it.
    package func preceding(_ count: Int) -> [ReportRange] {
        var ranges: [ReportRange] = []
        for _ in 0..<count { ranges.append((ranges.last ?? self).previous) }
        return ranges
    }

    private func start(ofPeriodBefore period: Interval) -> Instant {
        let first = clock.wallTime(at: period.start).startOfDay
        let next = clock.wallTime(at: period.end).startOfDay
        if first == first.startOfMonth, next == first.adding(days: 31).startOfMonth {
            return clock.firstInstant(showing: first.adding(days: -1).startOfMonth)
        }
        let days = (next.milliseconds - first.milliseconds) / TimeSpan.days(1).milliseconds
        return clock.firstInstant(showing: first.adding(days: -days))
    }
}
