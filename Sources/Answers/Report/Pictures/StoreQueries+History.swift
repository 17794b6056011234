package import Periods
internal import ServiceLevels
internal import Study
internal import Timelines

extension StoreQueries {
    /// What the pictures of the report over `range` show beside its figures.
    package func reportHistory(over range: ReportRange) async throws -> ReportHistory {
        let plan = HistoryPlan(range)
        let groups = choices.groups.groups
        let found = try await totals(plan)
        let periods = plan.periods.enumerated().map { place, period in
            HistoryPeriod(
                interval: period.interval,
                name: period.name.short,
                service: Dictionary(
                    zip(groups, found.service).map { ($0.name, $1[place]) },
                    uniquingKeysWith: { first, _ in first }
                ),
                starts: found.starts[place].figures,
                explicitRestarts: found.restarts[place].explicit,
                otherRestarts: found.restarts[place].other
            )
        }
        let lanes = found.worstLanes
        return ReportHistory(
            periods: periods,
            days: zip(plan.days, found.dayService).map { HistoryDay(interval: $0, service: $1) },
            lanes: lanes,
            otherLanes: found.blemished - lanes.count,
            quietContainers: found.quiet,
            weeks: zip(groups, found.weeks).filter { $0.0.hours != .always && $0.1.known.contains { $0 > .zero } }
                .map { GroupWeek(group: $0.name, up: $1.up, known: $1.known) },
            starts: found.dots,
            startsNow: SampleSummary(found.starts[plan.periods.count - 1]),
            startsBefore: SampleSummary(found.starts[plan.periods.count - 2]),
            changes: try await changes(over: plan.whole, clock: range.clock)
        )
    }

    /// What the times of `plan` add up to.
    func totals(_ plan: HistoryPlan) async throws -> HistoryTotals {
        let options = options(over: plan.whole)
        let groups = options.groups.groups
        let isPromised = groups.map { $0.objective != nil }
        let study = ContainerStudy(options: options, symbols: symbols)
        return try await source.fold(
            into: HistoryTotals(
                plan,
                study,
                // Those with an objective, or all if none has one.
                shown: isPromised.contains(true) ? isPromised : groups.map { _ in true },
                isTimed: groups.map { $0.hours != .always }
            ),
            of: chosen,
            from: study.scope,
            before: plan.whole.end,
            listings: plan.whole
        )
    }

    /// From the first entry in `range` on: what is assumed of the time before is no measurement.
    private func changes(over range: Interval, clock: ZonedClock) async throws -> [HistoryChange] {
        guard let first = try source.firstEntry(of: chosen), first < range.end else { return [] }
        let known = Interval(start: max(first, range.start), end: range.end)
        var wanted = TrendChoices()
        wanted.isExplained = false
        let trend = try await trendReport(over: known, clock: clock, wanted)
        return trend.figures.series.filter { $0.containerID == nil }.flatMap { series in
            series.changes.map { HistoryChange(metric: series.metric, at: $0.at) }
        }
    }
}

extension SampleSummary {
    /// The most samples that are kept.
    private static let most = 200

    init(_ distribution: LatencyDistribution) {
        let samples = OrderedSamples(distribution)
        let count = min(samples.count, Self.most)
        self.init(
            n: samples.count,
            values: (0..<count).map { samples[$0 * max(samples.count - 1, 0) / max(count - 1, 1)] }
        )
    }
}
