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
