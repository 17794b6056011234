package import Periods
package import Timelines

/// The hours in which a group is needed.
package enum ServiceHours: Hashable, Sendable {
    case always
    /// Each window comes back every week, by the clock of one zone; `texts` are what was written.
    case weekly([WeeklyWindow], texts: [String])

    /// As reports state them.
    package var texts: [String] {
        switch self {
        case .always: ["always"]
        case .weekly(_, let texts): texts
        }
    }

    /// The name of the zone by whose clock they go; nil for `always`.
    package var timezone: String? {
        switch self {
        case .always: nil
        case .weekly(let windows, _): windows.first?.clock.identifier
        }
    }

    /// The stretches of hours that share time with `range`.
    package func calendar(over range: Interval) -> HoursCalendar {
        guard case .weekly(let windows, _) = self, !leavesNoGap else { return HoursCalendar(stretches: nil) }
        // A stretch is whole: where a skipped hour takes the only gap of a week it lasts two weeks, so that what lies around the
        // range has to be known as well.
        let around = Interval(start: range.start - .days(32), end: range.end + .days(32))
        return HoursCalendar(stretches: IntervalSet(windows.flatMap { $0.intervals(over: around) }))
    }

    /// Whether they cover the whole week by the clock.
    private var leavesNoGap: Bool {
        guard case .weekly(let windows, _) = self else { return true }
        let week = Interval(start: Instant(milliseconds: 0), end: Instant(milliseconds: TimeSpan.days(7).milliseconds))
        let declared = windows.flatMap { window in
            window.intervalsOfWeek.flatMap { interval in
                // What lies beyond the end of the week comes back at its beginning.
                [interval, Interval(start: interval.start - week.length, end: interval.end - week.length)]
            }
        }
        return IntervalSet(declared).overlap(with: week) == week.length
    }
}

/// The hours of a group as intervals.
package struct HoursCalendar: Hashable, Sendable {
    /// Whole stretches, never cut by a range; nil for hours without any gap.
    package let stretches: IntervalSet?

    package init(stretches: IntervalSet?) {
        self.stretches = stretches
    }

    /// How much of `interval` lies in the hours.
    package func overlap(with interval: Interval) -> TimeSpan {
        stretches?.overlap(with: interval) ?? interval.length
    }

    /// The stretches that share time with `interval`, by start. Hours without any gap are one stretch, which has no beginning and no end.
    package func stretches(sharing interval: Interval) -> ArraySlice<Interval> {
        guard let stretches else { return [Interval(start: .distantPast, end: .distantFuture)] }
        return stretches.intervals[stretches.firstIndex(endingAfter: interval.start)...].prefix {
            $0.start < interval.end
        }
    }
}
