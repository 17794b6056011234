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

extension SortedSamples {
    /// `count` samples drawn from the distribution of these, the gaps between them filled evenly: each is the value at a random
    /// place among the sorted ones, interpolated as percentiles are. Equal samples are thereby as rare as they are here.
    package func drawn(_ count: Int, using generator: inout SplitMix64) -> SortedSamples {
        guard let last = values.last else { return self }
        let drawn = (0..<count).map { _ in
            let position = generator.unit() * Double(values.count - 1)
            let rank = Int(position)
            guard rank + 1 < values.count else { return last }
            return values[rank] + (values[rank + 1] - values[rank]) * (position - Double(rank))
        }
        return SortedSamples(drawn)
    }
}

/// Where a percentile lies among sorted samples: (n − 1)·P/100 from 0, split in integers so that no rounding can move it past
/// a rank (Hyndman–Fan type 7).
package struct PercentilePosition: Hashable, Sendable {
    /// The rank at or below it, from 0.
    package let rank: Int
    /// How far it lies on the way to the next rank, 0 … 99.
    package let hundredths: Int

    /// The position of the percentile `percent` (0 … 100) among `count` samples, of which there is one at least.
    package init(count: Int, percent: Int) {
        (rank, hundredths) = ((count - 1) * percent).quotientAndRemainder(dividingBy: 100)
    }

    /// The value there, given the sample at each rank from 0.
    package func interpolated(_ sample: (Int) -> Double) -> Double {
        let lower = sample(rank)
        guard hundredths > 0 else { return lower }
        return lower + (sample(rank + 1) - lower) * Double(hundredths) / 100
    }
}
