internal import Answers
internal import ArgumentParser
internal import Foundation
internal import Periods
internal import Rendering
internal import Timelines

/// By whose clock.
struct ZoneOptions: ParsableArguments {
    @Option(
        name: [.long, .customLong("tz")],
        help: ArgumentHelp(
            "Time zone of days, weeks and times without a zone, such as Europe/Berlin. (env: TACHO_TIMEZONE; default: timezone of the configuration, else UTC)",
            valueName: "zone"
        )
    )
    private var timezone: String?

    /// Whether the option names a zone.
    var isNamed: Bool { timezone != nil }

    /// The request with the zone that is chosen here.
    func naming(_ request: RangeRequest, _ configured: ZonedClock?) -> RangeRequest {
        var request = request
        request.defaultClock = configured ?? .utc
        request.timeZone = timezone ?? environment("TACHO_TIMEZONE")
        request.timeZoneSource = timezone == nil ? "TACHO_TIMEZONE" : "--timezone"
        return request
    }
}

/// Which stretch of time, by whose clock.
struct RangeOptions: ParsableArguments {
    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp(
            "Start of the range: '2026-11-09 14:30', a date, 14:30, 'yesterday 18:00', today, or -7d (7 days ago).",
            valueName: "time"
        )
    )
    private var from: String?

    @Option(name: .long, parsing: .unconditional, help: ArgumentHelp("The same as --from.", valueName: "time"))
    private var since: String?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp("End of the range; a date means the end of that day. (default: now)", valueName: "time")
    )
    private var to: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The range as a period: 2026-W46, 2026-11, 2026-11-09, today, yesterday, this-week, last-week, "
                + "this-month, last-month or 7d.",
            valueName: "period"
        )
    )
    private var period: String?

    @OptionGroup private var zone: ZoneOptions

    private func request(_ configured: ZonedClock?) -> RangeRequest {
        naming(RangeRequest(from: from, since: since, to: to, period: period), configured)
    }

    /// The request with the zone that is chosen here.
    func naming(_ request: RangeRequest, _ configured: ZonedClock?) -> RangeRequest {
        zone.naming(request, configured)
    }

    /// The clock of the zone; `configured` is that of the configuration, where the options name none.
    func clock(_ configured: ZonedClock?) throws(PeriodError) -> ZonedClock { try request(configured).clock() }

    /// The range that the options mean; `defaultPeriod` where none names one.
    func range(
        at present: Present,
        _ configured: ZonedClock? = nil,
        default defaultPeriod: Period = .lastWeek
    ) throws(PeriodError) -> ReportRange {
        try request(configured).resolved(at: present, defaultPeriod: defaultPeriod)
    }

    /// Whether the range is a period, also the one that is meant where nothing is named.
    var isPeriod: Bool { period != nil || !namesRange }

    /// Whether an option names a range.
    var namesRange: Bool { request(nil).namesRange }

    /// Whether an option names a zone.
    var namesZone: Bool { zone.isNamed }
}

/// Whether only what had been recorded by an instant is used.
struct KnowledgeOptions: ParsableArguments {
    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp(
            "Use only what was recorded by this time; a date means the end of that day. Other times count from it.",
            valueName: "time"
        )
    )
    private var asKnownAt: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A range that ends now ends where the containers are covered that were read completely no longer ago than this.",
            valueName: "span"
        )
    )
    private var maxAge = SpanText(argument: "\(CoverageGap.freshness.milliseconds / 60_000)m")

    /// How long ago the last complete reading of a container can be for a range that ends now to end there.
    func greatestAge() throws -> TimeSpan { try maxAge.span(of: "--max-age") }

    /// The instant up to which something is known, nil for everything; and what is taken as now: that instant, or the client's clock.
    func now(by clock: ZonedClock) throws -> (now: Instant, known: Instant?) {
        let now = try clientClock()()
        guard let asKnownAt else { return (now, nil) }
        let known = try clock.lastInstant(named: asKnownAt, option: "--as-known-at", now: now)
        return (min(known, now), known)
    }
}

/// What a range is worth that is not covered to its end.
struct CoverageOptions: ParsableArguments {
    @Flag(name: .long, help: "Exit with 0, not 3, if the log does not cover the range to its end.")
    var allowStale = false
}

/// The earlier range beside which a report's figures stand.
struct ComparisonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Compare with an earlier period, previous or as for --period; none for no comparison. (default: previous, if the range is a period and the log goes back that far)",
            valueName: "period"
        )
    )
    private var compare: String?

    /// Whether there is a comparison even where nothing is known of the earlier range.
    var isAsked: Bool { compare != nil && !isRefused }
    var isRefused: Bool { compare == "none" }

    /// The earlier range, by the clock of the report's; nil where none is named, or none is wanted.
    ///
    /// Throws: where the period can't be understood, is empty, or does not end before the report's range begins.
    func earlier(than range: ReportRange, at present: Present) throws -> ReportRange? {
        guard let compare, !isRefused else { return nil }
        if compare == "previous" { return range.previous }
        let place = "--compare \(compare)"
        let earlier: ReportRange
        do {
            earlier = try Period(compare, namedAt: place).range(at: present, clock: range.clock)
        } catch var error {
            error.hint += ", or previous"
            throw error
        }
        let interval = earlier.interval
        guard interval.start < interval.end else {
            throw Failure.usage("\(place): no time of it has passed; name an earlier period, or previous")
        }
        guard interval.end <= range.interval.start else {
            let overlaps = interval.intersection(range.interval).length > .zero
            throw Failure.usage(
                "\(place): it \(overlaps ? "overlaps" : "is later than") the report's range, which begins at "
                    + "\(range.clock.text(range.interval.start)); name a period that ends before, or previous"
            )
        }
        return earlier
    }
}

/// The client's clock, or the instant in TACHO_NOW, which replaces it for tests and for repeating a run.
func clientClock() throws -> @Sendable () -> Instant {
    guard let text = ProcessInfo.processInfo.environment["TACHO_NOW"], !text.isEmpty else {
        return {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
        }
    }
    guard let instant = Instant(iso8601: text) else {
        throw Failure.usage("TACHO_NOW: “\(text)” is no instant; write one such as 2026-11-09T14:30:00Z")
    }
    return { instant }
}

/// The value of an environment variable; nil where it is not set, or empty.
func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
}

extension InstantStyle {
    /// Instants are shown as `clock` shows them.
    init(_ clock: ZonedClock) {
        self.init(timezone: clock.identifier) { clock.offset(at: $0) }
    }
}
