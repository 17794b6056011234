/// The two-sided exact test of whether two Poisson processes have one rate.
///
/// If they have, then given how many events both counted together, those of the second one are Binomial with the second one's part of
/// the exposure (Przyborowski and Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31, 1940).
/// p is twice the smaller tail, at most 1 (the central one of Fay, "Two-sided exact tests and matching confidence intervals for
/// discrete data", The R Journal 2, 2010).
package struct PoissonRatesTest: Hashable, Sendable {
    /// In (0, 1] but for what is too small for a double.
    package let p: Double

    /// Tests `before` events in an exposure against `now` events in another, both exposures in one unit; nil where an exposure is
    /// not positive, and where there are no events, which say nothing of rates.
    package init?(before: Int, exposure: Double, now: Int, exposure exposureNow: Double) {
        guard exposure > 0, exposureNow > 0, min(before, now) >= 0, before + now > 0 else { return nil }
        let tails = BinomialTails(trials: before + now, odds: exposureNow / exposure, at: now)
        p = min(1, 2 * min(tails.atMost, tails.atLeast))
    }
}
