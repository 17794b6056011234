internal import ArgumentParser
internal import Periods
internal import Timelines

/// Which stretch of time, by whose clock.
struct RangeOptions: ParsableArguments {
    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp("Its beginning: an instant, a date, or -7d for so long before now.", valueName: "time")
    )
    private var from: String?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp("Its end; of a date, the end of that day. Without it: now.", valueName: "time")
    )
    private var to: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "2026-W46, 2026-11, 2026-11-09, last-week, this-week, last-month or 7d.",
            valueName: "period"
        )
    )
    private var period: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The time zone of days and weeks, such as Europe/Berlin.", valueName: "zone")
    )
    var timezone: String?

    private var request: RangeRequest {
        RangeRequest(from: from, to: to, period: period, timeZone: timezone)
    }

    /// The range that the options mean; last week where none names one.
    func range(at now: Instant) throws(PeriodError) -> ReportRange {
        try request.resolved(at: now)
    }

    /// The range that the options mean; nil, with the clock, where none names one.
    func rangeIfNamed(at now: Instant) throws(PeriodError) -> (range: Interval?, clock: ZonedClock) {
        let resolved = try request.resolved(at: now)
        return (request.namesRange ? resolved.interval : nil, resolved.clock)
    }
}
