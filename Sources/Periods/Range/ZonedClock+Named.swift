package import Timelines

extension ZonedClock {
    /// The last instant that `text`, the value of the option `option`, names at the instant `now`: an instant itself, the last
    /// millisecond of a date, or so long before now.
    package func lastInstant(
        named text: String,
        option: String,
        now: Instant
    ) throws(PeriodError) -> Instant {
        let bound = try RangeBound(text, namedAt: "\(option) \(text)")
        let end = bound.end(now: now, clock: self)
        if case .date = bound { return end - TimeSpan(milliseconds: 1) }
        return end
    }
}
