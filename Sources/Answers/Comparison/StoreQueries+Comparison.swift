package import Periods
internal import Study
internal import Timelines

extension StoreQueries {
    /// The stability report beside the figures of the `earlier` range; `listed` limits windows and restarts, no total.
    package func stabilityReport(
        over range: ReportRange,
        comparedWith earlier: ReportRange,
        listed: Int?
    ) async throws -> StabilityReport {
        let now = try await comparedSide(over: range.interval, listed: listed)
        // Of windows and restarts the totals are enough.
        let before = try await comparedSide(over: earlier.interval, listed: 1)
        return StabilityReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices.stated(listed: listed),
            log: log,
            figures: now.figures,
            comparison: try Comparison().figures(of: now, with: before, over: earlier.interval)
        )
    }

    private func comparedSide(over range: Interval, listed: Int?) async throws -> ComparedSide {
        let found = try await figures(
            over: range,
            listed: listed,
            gathering: LatencyKind.inOrder.map { SampleCollection(kind: $0, range: range, symbols: symbols) }
        )
        return ComparedSide(figures: found.figures, samples: found.samples)
    }
}
