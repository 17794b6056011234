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
