import Timelines

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
        String(Instant(milliseconds: milliseconds).iso8601.prefix { $0 != "T" })
    }

    /// `15:30:00`, a fraction of a second left out.
    var time: String {
        String(Instant(milliseconds: milliseconds).iso8601.dropLast(5).suffix(8))
    }

    /// Midnight at the beginning of its date.
    var startOfDay: WallTime {
        WallTime(milliseconds: dayNumber * WallTime.day)
    }

    /// Midnight at the beginning of the Monday of its week.
    var startOfWeek: WallTime {
        startOfDay.adding(days: -Int64(weekday.daysAfterMonday))
    }

    var weekday: Weekday {
        // Day 0, 1970-01-01, was a Thursday.
        let daysAfterMonday = Int((dayNumber + 3) % 7 + 7) % 7
        return Weekday.allCases[daysAfterMonday]
    }

    func adding(days: Int64) -> WallTime {
        WallTime(milliseconds: milliseconds + days * WallTime.day)
    }

    func adding(minutes: Int) -> WallTime {
        WallTime(milliseconds: milliseconds + Int64(minutes) * 60_000)
    }

    /// Days since 1970-01-01, rounded down.
    private var dayNumber: Int64 {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: WallTime.day)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// 24 hours, as a clock that nobody changes counts them.
    private static let day: Int64 = 86_400_000
}

extension WallTime {
    /// Midnight at the beginning of the first of its month.
    var startOfMonth: WallTime {
        startOfDay.adding(days: 1 - Int64(dayOfMonth))
    }

    /// From 1, in the Gregorian calendar (Howard Hinnant, chrono-Compatible Low-Level Date Algorithms).
    private var dayOfMonth: Int {
        // Years that begin in March put the leap day last; eras of 400 of them repeat exactly.
        let daysSinceEra = Int((dayNumber + 719_468) % 146_097 + 146_097) % 146_097
        let year = (daysSinceEra - daysSinceEra / 1_460 + daysSinceEra / 36_524 - daysSinceEra / 146_096) / 365
        let dayOfYear = daysSinceEra - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        return dayOfYear - (153 * month + 2) / 5 + 1
    }
}
