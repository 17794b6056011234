package import Timelines

/// The range of a report with the clock that its day and week edges, and its readers, go by.
package struct ReportRange: Hashable, Sendable {
    package var interval: Interval
    package var clock: ZonedClock

    package init(interval: Interval, clock: ZonedClock) {
        self.interval = interval
        self.clock = clock
    }
}

extension ReportRange {
    /// The range of the same kind that ends where this one begins: the month before of a whole month of the calendar, as many days before
    /// of whole days (so of a week the week before), else as much time before.
    package var previous: ReportRange {
        ReportRange(interval: Interval(start: previousStart, end: interval.start), clock: clock)
    }

    private var previousStart: Instant {
        guard let first = midnight(at: interval.start), let next = midnight(at: interval.end) else {
            return interval.start - interval.length
        }
        if first == first.startOfMonth, next == first.adding(days: 31).startOfMonth {
            return clock.firstInstant(showing: first.adding(days: -1).startOfMonth)
        }
        let days = (next.milliseconds - first.milliseconds) / TimeSpan.days(1).milliseconds
        return clock.firstInstant(showing: first.adding(days: -days))
    }

    /// The midnight whose date begins at `instant`; nil where none does.
    private func midnight(at instant: Instant) -> WallTime? {
        let midnight = clock.wallTime(at: instant).startOfDay
        return clock.firstInstant(showing: midnight) == instant ? midnight : nil
    }
}
