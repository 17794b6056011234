internal import Rendering
package import ServiceLevels
internal import Statistics
internal import Study
package import Timelines

/// The regression gate: compares a candidate's latencies with a baseline's, and a candidate's figures with budgets.
package struct Gate: Sendable {
    package let options: GateOptions

    package init(_ options: GateOptions = .standard) {
        self.options = options
    }

    /// Everything that the gate says of a candidate: `samples` of its range, the `figures` of the same range and scope, and the
    /// baseline with what was not covered of it; without a baseline there are budgets alone. What is not covered to its end is
    /// stale, unless that is allowed. `earlier` are the ranges before the candidate's in each of which something has to be slower than
    /// the baseline as well to be a regression.
    ///
    /// Throws: `overlappingRanges`, `otherKind`, `otherGrouping`.
    package func figures(
        of samples: RangeSamples,
        figures: StabilityFigures,
        against baseline: RangeSamples? = nil,
        confirmedBy earlier: [RangeSamples] = [],
        baselineStale: [StaleContainer] = [],
        allowsStale: Bool = false,
        budgets: [GateBudget] = [],
        accepting accepted: [AcceptedRegression] = []
    ) throws(GateError) -> GateFigures {
        var comparisons =
            if let baseline { try comparisons(of: samples, with: baseline) } else { [GateComparison]() }
        if let baseline, !earlier.isEmpty { try confirm(&comparisons, by: earlier, against: baseline) }
        var results = results(of: budgets, kind: samples.kind, figures: figures)
        // By the candidate's end, not by a clock: the same check gives the same answer.
        var acceptance = Acceptance(accepted, at: samples.range.end)
        for index in comparisons.indices where comparisons[index].verdict == .regression {
            if acceptance.accepts(comparisons[index].names) { comparisons[index].verdict = .accepted }
        }
        for index in results.indices where results[index].verdict == .regression {
            if acceptance.accepts([results[index].budget.text]) { results[index].verdict = .accepted }
        }
        let stale = figures.coverage.stale
        let staleBefore = baseline == nil ? [] : baselineStale
        return GateFigures(
            kind: samples.kind,
            grouping: samples.grouping,
            options: options,
            comparisons: comparisons,
            budgets: results,
            acceptances: acceptance.states,
            stale: stale,
            baselineStale: staleBefore,
            verdict: Self.verdict(
                of: comparisons,
                budgets: results,
                isStale: !allowsStale && !(stale + staleBefore).isEmpty,
                isGrouped: baseline != nil && samples.grouping != nil
            )
        )
    }

    /// Says of each regression in how many of the `earlier` ranges it is one as well; one that is not in all of them is unconfirmed.
    private func confirm(
        _ comparisons: inout [GateComparison],
        by earlier: [RangeSamples],
        against baseline: RangeSamples
    ) throws(GateError) {
        var slower: [[GateComparison]] = []
        for range in earlier {
            slower.append(try self.comparisons(of: range, with: baseline).filter { $0.verdict == .regression })
        }
        for index in comparisons.indices where comparisons[index].verdict == .regression {
            let group = comparisons[index].group
            let confirmed = slower.count { range in
                range.contains { other in
                    guard let group, let same = other.group else { return group == nil && other.group == nil }
                    return group.isSame(as: same)
                }
            }
            comparisons[index].confirmed = confirmed
            if confirmed < earlier.count { comparisons[index].verdict = .unconfirmed }
        }
    }

    /// The first that applies: regression, stale, inconclusive, pass.
    ///
    /// Groups with too few samples decide nothing. Where there is neither a comparison nor a budget, or where groups were asked for and
    /// all of them have too few samples, nothing was judged, which is inconclusive.
    package static func verdict(
        of comparisons: [GateComparison],
        budgets: [GateBudgetResult],
        isStale: Bool,
        isGrouped: Bool = false
    ) -> GateVerdict {
        let deciding = comparisons.filter { $0.group == nil }.map(\.verdict) + budgets.map(\.verdict)
        if deciding.contains(.regression) || comparisons.contains(where: { $0.verdict == .regression }) {
            return .regression
        }
        if isStale { return .stale }
        let isNoGroupJudged = isGrouped && comparisons.allSatisfy { $0.group == nil || $0.verdict == .inconclusive }
        return isNoGroupJudged || deciding.isEmpty || deciding.contains(.inconclusive) ? .inconclusive : .pass
    }
}

/// What a check is asked, but for the candidate's range.
package struct GateQuestion {
    package var kind: LatencyKind
    package var grouping: GateGrouping?
    package var options: GateOptions
    /// Whether a range that is not covered to its end can pass.
    package var allowsStale: Bool
    package var budgets: [GateBudget]
    /// What does not fail though it is a regression or exceeds a budget.
    package var accepted: [AcceptedRegression]

    package init(
        kind: LatencyKind,
        grouping: GateGrouping?,
        options: GateOptions,
        allowsStale: Bool = false,
        budgets: [GateBudget],
        accepted: [AcceptedRegression] = []
    ) {
        self.kind = kind
        self.grouping = grouping
        self.options = options
        self.allowsStale = allowsStale
        self.budgets = budgets
        self.accepted = accepted
    }
}

/// One side of a check, with what its range's figures say.
package struct GateRange {
    package var samples: RangeSamples
    package var figures: StabilityFigures
}

/// A baseline as a check uses it, wherever it came from.
package struct GateBaseline {
    package var samples: RangeSamples
    package var stale: [StaleContainer]
    package var stated: CheckedBaseline

    package init(_ saved: SavedBaseline) {
        samples = saved.samples
        stale = saved.stale
        stated = CheckedBaseline(
            range: saved.samples.range,
            timezone: saved.timezone,
            log: LogState(size: saved.logSize, root: saved.logRoot)
        )
    }
}

extension Gate {
    /// The comparisons of a candidate with a baseline: pooled first, then every group that either of them has, in the order of
    /// `GateGroup.precedes`.
    ///
    /// A baseline that was grouped can serve a candidate that is not; the groups are then left out.
    ///
    /// Throws: `overlappingRanges`, `otherKind`, `otherGrouping`.
    package func comparisons(
        of candidate: RangeSamples,
        with baseline: RangeSamples
    ) throws(GateError) -> [GateComparison] {
        try check(candidate, against: baseline)
        let pooled = ComparisonMeasurement(
            group: nil,
            kind: candidate.kind,
            baseline: baseline.pooled,
            candidate: candidate.pooled,
            options: options
        )
        let groups = pairs(of: candidate, with: baseline).map { pair in
            ComparisonMeasurement(
                group: pair.group,
                kind: candidate.kind,
                baseline: pair.baseline,
                candidate: pair.candidate,
                options: options
            )
        }
        return [judgedAlone(pooled)] + judgedTogether(groups)
    }

    /// The pooled comparison, which stands outside of the groups' adjustment.
    func judgedAlone(_ measurement: ComparisonMeasurement) -> GateComparison {
        measurement.judged(adjustedP: measurement.p, options: options)
    }

    /// The comparisons of groups, their p adjusted over those with enough samples.
    func judgedTogether(_ measurements: [ComparisonMeasurement]) -> [GateComparison] {
        var adjusted = HolmAdjustment.adjusted(measurements.filter(\.isEnough).compactMap(\.p))[...]
        return measurements.map { measurement in
            let own = measurement.isEnough && measurement.p != nil ? adjusted.popFirst() : nil
            return measurement.judged(adjustedP: own, options: options)
        }
    }

    /// Both sides of every group that either of them has, in order; the side that lacks it is empty.
    func pairs(of candidate: RangeSamples, with baseline: RangeSamples) -> [GroupPair] {
        guard candidate.grouping != nil else { return [] }
        var pairs: [GroupPair] = []
        var old = baseline.groups[...]
        for new in candidate.groups {
            while let next = old.first, GateGroup.precedes(next.group, new.group) {
                pairs.append(GroupPair(group: next.group, baseline: next.samples, candidate: LatencySamples()))
                old.removeFirst()
            }
            let isShared = old.first?.group.isSame(as: new.group) ?? false
            // Under the name that it bears now.
            let same = isShared ? old.popFirst() : nil
            pairs.append(
                GroupPair(group: new.group, baseline: same?.samples ?? LatencySamples(), candidate: new.samples)
            )
        }
        return pairs + old.map { GroupPair(group: $0.group, baseline: $0.samples, candidate: LatencySamples()) }
    }

    private func check(_ candidate: RangeSamples, against baseline: RangeSamples) throws(GateError) {
        guard candidate.range.intersection(baseline.range).length == .zero else {
            throw GateError(
                code: .overlappingRanges,
                message: "the baseline \(baseline.range.text) overlaps the range \(candidate.range.text)",
                hint: "compare ranges that share no instant"
            )
        }
        guard candidate.kind == baseline.kind else {
            throw GateError(
                code: .otherKind,
                message: "the baseline holds latencies of \(baseline.kind.rawValue), not of \(candidate.kind.rawValue)",
                hint: "name the same kind, or save a baseline of this one"
            )
        }
        guard candidate.grouping == nil || candidate.grouping == baseline.grouping else {
            let wanted = candidate.grouping?.rawValue ?? ""
            let grouping = baseline.grouping.map { "grouped by \($0.rawValue)" } ?? "not grouped"
            throw GateError(
                code: .otherGrouping,
                message: "the baseline is \(grouping), not by \(wanted)",
                hint: "group by the same, or save a baseline that is grouped by \(wanted)"
            )
        }
    }
}

/// Both sides of a group.
struct GroupPair: Sendable {
    let group: GateGroup
    let baseline: LatencySamples
    let candidate: LatencySamples
}

extension Interval {
    /// Both ends as instants.
    fileprivate var text: String { "\(start.description) to \(end.description)" }
}

extension Gate {
    /// The budgets beside the figures of the range and scope that they limit, in their order; latencies are those of `kind`.
    ///
    /// Downtime and failed starts are counts, and nothing counted where nothing is known would keep any budget. Where no time of the
    /// range is known to be up or down, they are undefined unless they exceed their limit.
    package func results(
        of budgets: [GateBudget],
        kind: LatencyKind,
        figures: StabilityFigures
    ) -> [GateBudgetResult] {
        budgets.map { budget in
            guard let group = budget.group else { return result(of: budget, kind, BudgetFigures(figures.fleet)) }
            let found = figures.groups.first { ExactText($0.group.name) == ExactText(group) }
            guard let found else { return GateBudgetResult(budget: budget, value: nil, verdict: .inconclusive) }
            return result(of: budget, kind, BudgetFigures(found))
        }
    }

    private func result(of budget: GateBudget, _ kind: LatencyKind, _ figures: BudgetFigures) -> GateBudgetResult {
        let isCount = budget.name == .maxDowntime || budget.name == .maxFailedStarts
        guard let value = figures.value(of: budget.name, kind: kind),
            figures.isObserved || !isCount || value > budget.limit
        else {
            return GateBudgetResult(budget: budget, value: nil, verdict: .inconclusive)
        }
        if budget.name == .objective {
            // Compared exactly; what unknown and assumed time could change is no verdict.
            let isKept = figures.isCertain == true ? figures.isKept : nil
            let verdict: GateOutcome = isKept.map { $0 ? .pass : .regression } ?? .inconclusive
            return GateBudgetResult(budget: budget, value: value, verdict: verdict)
        }
        let isKept = budget.name == .minAvailability ? value >= budget.limit : value <= budget.limit
        return GateBudgetResult(budget: budget, value: value, verdict: isKept ? .pass : .regression)
    }
}

/// Holds what would fail against what is accepted.
private struct Acceptance {
    private(set) var states: [GateAcceptance]
    private let end: Instant

    init(_ accepted: [AcceptedRegression], at end: Instant) {
        states = accepted.map { GateAcceptance(regression: $0, state: .unused) }
        self.end = end
    }

    /// Whether one of `names` is accepted: the first that matches and has not expired does it.
    mutating func accepts(_ names: [String]) -> Bool {
        for index in states.indices where names.contains(where: states[index].regression.what.matches) {
            guard end <= states[index].regression.until else {
                states[index].state = .expired
                continue
            }
            states[index].state = .used
            return true
        }
        return false
    }
}

extension GateComparison {
    /// What a configuration can call it.
    fileprivate var names: [String] { group.map { [$0.id, $0.name].compactMap(\.self) } ?? ["all"] }
}

/// The figures that budgets limit, of everything selected or of a group.
private struct BudgetFigures {
    let latency: [LatencyKind: LatencyFigures]
    let availability: Double?
    let restartsPerDay: Double?
    let downtime: TimeSpan
    /// Whether any time is known to be up or down.
    let isObserved: Bool
    /// Of a group: whether it keeps its objective, and whether that is certain.
    var isKept: Bool?
    var isCertain: Bool?

    init(_ fleet: FleetFigures) {
        latency = fleet.latency
        availability = fleet.availability.ratio
        restartsPerDay = fleet.restarts.perDay
        downtime = fleet.downtime.down
        isObserved = fleet.availability.up + fleet.availability.down > .zero
    }

    init(_ group: GroupFigures) {
        latency = group.limited?.latency ?? [:]
        availability = group.service.time.level
        restartsPerDay = group.limited?.restartsPerDay
        downtime = group.service.time.counted
        isObserved = group.service.time.judged > .zero
        isKept = group.isKept
        isCertain = group.isCertain
    }

    /// The figure in the budget's unit; nil where it is withheld or undefined.
    func value(of name: GateBudget.Name, kind: LatencyKind) -> Double? {
        switch name {
        case .maxP50: latency[kind]?.percentiles[.p50]?.value
        case .maxP95: latency[kind]?.percentiles[.p95]?.value
        case .maxP99: latency[kind]?.percentiles[.p99]?.value
        case .minAvailability, .objective: availability
        case .maxRestartsPerDay: restartsPerDay
        case .maxDowntime: Double(downtime.milliseconds)
        case .maxFailedStarts: Double(latency[.start]?.failed ?? 0)
        }
    }
}
