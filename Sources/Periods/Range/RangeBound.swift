import Timelines

/// One end of a range, as an option names it.
enum RangeBound: Hashable, Sendable {
    case instant(Instant)
    /// Midnight at the beginning of the date.
    case date(WallTime)
    case before(TimeSpan)

    /// Reads `2026-11-09T14:30:00Z`, `2026-11-09` or `-7d`.
    init(_ text: String, namedAt place: String) throws(PeriodError) {
        if let instant = Instant(iso8601: text) {
            self = .instant(instant)
        } else if let date = WallTime(date: text) {
            self = .date(date)
        } else if text.hasPrefix("-"), let span = WrittenSpan(text.dropFirst())?.span {
            self = .before(span)
        } else {
            throw PeriodError(
                code: .badBound,
                place: place,
                message: "not an instant, a date or a relative time",
                hint: RangeBound.hint(for: text)
            )
        }
    }

    /// Where a range from here begins.
    func beginning(now: Instant, clock: ZonedClock) -> Instant {
        switch self {
        case .instant(let instant): instant
        case .date(let midnight): clock.firstInstant(showing: midnight)
        case .before(let span): now - span
        }
    }

    /// Where a range to here ends: at the end of a date.
    func end(now: Instant, clock: ZonedClock) -> Instant {
        switch self {
        case .instant, .before: beginning(now: now, clock: clock)
        case .date(let midnight): clock.firstInstant(showing: midnight.adding(days: 1))
        }
    }

    private static func hint(for text: String) -> String {
        if Instant(iso8601: text + "Z") != nil { return "add its zone: \(text)Z, or an offset such as +01:00" }
        if WrittenSpan(text)?.span != nil { return "write -\(text) for so long before now" }
        return "write 2026-11-09T14:30:00Z, 2026-11-09 or -7d"
    }
}
