package import Timelines

/// A stretch of time that comes back every week, by the clock of a zone.
package struct WeeklyWindow: Hashable, Sendable {
    /// The days on which it begins.
    package var days: Set<Weekday>
    package var from: TimeOfDay
    /// Where it is not later than `from`, it lies on the next day; equal ones make 24 hours.
    package var to: TimeOfDay
    package var clock: ZonedClock

    package init(days: Set<Weekday>, from: TimeOfDay, to: TimeOfDay, clock: ZonedClock) {
        self.days = days
        self.from = from
        self.to = to
        self.clock = clock
    }

    /// Its occurrences that share time with `range`, whole ones, by beginning.
    ///
    /// Both ends go by the clock: a time that it shows twice means the first occurrence, one that it skips the moment of
    /// the skip. So a window from 02:00 to 04:00 lasts one hour in the night in which an hour is skipped and three in
    /// the night in which one comes twice, and a window wholly inside the skipped hour is left out.
    package func intervals(over range: Interval) -> [Interval] {
        guard range.start < range.end else { return [] }
        let length = to > from ? to.minutes - from.minutes : to.minutes - from.minutes + 1_440
        // A window can last until the end of the next day; and near midnight a clock can be put back to the day before.
        var day = clock.wallTime(at: range.start).startOfDay.adding(days: -1)
        let lastDay = clock.wallTime(at: range.end).startOfDay.adding(days: 1)
        var intervals: [Interval] = []
        while day <= lastDay {
            if days.contains(day.weekday) {
                let begin = day.adding(minutes: from.minutes)
                let interval = Interval(
                    start: clock.firstInstant(showing: begin),
                    end: clock.firstInstant(showing: begin.adding(minutes: length))
                )
                if interval.intersection(range).length > .zero { intervals.append(interval) }
            }
            day = day.adding(days: 1)
        }
        return intervals
    }
}
