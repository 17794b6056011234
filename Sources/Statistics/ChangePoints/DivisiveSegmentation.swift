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

    /// Random orders that are at least as strong, after which a split is given up: it is far from significance, or its p
    /// value is known well enough (J. Besag and P. Clifford, "Sequential Monte Carlo p-values", Biometrika 78, 1991).
    private static let enoughExceedances = 10
    /// What rounding can make of two equal statistics.
    private static let tolerance = 1e-10

    package init(leastSegment: Int = 5, significance: Double = 0.05, permutations: Int = 999) {
        self.leastSegment = leastSegment
        self.significance = significance
        self.permutations = permutations
    }

    /// The fewest values in which a change can be found.
    package var leastCount: Int { 2 * leastSegment }

    /// The change points of `values`, which are finite, by place; none where there are too few values.
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

    /// The p value of the first split of `values`; 1 where there are too few of them.
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
            if exceedances == DivisiveSegmentation.enoughExceedances {
                return Double(exceedances) / Double(drawn + 1)
            }
        }
        return Double(exceedances + 1) / Double(permutations + 1)
    }
}

extension [Double] {
    /// Brings the values of `range` into a random order (Fisher and Yates); written out, so that no version of the standard
    /// library can change what a seed gives.
    fileprivate mutating func shuffleInPlace(_ range: Range<Int>, using generator: inout some RandomNumberGenerator) {
        var rest = range.count
        while rest > 1 {
            let chosen = Int(generator.next().multipliedFullWidth(by: UInt64(rest)).high)
            rest -= 1
            swapAt(range.lowerBound + chosen, range.lowerBound + rest)
        }
    }
}
