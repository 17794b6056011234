import Statistics

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
