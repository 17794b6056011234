package import Periods

extension StoreQueries {
    /// The stability report; `listed` limits windows and restarts, no total.
    package func stabilityReport(over range: ReportRange, listed: Int?) async throws -> StabilityReport {
        StabilityReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices.stated(listed: listed),
            log: log,
            figures: try await figures(over: range.interval, listed: listed).figures
        )
    }
}
