package import Timelines

/// The options that name a range, as they were written.
package struct RangeRequest: Hashable, Sendable {
    /// `--from`: an instant, the beginning of a date, or so long before now.
    package var from: String?
    /// `--to`: an instant, the end of a date, or so long before now.
    package var to: String?
    package var period: String?
    /// `--timezone`; UTC where it is not given.
    package var timeZone: String?
    /// What stands before the options' names in error messages: `baseline-` for `--baseline-from`.
    package var optionPrefix: String

    package init(
        from: String? = nil,
        to: String? = nil,
        period: String? = nil,
        timeZone: String? = nil,
        optionPrefix: String = ""
    ) {
        self.from = from
        self.to = to
        self.period = period
        self.timeZone = timeZone
        self.optionPrefix = optionPrefix
    }

    /// Whether any option names a range.
    package var namesRange: Bool {
        from != nil || to != nil || period != nil
    }

    /// The range that the options mean at the instant `now`.
    ///
    /// Without `--to` it ends now. Where nothing names a range it is `defaultPeriod`: the last whole week is the one that
    /// gives the same report on every day of the present one. Throws where an option can't be understood, where options
    /// contradict each other, and where the range is empty.
    package func resolved(
        at now: Instant,
        defaultPeriod: Period = .lastWeek
    ) throws(PeriodError) -> ReportRange {
        let clock = try clock()
        let interval = try interval(now: now, clock: clock, defaultPeriod: defaultPeriod)
        guard interval.start < interval.end else {
            throw PeriodError(
                code: .emptyRange,
                source: given,
                message: "the range ends (\(clock.text(interval.end))) no later than it begins "
                    + "(\(clock.text(interval.start)))",
                hint: "let the end be after the beginning"
            )
        }
        return ReportRange(interval: interval, clock: clock)
    }

    private func clock() throws(PeriodError) -> ZonedClock {
        guard let timeZone else { return .utc }
        return try ZonedClock(timeZone: timeZone, namedAt: "--timezone \(timeZone)")
    }

    private func interval(
        now: Instant,
        clock: ZonedClock,
        defaultPeriod: Period
    ) throws(PeriodError) -> Interval {
        if let period {
            guard from == nil, to == nil else {
                throw PeriodError(
                    code: .badCombination,
                    source: given,
                    message: "both name the range",
                    hint: "give either \(option("period")) or \(option("from")) and \(option("to"))"
                )
            }
            return try Period(period, namedAt: "\(option("period")) \(period)").interval(now: now, clock: clock)
        }
        guard let from else {
            guard to == nil else {
                throw PeriodError(
                    code: .badCombination,
                    source: given,
                    message: "where the range begins is open",
                    hint: "add \(option("from"))"
                )
            }
            return defaultPeriod.interval(now: now, clock: clock)
        }
        let start = try RangeBound(from, namedAt: "\(option("from")) \(from)").beginning(now: now, clock: clock)
        guard let to else { return Interval(start: start, end: now) }
        let end = try RangeBound(to, namedAt: "\(option("to")) \(to)").end(now: now, clock: clock)
        return Interval(start: start, end: end)
    }

    private func option(_ name: String) -> String {
        "--\(optionPrefix)\(name)"
    }

    /// The options as they were given.
    private var given: String {
        let named = [("from", from), ("to", to), ("period", period)]
        let texts = named.compactMap { name, value in value.map { "\(option(name)) \($0)" } }
        return texts.isEmpty ? option("period") : texts.joined(separator: " ")
    }
}

/// One end of a range, as an option names it.
enum RangeBound: Hashable, Sendable {
    case instant(Instant)
    /// Midnight at the beginning of the date.
    case date(WallTime)
    case before(TimeSpan)

    /// Reads `2026-11-09T14:30:00Z`, `2026-11-09` or `-7d`.
    init(_ text: String, namedAt source: String) throws(PeriodError) {
        if let instant = Instant(iso8601: text) {
            self = .instant(instant)
        } else if let date = WallTime(date: text) {
            self = .date(date)
        } else if text.hasPrefix("-"), let span = WrittenSpan(text.dropFirst())?.span {
            self = .before(span)
        } else {
            throw PeriodError(
                code: .badBound,
                source: source,
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
        if WrittenSpan(text)?.span != nil { return "write -\(text) for that long ago" }
        return "write 2026-11-09T14:30:00Z, 2026-11-09 or -7d"
    }
}
