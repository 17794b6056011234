import Statistics
internal import Study

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
