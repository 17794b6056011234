/// The samples of a distribution by rank: whole milliseconds and the others as one ascending sequence.
struct OrderedSamples: Sendable {
    let count: Int
    private let whole: AscendingMilliseconds
    private let rest: [Double]

    init(_ distribution: LatencyDistribution) {
        count = distribution.n
        whole = distribution.whole.ascending
        rest = distribution.rest.sorted()
    }

    /// The sample at a rank from 0.
    subscript(rank: Int) -> Double {
        let place = rest.indices.firstPlace { rankOfRest(at: $0) >= rank }
        if place < rest.count, rankOfRest(at: place) == rank { return rest[place] }
        return Double(whole[rank - place])
    }

    /// The percentile by linear interpolation between the two nearest ranks (Hyndman–Fan type 7); needs a sample.
    subscript(percentile: Percentile) -> Double {
        // The position (n − 1)·P/100, split in integers so that no rounding can move it past a rank.
        let (rank, hundredths) = ((count - 1) * percentile.rawValue).quotientAndRemainder(dividingBy: 100)
        let lower = self[rank]
        guard hundredths > 0 else { return lower }
        return lower + (self[rank + 1] - lower) * Double(hundredths) / 100
    }

    private func rankOfRest(at place: Int) -> Int {
        place + whole.count(upTo: rest[place])
    }
}
