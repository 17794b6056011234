import Statistics

/// One side of a comparison.
package struct GateSide: Hashable, Sendable {
    /// Samples.
    package var n: Int
    /// Entries without a duration.
    package var missing: Int
    /// Entries whose duration can't be a sample.
    package var invalid: Int
    /// Nil where they are withheld.
    package var p50: Double?
    package var p95: Double?
    /// The median of any number of samples, where `p50` is withheld too; nil at none.
    package var median: Double?

    package init(_ samples: LatencySamples) {
        n = samples.n
        missing = samples.missing
        invalid = samples.invalid
        p50 = samples[.p50]
        p95 = samples[.p95]
        median = samples.sorted.median
    }
}
