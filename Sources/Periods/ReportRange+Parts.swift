package import Timelines

/// An hour by the clock, cut to a range.
package struct ClockHour: Hashable, Sendable {
    package let interval: Interval
    /// Its place in the week: 0 is Monday 00:00, 167 Sunday 23:00.
    package let hourOfWeek: Int
}

extension ZonedClock {
    /// The days that share time with `interval`, the oldest first, of very many the last `most`; the last one is cut to the end.
    package func days(sharing interval: Interval, most: Int) -> [Interval] {
        guard interval.start < interval.end else { return [] }
        let first = wallTime(at: interval.start).startOfDay
        let last = wallTime(at: interval.end - TimeSpan(milliseconds: 1)).startOfDay
        let count = (last.milliseconds - first.milliseconds) / TimeSpan.days(1).milliseconds + 1
        return ReportRange(interval: interval, clock: self).lastDays(Int(min(count, Int64(most))))
    }
}

extension ReportRange {
    /// The last `count` days by the clock that end at or after the end of the range, the oldest first; the last one is cut to the end.
    package func lastDays(_ count: Int) -> [Interval] {
        let last = clock.wallTime(at: interval.end - TimeSpan(milliseconds: 1)).startOfDay
        return (0..<count).reversed().map { back in
            let day = last.adding(days: -Int64(back))
            let end = clock.firstInstant(showing: day.adding(days: 1))
            return Interval(start: clock.firstInstant(showing: day), end: min(end, interval.end))
        }
    }

    /// The hours of the range by the clock. An hour that the clock shows twice is one of two hours; one that it skips is left out.
    package var clockHours: [ClockHour] {
        var wall = clock.wallTime(at: interval.start).startOfDay
        let monday = wall.startOfWeek
        var hours: [ClockHour] = []
        while true {
            let start = clock.firstInstant(showing: wall)
            guard start < interval.end else { return hours }
            let next = wall.adding(minutes: 60)
            let part = Interval(start: start, end: clock.firstInstant(showing: next)).intersection(interval)
            let hour = (wall.milliseconds - monday.milliseconds) / TimeSpan.hours(1).milliseconds % 168
            if part.start < part.end { hours.append(ClockHour(interval: part, hourOfWeek: Int(hour))) }
            wall = next
        }
    }
}
