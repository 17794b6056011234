package import Timelines

/// What a clock on the wall shows, date and time, in whatever zone it hangs: milliseconds since it would have shown
/// 1970-01-01 00:00 without ever being changed.
struct WallTime: Hashable, Comparable, Sendable {
    var milliseconds: Int64

    init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Midnight at the beginning of a date `YYYY-MM-DD`; nil where there is no such date.
    init?(date: String) {
        // In UTC the clock shows the instant itself.
        guard date.utf8.count == 10, let instant = Instant(iso8601: date + "T00:00:00Z") else { return nil }
        milliseconds = instant.milliseconds
    }

    static func < (left: WallTime, right: WallTime) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// `2026-11-09`.
    var date: String {
        String(instant.iso8601.prefix { $0 != "T" })
    }

    /// `15:30:00`, a fraction of a second left out.
    var time: String {
        String(instant.iso8601.dropLast(5).suffix(8))
    }

    /// Midnight at the beginning of its date.
    var startOfDay: WallTime {
        WallTime(milliseconds: instant.startOfDay.milliseconds)
    }

    /// Midnight at the beginning of the Monday of its week.
    var startOfWeek: WallTime {
        startOfDay.adding(days: -Int64(instant.daysAfterMonday))
    }

    /// Midnight at the beginning of the first of its month.
    var startOfMonth: WallTime {
        startOfDay.adding(days: 1 - Int64(instant.date.day))
    }

    var weekday: Weekday {
        instant.weekday
    }

    func adding(days: Int64) -> WallTime {
        WallTime(milliseconds: milliseconds + TimeSpan.days(days).milliseconds)
    }

    func adding(minutes: Int) -> WallTime {
        WallTime(milliseconds: milliseconds + Int64(minutes) * 60_000)
    }

    /// The instant at which a clock in UTC shows the same.
    private var instant: Instant {
        Instant(milliseconds: milliseconds)
    }
}

/// A stretch of the calendar into which a history is divided.
package enum CalendarUnit: String, Hashable, Sendable, CaseIterable {
    /// Hours, as the clock shows them: one that comes twice lasts two hours, one that is skipped is none.
    case hour
    /// From midnight to midnight: 23 to 25 hours.
    case day
    /// From Monday to Monday.
    case week

    /// Its usual length.
    package var length: TimeSpan {
        switch self {
        case .hour: .hours(1)
        case .day: .days(1)
        case .week: .days(7)
        }
    }
}

extension ZonedClock {
    /// The units that lie wholly inside `range`, by start, each beginning where the one before it ends.
    package func wholeUnits(_ unit: CalendarUnit, in range: Interval) -> [Interval] {
        guard range.start < range.end else { return [] }
        var edge = beginning(of: unit, at: range.start)
        var start = firstInstant(showing: edge)
        var units: [Interval] = []
        while start < range.end {
            edge = edge.adding(minutes: Int(unit.length.milliseconds / 60_000))
            let end = firstInstant(showing: edge)
            if start >= range.start, end <= range.end, start < end { units.append(Interval(start: start, end: end)) }
            start = end
        }
        return units
    }

    private func beginning(of unit: CalendarUnit, at instant: Instant) -> WallTime {
        let time = wallTime(at: instant)
        switch unit {
        case .hour:
            let day = time.startOfDay
            let hour: Int64 = 3_600_000
            return WallTime(milliseconds: day.milliseconds + (time.milliseconds - day.milliseconds) / hour * hour)
        case .day: return time.startOfDay
        case .week: return time.startOfWeek
        }
    }
}
