extension SortedSamples {
    /// `count` samples drawn from the distribution of these, the gaps between them filled evenly: each is the value at a random
    /// place among the sorted ones, interpolated as percentiles are. Equal samples are thereby as rare as they are here.
    package func drawn(_ count: Int, using generator: inout SplitMix64) -> SortedSamples {
        guard let last = values.last else { return self }
        let drawn = (0..<count).map { _ in
            let place = generator.unit() * Double(values.count - 1)
            let rank = Int(place)
            guard rank + 1 < values.count else { return last }
            return values[rank] + (values[rank + 1] - values[rank]) * (place - Double(rank))
        }
        return SortedSamples(drawn)
    }
}
