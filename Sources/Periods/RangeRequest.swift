internal import Timelines

/// The options that name a range, as they were written.
package struct RangeRequest: Hashable, Sendable {
    /// `--from`: an instant, or the beginning of a date.
    package var from: String?
    /// `--since`: another name of `--from`.
    package var since: String?
    /// `--to`: an instant, or the end of a date.
    package var to: String?
    package var period: String?
    /// `defaultClock` is of the zone where none is given.
    package var timeZone: String?
    package var defaultClock = ZonedClock.utc
    /// What names the zone, for error messages.
    package var timeZoneSource: String
    /// What stands before the options' names in error messages: `baseline-` for `--baseline-from`.
    package var optionPrefix: String

    package init(
        from: String? = nil,
        since: String? = nil,
        to: String? = nil,
        period: String? = nil,
        timeZone: String? = nil,
        timeZoneSource: String = "--timezone",
        optionPrefix: String = ""
    ) {
        self.from = from
        self.since = since
        self.to = to
        self.period = period
        self.timeZone = timeZone
        self.timeZoneSource = timeZoneSource
        self.optionPrefix = optionPrefix
    }

    /// Whether any option names a range.
    package var namesRange: Bool {
        from != nil || since != nil || to != nil || period != nil
    }

    /// The range that the options mean at the instant `now`.
    ///
    /// Without `--to` it ends now, and so does one whose last day or period is not over: where what is known of
    /// the present ends. Where nothing names a range it is `defaultPeriod`: the last whole week is the one that gives the same
    /// report on every day of the present one. Throws where an option can't be understood, where options contradict each other, and
    /// where the range is empty or has not begun.
    package func resolved(
        at present: Present,
        defaultPeriod: Period = .lastWeek
    ) throws(PeriodError) -> ReportRange {
        let clock = try clock()
        let now = present.now
        let range = try range(at: present, clock: clock, defaultPeriod: defaultPeriod)
        guard range.interval.start < range.interval.end else {
            if range.interval.end == present.end, range.interval.start < now {
                throw PeriodError(
                    code: .emptyRange,
                    source: given,
                    message:
                        "the range begins at \(clock.text(range.interval.start)), and the log was read as it was at "
                        + clock.text(present.end),
                    hint: "run tacho ingest, or name an earlier beginning"
                )
            }
            let start = clock.text(range.interval.start)
            throw range.interval.start > now
                ? PeriodError(
                    code: .emptyRange,
                    source: given,
                    message: "the range has not begun: it begins at \(start), and now it is \(clock.text(now))",
                    hint: "name an earlier one"
                )
                : PeriodError(
                    code: .emptyRange,
                    source: given,
                    message: "the range ends (\(clock.text(range.interval.end))) no later than it begins (\(start))",
                    hint: "let the end be after the beginning"
                )
        }
        return range
    }

    /// The clock by which days and times without a zone are meant.
    package func clock() throws(PeriodError) -> ZonedClock {
        guard let timeZone else { return defaultClock }
        return try ZonedClock(timeZone: timeZone, namedAt: "\(timeZoneSource) \(timeZone)")
    }

    private func range(
        at present: Present,
        clock: ZonedClock,
        defaultPeriod: Period
    ) throws(PeriodError) -> ReportRange {
        let now = present.now
        let begin = from ?? since
        if let period {
            guard begin == nil, to == nil else {
                throw PeriodError(
                    code: .badCombination,
                    source: given,
                    message: "both name the range",
                    hint: "give either \(option("period")) or \(option("from")) and \(option("to"))"
                )
            }
            return try Period(period, namedAt: "\(option("period")) \(period)").range(at: present, clock: clock)
        }
        guard from == nil || since == nil else {
            throw PeriodError(
                code: .badCombination,
                source: given,
                message: "both name where the range begins",
                hint: "give one of them"
            )
        }
        guard let begin else {
            guard to == nil else {
                throw PeriodError(
                    code: .badCombination,
                    source: given,
                    message: "where the range begins is open",
                    hint: "add \(option("from"))"
                )
            }
            return defaultPeriod.range(at: present, clock: clock)
        }
        let name = since == nil ? option("from") : option("since")
        let start = try WrittenInstant(begin, namedAt: "\(name) \(begin)").beginning(now: now, clock: clock)
        guard let to else { return ReportRange(interval: Interval(start: start, end: present.end), clock: clock) }
        let last = try WrittenInstant(to, namedAt: "\(option("to")) \(to)")
        let end = last.end(now: now, clock: clock, after: start)
        let isPresent = last.isNow || last.isDay && end > now
        return ReportRange(interval: Interval(start: start, end: isPresent ? present.end : end), clock: clock)
    }

    private func option(_ name: String) -> String {
        "--\(optionPrefix)\(name)"
    }

    /// The options as they were given.
    private var given: String {
        let named = [("from", from), ("since", since), ("to", to), ("period", period)]
        let texts = named.compactMap { name, value in value.map { "\(option(name)) \($0)" } }
        return texts.isEmpty ? option("period") : texts.joined(separator: " ")
    }
}
