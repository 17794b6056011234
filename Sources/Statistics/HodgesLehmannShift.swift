/// By how much the candidate's samples lie above the baseline's: the median of all differences between them, with its confidence
/// interval (Hodges and Lehmann, "Estimates of location based on rank tests", Annals of Mathematical Statistics 34, 1963).
package struct HodgesLehmannShift: Hashable, Sendable {
    /// Candidate less baseline, in the samples' unit.
    package let estimate: Double
    /// The ends of the interval; nil where the samples are too few for so much confidence.
    package let low: Double?
    package let high: Double?

    /// The shift between two sides, with an interval of `confidence` in (0, 1); nil where a side has no samples.
    ///
    /// Of the nm differences in order, the ends are the k-th from below and from above, with the greatest k for which
    /// P(U ≤ k − 1) < (1 − confidence) / 2 (Bauer, "Constructing confidence sets using rank statistics", Journal of the American
    /// Statistical Association 67, 1972). The distribution of U is exact where the test is; otherwise it is the normal one, corrected
    /// for continuity, with the variance that U has without ties: shifted samples have other ties than those at hand, and the
    /// interval becomes no shorter by it.
    package init?(baseline: SortedSamples, candidate: SortedSamples, confidence: Double) {
        guard !baseline.isEmpty, !candidate.isEmpty else { return nil }
        let differences = PairwiseDifferences(baseline: baseline, candidate: candidate)
        estimate = differences.median
        let order = JointOrder(baseline, candidate)
        if let rank = Self.rank(order, tail: (1 - confidence) / 2) {
            low = differences[rank: rank]
            high = differences[rank: order.pairs + 1 - rank]
        } else {
            low = nil
            high = nil
        }
    }

    /// The greatest k for which P(U ≤ k − 1) < `tail`; nil where there is none from 1.
    static func rank(_ order: JointOrder, tail: Double) -> Int? {
        if MannWhitneyTest.isExact(order) {
            return MannWhitneyDistribution(order.n, order.m).greatest(withLowerTailBelow: tail).map { $0 + 1 }
        }
        let middle = Double(order.pairs) / 2
        let reach = NormalDistribution.upperQuantile(tail) * order.varianceWithoutTies.squareRoot()
        // P(U ≤ k − 1) is about Φ((k − 1/2 − middle) / σ), so that k < middle − reach + 1/2.
        let rank = (middle - reach + 0.5).rounded(.up) - 1
        return rank >= 1 ? Int(rank) : nil
    }
}
