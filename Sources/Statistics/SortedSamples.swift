/// Finite numbers in ascending order: what every method here starts from.
package struct SortedSamples: Hashable, Sendable {
    package let values: [Double]

    /// The finite ones of `values`, which can be in any order; infinities and NaN have no place in an order of samples.
    package init(_ values: [Double]) {
        let finite = values.filter(\.isFinite)
        let isSorted = zip(finite, finite.dropFirst()).allSatisfy(<=)
        self.values = isSorted ? finite : finite.sorted()
    }

    package var count: Int { values.count }
    package var isEmpty: Bool { values.isEmpty }

    /// The percentile `percent` (0 … 100) by linear interpolation between the two nearest ranks; nil at no samples.
    ///
    /// Type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996).
    package func percentile(_ percent: Int) -> Double? {
        guard !isEmpty else { return nil }
        let position = PercentilePosition(count: count, percent: percent)
        return position.interpolated { values[$0] }
    }

    /// The median; of an even number of samples the mean of the two in the middle. Nil at no samples.
    package var median: Double? { percentile(50) }

    /// Every sample multiplied by `factor`, which is positive.
    package func scaled(by factor: Double) -> SortedSamples {
        SortedSamples(values.map { $0 * factor })
    }
}
