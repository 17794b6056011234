internal import Statistics
internal import Timelines

/// Draws both sides from one side's samples, plants changes and asks the gate.
struct InjectedRegressionTest: Sendable {
    let gate: Gate
    let kind: LatencyKind
    let planted: Double
    let draws: Int
    let power: Double
    let seed: UInt64

    /// The greatest change that is tried: samples ten times as long.
    static let greatest = 9.0
    /// How finely the smallest change is searched for: a tenth of a percent.
    static let precision = 0.001

    /// How many draws are made: 20, fewer where there are so many samples or groups that each takes long.
    static func draws(work: Int) -> Int {
        max(1, min(20, 200_000 / max(1, work)))
    }

    /// What the gate says of changes planted into samples like `samples`, of which the other side has `baseline`; in a group, p is
    /// adjusted over `family` groups.
    func result(group: GateGroup?, samples: LatencySamples, baseline: Int, family: Int?) -> SelfTestResult {
        var result = SelfTestResult(
            group: group,
            baselineSamples: baseline,
            candidateSamples: samples.n,
            caught: 0,
            falseAlarms: 0,
            smallest: nil,
            smallestMilliseconds: nil,
            outcome: .cannotFail(.tooFewSamples)
        )
        guard min(samples.n, baseline) >= gate.options.minSamples else { return result }
        var generator = SplitMix64(seed: seed)
        var smallest: [Double] = []
        for _ in 0..<draws {
            let draw = Draw(
                baseline: samples.sorted.drawn(baseline, using: &generator),
                candidate: samples.sorted.drawn(samples.n, using: &generator),
                group: group,
                family: family
            )
            if isRegression(draw, shift: 0) { result.falseAlarms += 1 }
            if isRegression(draw, shift: planted) { result.caught += 1 }
            if let least = smallestShift(of: draw) { smallest.append(least) }
        }
        let needed = Int((power * Double(draws)).rounded(.up))
        if smallest.count >= needed {
            let least = smallest.sorted()[needed - 1]
            result.smallest = least
            result.smallestMilliseconds = samples.sorted.median.map { $0 * least }
        }
        result.outcome = outcome(of: result, samples: samples, family: family, needed: needed)
        return result
    }

    private func outcome(
        of result: SelfTestResult,
        samples: LatencySamples,
        family: Int?,
        needed: Int
    ) -> SelfTestResult.Outcome {
        if 2 * result.falseAlarms >= draws { return .falseAlarm }
        if result.caught >= needed { return .caught }
        if result.smallest != nil { return .missed }
        if samples.milliseconds.last == 0 { return .cannotFail(.allZero) }
        if gate.options.minEffect >= Self.greatest { return .cannotFail(.effectOutOfReach) }
        let least = MannWhitneyTest.leastP(result.baselineSamples, samples.n) * Double(family ?? 1)
        return .cannotFail(least < gate.options.alpha ? .notCalled : .alphaOutOfReach)
    }

    /// The smallest change that is called a regression, to `precision`; nil where not even the greatest is. What is called one
    /// stays one when it grows, because then the candidate's ranks and all differences grow.
    private func smallestShift(of draw: Draw) -> Double? {
        if isRegression(draw, shift: 0) { return 0 }
        var low = 0.0
        var high = max(Self.precision, 2 * gate.options.minEffect)
        while high < Self.greatest, !isRegression(draw, shift: high) {
            low = high
            high *= 2
        }
        if high >= Self.greatest {
            high = Self.greatest
            guard isRegression(draw, shift: high) else { return nil }
        }
        while high - low > Self.precision {
            let middle = low + (high - low) / 2
            if isRegression(draw, shift: middle) {
                high = middle
            } else {
                low = middle
            }
        }
        return high
    }

    /// What the gate says where the candidate's samples of a draw are made longer by a part of each.
    private func isRegression(_ draw: Draw, shift: Double) -> Bool {
        let measurement = ComparisonMeasurement(
            group: draw.group,
            kind: kind,
            baseline: LatencySamples(draw.baseline),
            candidate: LatencySamples(draw.candidate.scaled(by: 1 + shift)),
            options: gate.options
        )
        guard let family = draw.family else { return gate.judgedAlone(measurement).verdict == .regression }
        let others = [ComparisonMeasurement](repeating: measurement.unchanged, count: max(0, family - 1))
        return gate.judgedTogether([measurement] + others).first?.verdict == .regression
    }
}

/// Both sides, drawn.
private struct Draw {
    let baseline: SortedSamples
    let candidate: SortedSamples
    let group: GateGroup?
    let family: Int?
}

extension Gate {
    /// Plants regressions into copies of the candidate's own samples, and says which of them this gate calls one.
    ///
    /// Both sides are drawn from the candidate's samples, as many as baseline and candidate have (without a baseline, as many as the
    /// candidate has for both), so that nothing but the planted change divides them; the candidate's are then made longer by a
    /// part of each. Every draw is judged by the code that judges the real comparison. In a group, the change is planted into
    /// that group alone while the other groups with enough samples stay as they are, so that its p is adjusted as it would be. A
    /// shift counts as caught where it is called a regression in 80% of the draws, the power that is usual (Cohen, Statistical
    /// Power Analysis for the Behavioral Sciences, 2nd edition, 1988).
    ///
    /// The planted change is twice the least effect unless another is given, 10% where that is zero. The same seed gives the same
    /// figures.
    package func selfTest(
        of candidate: RangeSamples,
        against baseline: RangeSamples? = nil,
        planting planted: Double? = nil,
        seed: UInt64 = 1
    ) -> SelfTestFigures {
        let pairs = pairs(of: candidate, with: baseline ?? candidate)
        let enough = pairs.count { min($0.baseline.n, $0.candidate.n) >= options.minSamples }
        let planting = InjectedRegressionTest(
            gate: self,
            kind: candidate.kind,
            planted: planted ?? (options.minEffect > 0 ? 2 * options.minEffect : 0.1),
            // A judgement walks over the samples, and over the groups for each group.
            draws: InjectedRegressionTest.draws(
                work: candidate.pooled.n + (baseline ?? candidate).pooled.n + pairs.count * enough
            ),
            power: 0.8,
            seed: seed
        )
        return SelfTestFigures(
            options: options,
            seed: seed,
            draws: planting.draws,
            power: planting.power,
            planted: planting.planted,
            pooled: planting.result(
                group: nil,
                samples: candidate.pooled,
                baseline: (baseline ?? candidate).pooled.n,
                family: nil
            ),
            groups: pairs.map { pair in
                planting.result(
                    group: pair.group,
                    samples: pair.candidate,
                    baseline: pair.baseline.n,
                    family: enough
                )
            }
        )
    }
}
