package import Timelines

/// What people call a range.
package struct RangeName: Hashable, Sendable {
    /// `Week 47 (Mon 16 to Sun 22 Nov 2026, Berlin)`.
    package let title: String
    /// The same inside a sentence: `week 47`.
    package let short: String

    /// The short name at the beginning of a sentence: `Week 47`.
    package var heading: String { short.prefix(1).uppercased() + short.dropFirst() }

    package init(title: String, short: String) {
        self.title = title
        self.short = short
    }
}

extension ReportRange {
    /// A week, month or day of the calendar has its own name, every other range its beginning and its end.
    package var name: RangeName {
        let zone = (clock.identifier.split(separator: "/").last ?? "").replacing("_", with: " ")
        let ends = [interval.start, interval.end].map { String(clock.localText($0).dropLast(3)) }
        let plain = RangeName(title: "\(ends[0]) to \(ends[1]) (\(zone))", short: "the time before")
        guard let calendarPeriod else { return plain }
        let first = clock.wallTime(at: calendarPeriod.start)
        let next = clock.wallTime(at: calendarPeriod.end).startOfDay
        let last = next.adding(days: -1)
        let soFar = interval.end < calendarPeriod.end ? " so far" : ""
        if next == first.startOfDay.adding(days: 1) {
            return RangeName(title: "\(first.dayName) \(first.year)\(soFar) (\(zone))", short: first.dayName)
        }
        if first == first.startOfMonth, next == first.adding(days: 31).startOfMonth {
            return RangeName(title: "\(first.monthName) \(first.year)\(soFar) (\(zone))", short: first.monthName)
        }
        guard first == first.startOfWeek, next == first.adding(days: 7) else { return plain }
        let week = "eek \(first.isoWeek)"
        let from = first.dayName.dropLast(first.month == last.month ? 4 : 0)
        return RangeName(
            title: "W\(week)\(soFar) (\(from) to \(last.dayName) \(last.year), \(zone))",
            short: "w\(week)"
        )
    }
}

extension ReportRange {
    /// The two halves of each of its days, by the clock, cut to the range; none where it is longer than ten days.
    package var halfDays: [Interval] {
        guard interval.length <= .days(10), interval.start < interval.end else { return [] }
        var edge = clock.wallTime(at: interval.start).startOfDay
        var start = clock.firstInstant(showing: edge)
        var halves: [Interval] = []
        while start < interval.end {
            edge = edge.adding(minutes: 720)
            let end = clock.firstInstant(showing: edge)
            halves.append(Interval(start: start, end: end).intersection(interval))
            start = end
        }
        return halves
    }
}

extension ReportRange {
    /// The week or month that the range is, as `Period` reads it: `2026-W46`, `2026-11`; nil for any other range.
    package var code: String? {
        guard let calendarPeriod else { return nil }
        let first = clock.wallTime(at: calendarPeriod.start)
        let next = clock.wallTime(at: calendarPeriod.end).startOfDay
        if first == first.startOfWeek, next == first.adding(days: 7) {
            let week = String(first.isoWeek)
            return "\(first.startOfWeek.adding(days: 3).year)-W\(week.count < 2 ? "0" : "")\(week)"
        }
        guard first == first.startOfMonth, next == first.adding(days: 31).startOfMonth else { return nil }
        return String(first.date.dropLast(3))
    }
}

extension WallTime {
    fileprivate var year: String { String(date.prefix(4)) }

    fileprivate var month: Int { Int(date.dropFirst(5).prefix(2)) ?? 1 }

    fileprivate var monthName: String { WallTime.months[month - 1] }

    /// `Thu 19 Nov`.
    fileprivate var dayName: String {
        let day = Int(date.suffix(2)) ?? 1
        return
            "\(weekday.rawValue.prefix(1).uppercased())\(weekday.rawValue.dropFirst().prefix(2)) \(day) \(monthName.prefix(3))"
    }

    /// The number of its week by ISO 8601: week 1 holds January 4th.
    fileprivate var isoWeek: Int64 {
        let thursday = startOfWeek.adding(days: 3)
        guard let early = WallTime(date: "\(thursday.year)-01-04") else { return 0 }
        return (startOfWeek.milliseconds - early.startOfWeek.milliseconds) / TimeSpan.days(7).milliseconds + 1
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
