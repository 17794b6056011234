/// The two-sided Mann–Whitney U test of whether one side's samples tend to be greater than the other's.
///
/// Exact where no side has more than 20 samples and no two samples are equal, otherwise by the normal approximation with
/// midranks, its variance corrected for ties and its deviation for continuity (Mann and Whitney 1947; Hollander, Wolfe and
/// Chicken, Nonparametric Statistical Methods, 3rd edition, 4.1).
package struct MannWhitneyTest: Hashable, Sendable {
    /// The pairs in which the candidate's sample is the greater one, ties counted half.
    package let u: Double
    package let isExact: Bool
    /// In (0, 1] but for what is too small for a double; 1 where all samples are equal.
    package let p: Double

    /// Tests two sides; nil where one has no samples.
    package init?(baseline: SortedSamples, candidate: SortedSamples) {
        guard !baseline.isEmpty, !candidate.isEmpty else { return nil }
        let order = JointOrder(baseline, candidate)
        u = Double(order.twiceU) / 2
        isExact = Self.isExact(order)
        p = isExact ? Self.exactP(order) : Self.normalP(order)
    }

    /// The least p that sides of so many samples can have, which is that of sides without overlap; 1 where one is empty.
    package static func leastP(_ n: Int, _ m: Int) -> Double {
        let low = SortedSamples((0..<n).map(Double.init))
        let high = SortedSamples((n..<n + m).map(Double.init))
        return MannWhitneyTest(baseline: low, candidate: high)?.p ?? 1
    }

    static func isExact(_ order: JointOrder) -> Bool {
        max(order.n, order.m) <= MannWhitneyDistribution.mostSamples && !order.hasTies
    }

    private static func exactP(_ order: JointOrder) -> Double {
        let u = order.twiceU / 2
        let distribution = MannWhitneyDistribution(order.n, order.m)
        return min(1, 2 * distribution.lowerTail(min(u, order.pairs - u)))
    }

    private static func normalP(_ order: JointOrder) -> Double {
        let variance = order.variance
        guard variance > 0 else { return 1 }
        let deviation = Double(abs(order.twiceU - order.pairs)) / 2
        // Half a step towards the middle, and not beyond it.
        let corrected = max(0, deviation - 0.5)
        return min(1, 2 * NormalDistribution.upperTail(corrected / variance.squareRoot()))
    }
}
