internal import ArgumentParser
internal import Periods
internal import Timelines

/// The earlier range beside which a report's figures stand.
struct ComparisonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Beside each figure that of an earlier period, and which changes are beyond chance: previous, or as --period.",
            valueName: "period"
        )
    )
    private var compare: String?

    /// Whether a comparison is asked for.
    var isAsked: Bool { compare != nil }

    /// The earlier range, by the clock of the report's; nil where none is named.
    ///
    /// Throws: where the period can't be understood, is empty, or does not end before the report's range begins.
    func earlier(than range: ReportRange, at now: Instant) throws -> ReportRange? {
        guard let compare else { return nil }
        if compare == "previous" { return range.previous }
        let place = "--compare \(compare)"
        let interval: Interval
        do {
            interval = try Period(compare, namedAt: place).interval(now: now, clock: range.clock)
        } catch var error {
            error.hint += ", or previous"
            throw error
        }
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
        return ReportRange(interval: interval, clock: range.clock)
    }
}
