package import Study

/// The latencies of a candidate beside those of a baseline, pooled or of one group; milliseconds throughout.
package struct GateComparison: Hashable, Sendable {
    /// Nil: pooled.
    package var group: GateGroup?
    package var kind: LatencyKind
    package var baseline: GateSide
    package var candidate: GateSide
    /// The Hodges–Lehmann shift, candidate less baseline; nil where a side has no samples.
    package var shift: Double?
    /// The ends of its confidence interval, each nil where the samples are too few to reach it.
    package var shiftLow: Double?
    package var shiftHigh: Double?
    /// The shift that has to be exceeded: the least effect of the baseline's median. Nil where the baseline has no samples.
    package var effectLimit: Double?
    /// Of the two-sided Mann–Whitney test; nil where a side has no samples.
    package var p: Double?
    /// Whether the test was the exact one (both sides 20 samples at most, no ties).
    package var isExact: Bool
    /// Of a group, p after Holm over the groups with enough samples; nil where it has too few. Pooled, p itself.
    package var adjustedP: Double?
    package var verdict: GateOutcome

    /// The shift as a part of the baseline's median; nil where that is zero, or where a side has no samples.
    package var relativeShift: Double? { relative(shift) }
    /// The ends of the interval as parts of the baseline's median.
    package var relativeShiftLow: Double? { relative(shiftLow) }
    package var relativeShiftHigh: Double? { relative(shiftHigh) }

    private func relative(_ milliseconds: Double?) -> Double? {
        guard let milliseconds, let median = baseline.median, median > 0 else { return nil }
        return milliseconds / median
    }
}
