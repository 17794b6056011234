/// Change points by hierarchical bisection with a permutation test: E-divisive with means (Matteson and James 2014).
///
/// Under the one assumption that without a change the values could have come in any order, the probability that a series
/// without change gets any change point is at most `significance`.
package struct DivisiveSegmentation: Sendable {
    /// How many values lie at least before, between and after change points; 2 or more.
    package var leastSegment: Int
    /// The largest p value with which a split counts.
    package var significance: Double
    /// How many random orders a split is compared with at most.
    package var permutations: Int

    /// Random orders that are at least as strong, after which the p value is known well enough (J. Besag and P. Clifford,
    /// "Sequential Monte Carlo p-values", Biometrika 78, 1991).
    private static let enoughExceedances = 10
    /// The fewest with which the p value is above `significance`, whatever the other orders are.
    private var tooManyExceedances: Int {
        max(1, Int((significance * Double(permutations + 1)).rounded(.down)))
    }
    /// What rounding can make of two equal statistics.
    private static let tolerance = 1e-10

    package init(leastSegment: Int = 5, significance: Double = 0.05, permutations: Int = 999) {
        self.leastSegment = leastSegment
        self.significance = significance
        self.permutations = permutations
    }

    /// The fewest values in which a change can be found.
    package var leastCount: Int { 2 * leastSegment }

    /// The change points of `values`, which are finite, by index; none where there are too few values.
    ///
    /// The same generator state gives the same result. Time grows with the square of the count.
    package func changePoints(
        of values: [Double],
        using generator: inout some RandomNumberGenerator
    ) -> [ChangePoint] {
        var found: [ChangePoint] = []
        var segments = [0..<values.count]
        var steps = 0.0
        while let next = strongestSplit(of: values, in: segments) {
            // 1. A later split is no surer than those that led to it.
            steps = max(steps, pValue(of: next.split, of: values, in: segments, using: &generator))
            guard steps <= significance else { break }
            // 2. It divides its segment; the next one is looked for in all segments.
            found.append(ChangePoint(index: next.split.index, statistic: next.split.statistic, pValue: steps))
            let segment = segments[next.segment]
            segments.replaceSubrange(
                next.segment...next.segment,
                with: [segment.lowerBound..<next.split.index, next.split.index..<segment.upperBound]
            )
        }
        return found.sorted { $0.index < $1.index }
    }

    /// The p value of the first split of `values`, and where it is above `significance` an estimate of it; 1 where there are too few of
    /// them.
    package func firstPValue(of values: [Double], using generator: inout some RandomNumberGenerator) -> Double {
        let whole = [0..<values.count]
        guard let first = strongestSplit(of: values, in: whole) else { return 1 }
        return pValue(of: first.split, of: values, in: whole, using: &generator)
    }

    private func strongestSplit(
        of values: [Double],
        in segments: [Range<Int>]
    ) -> (segment: Int, split: EnergyScan.Split)? {
        var scan = EnergyScan(leastSegment: leastSegment)
        var strongest: (segment: Int, split: EnergyScan.Split)?
        for (number, segment) in segments.enumerated() {
            guard let split = scan.strongestSplit(of: values, in: segment),
                strongest.map({ split.statistic > $0.split.statistic }) ?? true
            else { continue }
            strongest = (number, split)
        }
        return strongest
    }

    /// How likely a split of this strength is where the values within each segment come in any order.
    ///
    /// The strength compared is the largest over all splits of all segments, as it was for `split`: so that it was chosen for
    /// its strength is accounted for. The order that was met is one of those counted, without which the p value would be too
    /// small, and could be 0.
    private func pValue(
        of split: EnergyScan.Split,
        of values: [Double],
        in segments: [Range<Int>],
        using generator: inout some RandomNumberGenerator
    ) -> Double {
        var scan = EnergyScan(leastSegment: leastSegment)
        var shuffled = values
        let most = min(DivisiveSegmentation.enoughExceedances, tooManyExceedances)
        let bar = split.statistic - DivisiveSegmentation.tolerance * abs(split.statistic)
        var exceedances = 0
        for drawn in 0..<permutations {
            var isExceeded = false
            for segment in segments {
                shuffled.shuffleInPlace(segment, using: &generator)
                if !isExceeded, let other = scan.strongestSplit(of: shuffled, in: segment) {
                    isExceeded = other.statistic >= bar
                }
            }
            guard isExceeded else { continue }
            exceedances += 1
            guard exceedances == most else { continue }
            let estimate = Double(exceedances) / Double(drawn + 1)
            let isKnown = most == DivisiveSegmentation.enoughExceedances
            return isKnown ? estimate : max(estimate, Double(exceedances + 1) / Double(permutations + 1))
        }
        return Double(exceedances + 1) / Double(permutations + 1)
    }
}

extension [Double] {
    /// Brings the values of `range` into a random order (Fisher and Yates); written out, so that no version of the standard
    /// library can change what a seed gives.
    mutating func shuffleInPlace(_ range: Range<Int>, using generator: inout some RandomNumberGenerator) {
        var rest = range.count
        while rest > 1 {
            let chosen = Int(generator.next().multipliedFullWidth(by: UInt64(rest)).high)
            rest -= 1
            swapAt(range.lowerBound + chosen, range.lowerBound + rest)
        }
    }
}

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
            let planted = values.enumerated().map { position, value in
                position < values.count / 2 ? value : value + sign * factors[middle]
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

/// An index in a series from which its values are distributed differently.
package struct ChangePoint: Hashable, Sendable {
    /// The index of the first value after the change, from 0.
    package var index: Int
    /// The energy statistic Q̂ of the split, in the unit of the values.
    package var statistic: Double
    /// How likely a split this strong, or any step before it, is to be met in a series without change: above 0, at most 1.
    package var pValue: Double
}
