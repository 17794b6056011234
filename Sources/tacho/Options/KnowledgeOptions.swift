internal import ArgumentParser
internal import Periods
internal import Timelines

/// Whether only what had been recorded by an instant is used.
struct KnowledgeOptions: ParsableArguments {
    @Option(
        name: .long,
        parsing: .unconditional,
        help: ArgumentHelp("Use only what had been recorded by then; of a date, by its end.", valueName: "time")
    )
    private var asKnownAt: String?

    /// The instant that the option means; nil, for everything, where it is not given.
    func instant(at now: Instant, clock: ZonedClock) throws(PeriodError) -> Instant? {
        guard let asKnownAt else { return nil }
        return try clock.lastInstant(named: asKnownAt, option: "--as-known-at", now: now)
    }
}
