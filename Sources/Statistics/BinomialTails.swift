/// Both tails of a binomial distribution at one value.
///
/// By the ratio of neighbouring probabilities, outwards from the mode: no factorial and no logarithm is needed, so that the error
/// stays near that of one division a step.
package struct BinomialTails: Hashable, Sendable {
    /// P(B ≤ k).
    package let atMost: Double
    /// P(B ≥ k).
    package let atLeast: Double

    /// The tails at `k` in 0 … `trials` of B ~ Binomial(`trials`, p), with `odds` = p / (1 − p), positive and finite.
    package init(trials: Int, odds: Double, at k: Int) {
        // Probabilities relative to the mode's.
        let mode = min(trials, Int(Double(trials + 1) * (odds / (1 + odds))))
        var whole = 1.0
        var lower = mode <= k ? 1.0 : 0
        var upper = mode >= k ? 1.0 : 0
        var weight = 1.0
        var value = mode
        while weight > (value < k ? 0 : upper * Self.negligible), value < trials {
            weight *= Double(trials - value) / Double(value + 1) * odds
            value += 1
            whole += weight
            if value <= k { lower += weight }
            if value >= k { upper += weight }
        }
        weight = 1
        value = mode
        while weight > (value > k ? 0 : lower * Self.negligible), value > 0 {
            weight *= Double(value) / Double(trials - value + 1) / odds
            value -= 1
            whole += weight
            if value <= k { lower += weight }
            if value >= k { upper += weight }
        }
        atMost = min(1, lower / whole)
        atLeast = min(1, upper / whole)
    }

    /// Terms this much smaller than their tail don't count: all of them together change it by less than the rounding of its sum.
    private static let negligible = 1e-20
}
