extension DivisiveSegmentation {
    /// About the smallest step that would have been found, had it come upon the later half of `values`.
    ///
    /// Steps are tried upwards from a sixteenth of the values' mean distance from one another, each larger than the one before
    /// by the square root of 2; nil where there are too few values or sixteen of that distance are still not enough. Values
    /// that are all equal give 0: any step is found among them. `sign` is the step's.
    package func smallestFoundStep(
        in values: [Double],
        sign: Double,
        using generator: inout some RandomNumberGenerator
    ) -> Double? {
        guard values.count >= leastCount else { return nil }
        let scale = meanDistance(of: values)
        guard scale > 0 else { return 0 }
        let factors = (-8...8).map { scale * halfPower($0) }
        // What is found at a step is found at a larger one: halve the list.
        var low = 0
        var high = factors.count
        while low < high {
            let middle = low + (high - low) / 2
            let planted = values.enumerated().map { place, value in
                place < values.count / 2 ? value : value + sign * factors[middle]
            }
            if firstPValue(of: planted, using: &generator) <= significance {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low < factors.count ? factors[low] : nil
    }

    /// The mean of |x − x′| over all pairs.
    private func meanDistance(of values: [Double]) -> Double {
        // In order, the value of rank r is the greater one of r pairs and the lesser one of all others that it is in.
        let count = Double(values.count)
        let sum = values.sorted().enumerated().reduce(0) { $0 + (2 * Double($1.offset) - count + 1) * $1.element }
        return sum / (count * (count - 1) / 2)
    }

    /// 2^(exponent/2), without the C library.
    private func halfPower(_ exponent: Int) -> Double {
        let whole = exponent >= 0 ? Double(1 << (exponent / 2)) : 1 / Double(1 << ((1 - exponent) / 2))
        return exponent % 2 == 0 ? whole : whole * 2.0.squareRoot()
    }
}
