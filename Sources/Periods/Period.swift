package import Timelines

/// The present, of which the log can lack the last moments.
package struct Present: Hashable, Sendable {
    package var now: Instant
    /// Where a range that ends now ends: not after `now`.
    package var end: Instant

    /// `end` is `now` where it is nil.
    package init(_ now: Instant, end: Instant? = nil) {
        self.now = now
        self.end = end ?? now
    }
}

/// A range by a name of its own.
package enum Period: Hashable, Sendable {
    /// Days of the calendar: from one midnight to another.
    case dates(from: DateMark, to: DateMark)
    /// The week from Monday that ended last.
    case lastWeek
    /// From this week's Monday on.
    case thisWeek
    /// The month that ended last.
    case lastMonth
    /// From the first of this month on.
    case thisMonth
    case today, yesterday
    /// So long back from now.
    case last(TimeSpan)

    /// A date of the calendar, opaque to others.
    package struct DateMark: Hashable, Sendable {
        let midnight: WallTime
    }

    /// Reads `2026-W46`, `2026-11`, `2026-11-09`, `today`, `yesterday`, `last-week`, `this-week`, `last-month`, `this-month` or `7d`.
    package init(_ text: String, namedAt source: String) throws(PeriodError) {
        switch text {
        case "last-week": self = .lastWeek
        case "this-week": self = .thisWeek
        case "last-month": self = .lastMonth
        case "this-month": self = .thisMonth
        case "today": self = .today
        case "yesterday": self = .yesterday
        default:
            guard let period = Period(day: text) ?? Period(month: text) ?? Period(week: text) ?? Period(span: text)
            else {
                throw PeriodError(
                    code: .badPeriod,
                    source: source,
                    message: Period.complaint(about: text),
                    hint: "write 2026-W46, 2026-11, 2026-11-09, today, last-week, this-month or 7d"
                )
            }
            self = period
        }
    }

    /// The range that it means at present, by the clock's days. One that is not over, or that reaches back from now, ends where what
    /// is known of the present ends.
    package func range(at present: Present, clock: ZonedClock) -> ReportRange {
        let now = present.now
        let today = clock.wallTime(at: now).startOfDay
        switch self {
        case .dates(let first, let next): return days(from: first.midnight, to: next.midnight, present, clock)
        case .today: return days(from: today, to: today.adding(days: 1), present, clock)
        case .yesterday: return days(from: today.adding(days: -1), to: today, present, clock)
        case .thisWeek: return days(from: today.startOfWeek, to: today.startOfWeek.adding(days: 7), present, clock)
        case .lastWeek: return days(from: today.startOfWeek.adding(days: -7), to: today.startOfWeek, present, clock)
        case .thisMonth:
            return days(from: today.startOfMonth, to: today.startOfMonth.adding(days: 31).startOfMonth, present, clock)
        case .lastMonth:
            return days(from: today.startOfMonth.adding(days: -1).startOfMonth, to: today.startOfMonth, present, clock)
        case .last(let span):
            return ReportRange(interval: Interval(start: present.end - span, end: present.end), clock: clock)
        }
    }

    private func days(from first: WallTime, to next: WallTime, _ present: Present, _ clock: ZonedClock) -> ReportRange {
        let whole = Interval(start: clock.firstInstant(showing: first), end: clock.firstInstant(showing: next))
        return ReportRange(
            interval: Interval(start: whole.start, end: whole.end > present.now ? present.end : whole.end),
            clock: clock,
            calendarPeriod: whole
        )
    }
}

extension Period {
    private init(from first: WallTime, to next: WallTime) {
        self = .dates(from: DateMark(midnight: first), to: DateMark(midnight: next))
    }

    private init?(day text: String) {
        guard let midnight = WallTime(date: text) else { return nil }
        self.init(from: midnight, to: midnight.adding(days: 1))
    }

    private init?(month text: String) {
        guard let first = WallTime(date: text + "-01") else { return nil }
        // 31 days after its first, the next month is at most three days old.
        self.init(from: first, to: first.adding(days: 31).startOfMonth)
    }

    /// A week of ISO 8601: week 1 holds January 4th, and the last one December 28th.
    private init?(week text: String) {
        let parts = text.split(separator: "-W", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, let week = Int64(parts[1]), week >= 1,
            let early = WallTime(date: "\(parts[0])-01-04"), let late = WallTime(date: "\(parts[0])-12-28")
        else { return nil }
        let monday = early.startOfWeek.adding(days: 7 * (week - 1))
        guard monday <= late.startOfWeek else { return nil }
        self.init(from: monday, to: monday.adding(days: 7))
    }

    private init?(span text: String) {
        guard let span = WrittenSpan(text)?.span else { return nil }
        self = .last(span)
    }

    private static func complaint(about text: String) -> String {
        if text.hasSuffix("-W53"), Period(week: text.dropLast(2) + "52") != nil { return "that year has 52 weeks" }
        return "not a period"
    }
}
