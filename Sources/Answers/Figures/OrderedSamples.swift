import Statistics

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
        PercentilePosition(count: count, percent: percentile.rawValue).interpolated { self[$0] }
    }

    private func rankOfRest(at place: Int) -> Int {
        place + whole.count(upTo: rest[place])
    }
}
