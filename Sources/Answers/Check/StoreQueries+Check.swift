package import Periods
internal import ServiceLevels
internal import Statistics
package import Timelines

extension StoreQueries {
    /// The samples of `kind` over `range` beside the range's figures, each reader's part on a thread of its own.
    package func gateRange(
        over range: Interval,
        kind: LatencyKind,
        grouping: GateGrouping?
    ) async throws -> GateRange {
        let none = SampleCollection(kind: kind, range: range, grouping: grouping, symbols: symbols)
        // Of windows and restarts the totals are enough.
        let found = try await figures(over: range, listed: 1, gathering: [none])
        return GateRange(
            samples: found.samples.first ?? none.samples,
            figures: found.figures
        )
    }

    /// The range as a baseline, as it would be kept in a file.
    package func savedBaseline(_ side: GateRange, timezone: String) -> SavedBaseline {
        SavedBaseline(
            samples: side.samples,
            timezone: timezone,
            scope: GateScope(containers: choices.containers, projects: choices.projects),
            logSize: log.size,
            logRoot: log.root,
            stale: side.figures.coverage.stale
        )
    }

    /// What the gate says of the candidate.
    package func checkReport(
        of candidate: GateRange,
        over range: ReportRange,
        against baseline: GateBaseline?,
        confirmedBy earlier: [GateRange] = [],
        _ question: GateQuestion
    ) throws -> CheckReport {
        CheckReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices,
            log: log,
            coverage: candidate.figures.coverage,
            baseline: baseline?.stated,
            figures: try Gate(question.options).figures(
                of: candidate.samples,
                figures: candidate.figures,
                against: baseline?.samples,
                confirmedBy: earlier.map(\.samples),
                baselineStale: baseline?.stale ?? [],
                allowsStale: question.allowsStale,
                budgets: question.budgets.filter { concerns($0) },
                accepting: question.accepted
            )
        )
    }

    /// Whether a budget is over anything that the filters select: those of groups that they leave out are not judged.
    private func concerns(_ budget: GateBudget) -> Bool {
        guard let group = budget.group, chosen != nil else { return true }
        return containers.contains { ExactText(choices.groups.group(of: $0).name) == ExactText(group) }
    }

    /// Whether the gate could fail for the candidate, beside a baseline of that size.
    package func selfTestReport(
        of candidate: GateRange,
        over range: ReportRange,
        against baseline: GateBaseline?,
        _ question: GateQuestion
    ) throws -> SelfTestReport {
        let gate = Gate(question.options)
        // What can't be compared can't be tested either.
        if let baseline { _ = try gate.comparisons(of: candidate.samples, with: baseline.samples) }
        return SelfTestReport(
            range: range.interval,
            timezone: range.clock.identifier,
            kind: question.kind,
            grouping: question.grouping,
            options: choices,
            log: log,
            figures: gate.selfTest(of: candidate.samples, against: baseline?.samples)
        )
    }
}

/// What two sides of samples say before it is judged: the test, and the size of the change.
struct ComparisonMeasurement: Sendable {
    let group: GateGroup?
    let kind: LatencyKind
    let baseline: GateSide
    let candidate: GateSide
    let shift: HodgesLehmannShift?
    let effectLimit: Double?
    let isExact: Bool
    private(set) var p: Double?
    /// Whether both sides have the least number of samples.
    let isEnough: Bool

    init(
        group: GateGroup?,
        kind: LatencyKind,
        baseline: LatencySamples,
        candidate: LatencySamples,
        options: GateOptions
    ) {
        self.group = group
        self.kind = kind
        self.baseline = GateSide(baseline)
        self.candidate = GateSide(candidate)
        isEnough = min(baseline.n, candidate.n) >= options.minSamples
        let test = MannWhitneyTest(baseline: baseline.sorted, candidate: candidate.sorted)
        isExact = test?.isExact ?? false
        p = test?.p
        shift = HodgesLehmannShift(
            baseline: baseline.sorted,
            candidate: candidate.sorted,
            confidence: options.confidence
        )
        // Of a median of zero any part is zero, so that every significant shift from it counts.
        effectLimit = self.baseline.median.map { $0 * options.minEffect }
    }

    /// The same sides, found to be alike.
    var unchanged: ComparisonMeasurement {
        var copy = self
        copy.p = 1
        return copy
    }

    /// The comparison, judged with an adjusted p; without one it has too few samples.
    func judged(adjustedP: Double?, options: GateOptions) -> GateComparison {
        GateComparison(
            group: group,
            kind: kind,
            baseline: baseline,
            candidate: candidate,
            shift: shift?.estimate,
            shiftLow: shift?.low,
            shiftHigh: shift?.high,
            effectLimit: effectLimit,
            p: p,
            isExact: isExact,
            adjustedP: adjustedP,
            confirmed: nil,
            verdict: verdict(adjustedP: adjustedP, alpha: options.alpha)
        )
    }

    private func verdict(adjustedP: Double?, alpha: Double) -> GateOutcome {
        guard isEnough, let adjustedP, let shift, let effectLimit else { return .inconclusive }
        guard adjustedP < alpha else { return .pass }
        if shift.estimate > effectLimit { return .regression }
        return shift.estimate < -effectLimit ? .improvement : .pass
    }
}
