/// The order statistics between which a percentile lies with 95% confidence, whatever the distribution.
///
/// With B ~ Binomial(n, P/100), the number of samples below the true percentile: the lower rank is the largest l with
/// P(B < l) ≤ 0.025, the upper one the smallest u with P(B ≥ u) ≤ 0.025 (Hahn and Meeker, Statistical Intervals, 5.2).
struct ConfidenceRanks: Hashable, Sendable {
    /// From 1; nil where not even the smallest sample will do.
    let lower: Int?
    /// From 1; nil where not even the greatest sample will do.
    let upper: Int?

    /// The ranks for a number of samples, at least one.
    init(samples n: Int, percentile: Percentile) {
        let odds = Double(percentile.rawValue) / Double(100 - percentile.rawValue)
        let mode = (n + 1) * percentile.rawValue / 100

        // 1. Probabilities relative to the mode's, outwards until they are too small to matter to either tail. No
        //    factorial and no logarithm is needed, so that the error stays near that of one division a step.
        var above = [1.0]
        var value = mode
        var weight = 1.0
        while value < n, weight > Self.negligible {
            weight *= Double(n - value) / Double(value + 1) * odds
            value += 1
            above.append(weight)
        }
        let greatest = value
        var below: [Double] = []
        value = mode
        weight = 1
        while value > 0, weight > Self.negligible {
            weight *= Double(value) / Double(n - value + 1) / odds
            value -= 1
            below.append(weight)
        }
        let least = value

        // 2. Each tail from its thin end, small terms first, as far as it stays within 0.025 of the whole.
        let ascending = below.reversed() + above
        let tail = 0.025 * (below.reversed().reduce(0, +) + above.reversed().reduce(0, +))
        let lowerRank = least + Self.terms(of: ascending, within: tail)
        let upperRank = greatest + 1 - Self.terms(of: ascending.reversed(), within: tail)
        lower = lowerRank >= 1 ? lowerRank : nil
        upper = upperRank <= n ? upperRank : nil
    }

    /// Terms this much smaller than the greatest one don't count: all of them together change a tail by less than the
    /// rounding of its sum.
    private static let negligible = 1e-20

    /// How many of the first terms sum up to at most `limit`.
    private static func terms(of weights: [Double], within limit: Double) -> Int {
        var sum = 0.0
        for (count, weight) in weights.enumerated() {
            sum += weight
            if sum > limit { return count }
        }
        return weights.count
    }
}
