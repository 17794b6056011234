package import Timelines

/// An instant as a person writes it, everywhere in the program.
enum WrittenInstant: Hashable, Sendable {
    case instant(Instant)
    /// What the clock of the report's zone shows.
    case local(WallTime)
    /// Midnight at the beginning of a date.
    case date(WallTime)
    /// So long before now.
    case before(TimeSpan)
    /// So many days from today, with the milliseconds after midnight where a time stands behind it.
    case day(Int64, time: Int64?)
    /// A time of day alone, in milliseconds after midnight.
    case timeOfDay(Int64)

    /// Reads a time with a zone (`2026-11-09T14:30Z`, `2026-11-09 15:30 +01:00`) or without one (`2026-11-09 14:30`), a date, `now`,
    /// `today`, `yesterday`, `yesterday 18:00`, a time of day (`14:30`), or so long before now (`-2h`, `2h`).
    init(_ text: String, namedAt source: String) throws(PeriodError) {
        guard let written = WrittenInstant(text) else {
            throw PeriodError(
                code: .badBound,
                source: source,
                message: "not a time",
                hint: "write 2026-11-09 14:30, a date, 14:30, yesterday 18:00, now or -2h"
            )
        }
        self = written
    }

    init?(_ text: String) {
        if let instant = Instant(iso8601: WrittenInstant.joiningZone(text)) {
            self = .instant(instant)
        } else if let date = WallTime(date: text) {
            self = .date(date)
        } else if let local = Instant(iso8601: text + "Z") {
            // A clock in UTC shows it then.
            self = .local(WallTime(milliseconds: local.milliseconds))
        } else if let time = WrittenInstant.timeOfDay(text[...]) {
            self = .timeOfDay(time)
        } else if let span = WrittenSpan(text.hasPrefix("-") ? text.dropFirst() : text[...])?.span {
            self = .before(span)
        } else {
            self.init(word: text)
        }
    }

    private init?(word text: String) {
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        switch words.first {
        case "now" where words.count == 1: self = .before(.zero)
        case "today", "yesterday":
            let time = words.count > 1 ? WrittenInstant.timeOfDay(words[1]) : nil
            guard words.count == 1 || time != nil else { return nil }
            self = .day(words[0] == "today" ? 0 : -1, time: time)
        default: return nil
        }
    }

    /// Whether it is a day, of which a range has all.
    var isDay: Bool {
        switch self {
        case .date, .day(_, nil): true
        case .instant, .local, .before, .day, .timeOfDay: false
        }
    }

    /// Whether it is the present: `now`, or no time before it.
    var isNow: Bool { self == .before(.zero) }

    /// Where a range from here begins: a day with its first moment, a time of day at its latest moment that is not after now.
    func beginning(now: Instant, clock: ZonedClock) -> Instant {
        switch self {
        case .instant(let instant): return instant
        case .local(let time), .date(let time): return clock.firstInstant(showing: time)
        case .before(let span): return now - span
        case .day(let days, let time):
            let midnight = clock.wallTime(at: now).startOfDay.adding(days: days)
            return clock.firstInstant(showing: WallTime(milliseconds: midnight.milliseconds + (time ?? 0)))
        case .timeOfDay(let time):
            let today = clock.moment(time, onDayOf: now)
            return today <= now ? today : clock.moment(time, onDayOf: now, adding: -1)
        }
    }

    /// Where a range to here ends, which begins at `start`: a day with its last moment, a time of day at its first moment after `start`.
    func end(now: Instant, clock: ZonedClock, after start: Instant) -> Instant {
        switch self {
        case .instant, .local, .before, .day(_, .some): return beginning(now: now, clock: clock)
        case .date(let midnight): return clock.firstInstant(showing: midnight.adding(days: 1))
        case .day(let days, nil): return WrittenInstant.day(days + 1, time: nil).beginning(now: now, clock: clock)
        case .timeOfDay(let time):
            let sameDay = clock.moment(time, onDayOf: start)
            return sameDay > start ? sameDay : clock.moment(time, onDayOf: start, adding: 1)
        }
    }

    /// `14:30`, `14:30:15` or `14:30:15.250`, in milliseconds after midnight.
    private static func timeOfDay(_ text: Substring) -> Int64? {
        // Of two digits and a colon, so that nothing else that ISO 8601 has for a time is taken.
        guard text.utf8.count >= 5, Array(text.utf8)[2] == UInt8(ascii: ":"),
            let instant = Instant(iso8601: "1970-01-01T\(text)Z"), instant.milliseconds < TimeSpan.days(1).milliseconds
        else { return nil }
        return instant.milliseconds
    }

    /// With the zone directly behind the time: this program's own texts have a blank there, and call UTC by its name.
    private static func joiningZone(_ text: String) -> String {
        guard let blank = text.lastIndex(of: " ") else { return text }
        let (time, zone) = (text[..<blank], text[text.index(after: blank)...])
        if zone == "UTC" { return time + "Z" }
        return zone.hasPrefix("+") || zone.hasPrefix("-") ? String(time + zone) : text
    }
}

extension ZonedClock {
    /// When the clock shows the time of day, in milliseconds after midnight, on the day of `instant`, or some days later.
    fileprivate func moment(_ time: Int64, onDayOf instant: Instant, adding days: Int64 = 0) -> Instant {
        let midnight = wallTime(at: instant).startOfDay.adding(days: days)
        return firstInstant(showing: WallTime(milliseconds: midnight.milliseconds + time))
    }

    /// The instant that `text` names at the instant `now`; nil where it is written as none.
    ///
    /// Throws: where it is a day, which is no instant.
    package func instant(named text: String, now: Instant, insteadOfDay hint: String) throws(PeriodError) -> Instant? {
        guard let written = WrittenInstant(text) else { return nil }
        guard !written.isDay else {
            throw PeriodError(code: .badBound, source: text, message: "a day, not a time", hint: hint)
        }
        return written.beginning(now: now, clock: self)
    }

    /// The last instant that `text`, the value of the option `option`, names at the instant `now`: an instant itself, or the last
    /// millisecond of a day.
    package func lastInstant(named text: String, option: String, now: Instant) throws(PeriodError) -> Instant {
        let written = try WrittenInstant(text, namedAt: "\(option) \(text)")
        guard written.isDay else { return written.beginning(now: now, clock: self) }
        return written.end(now: now, clock: self, after: .distantPast) - TimeSpan(milliseconds: 1)
    }
}
