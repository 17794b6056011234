package import Timelines

/// A range by a name of its own.
package enum Period: Hashable, Sendable {
    /// Days of the calendar: from one midnight to another.
    case dates(from: DateMark, to: DateMark)
    /// The week from Monday that ended last.
    case lastWeek
    /// From this week's Monday to now.
    case thisWeek
    /// The month that ended last.
    case lastMonth
    /// So long back from now.
    case last(TimeSpan)

    /// A date of the calendar, opaque to others.
    package struct DateMark: Hashable, Sendable {
        let midnight: WallTime
    }

    /// Reads `2026-W46`, `2026-11`, `2026-11-09`, `last-week`, `this-week`, `last-month` or `7d`.
    package init(_ text: String, namedAt source: String) throws(PeriodError) {
        switch text {
        case "last-week": self = .lastWeek
        case "this-week": self = .thisWeek
        case "last-month": self = .lastMonth
        default:
            guard let period = Period(day: text) ?? Period(month: text) ?? Period(week: text) ?? Period(span: text)
            else {
                throw PeriodError(
                    code: .badPeriod,
                    source: source,
                    message: Period.complaint(about: text),
                    hint: "write 2026-W46, 2026-11, 2026-11-09, last-week, this-week, last-month or 7d"
                )
            }
            self = period
        }
    }

    /// The interval that it means at the instant `now`, by the clock's days.
    package func interval(now: Instant, clock: ZonedClock) -> Interval {
        let today = clock.wallTime(at: now)
        switch self {
        case .dates(let first, let next):
            return Interval(
                start: clock.firstInstant(showing: first.midnight),
                end: clock.firstInstant(showing: next.midnight)
            )
        case .lastWeek:
            let monday = today.startOfWeek
            return Interval(
                start: clock.firstInstant(showing: monday.adding(days: -7)),
                end: clock.firstInstant(showing: monday)
            )
        case .thisWeek:
            return Interval(start: clock.firstInstant(showing: today.startOfWeek), end: now)
        case .lastMonth:
            let month = today.startOfMonth
            return Interval(
                start: clock.firstInstant(showing: month.adding(days: -1).startOfMonth),
                end: clock.firstInstant(showing: month)
            )
        case .last(let span):
            return Interval(start: now - span, end: now)
        }
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
