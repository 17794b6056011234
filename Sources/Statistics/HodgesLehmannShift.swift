/// By how much the candidate's samples lie above the baseline's: the median of all differences between them, with its confidence
/// interval (Hodges and Lehmann, "Estimates of location based on rank tests", Annals of Mathematical Statistics 34, 1963).
package struct HodgesLehmannShift: Hashable, Sendable {
    /// Candidate less baseline, in the samples' unit.
    package let estimate: Double
    /// The ends of the interval; nil where the samples are too few for so much confidence.
    package let low: Double?
    package let high: Double?

    /// The shift between two sides, with an interval of `confidence` in (0, 1); nil where a side has no samples.
    ///
    /// Of the nm differences in order, the ends are the k-th from below and from above, with the greatest k for which
    /// P(U ≤ k − 1) < (1 − confidence) / 2 (Bauer, "Constructing confidence sets using rank statistics", Journal of the American
    /// Statistical Association 67, 1972). The distribution of U is exact where the test is; otherwise it is the normal one, corrected
    /// for continuity, with the variance that U has without ties: shifted samples have other ties than those at hand, and the
    /// interval becomes no shorter by it.
    package init?(baseline: SortedSamples, candidate: SortedSamples, confidence: Double) {
        guard !baseline.isEmpty, !candidate.isEmpty else { return nil }
        let differences = PairwiseDifferences(baseline: baseline, candidate: candidate)
        estimate = differences.median
        let order = JointOrder(baseline, candidate)
        if let rank = Self.rank(order, tail: (1 - confidence) / 2) {
            low = differences[rank: rank]
            high = differences[rank: order.pairs + 1 - rank]
        } else {
            low = nil
            high = nil
        }
    }

    /// The greatest k for which P(U ≤ k − 1) < `tail`; nil where there is none from 1.
    static func rank(_ order: JointOrder, tail: Double) -> Int? {
        if MannWhitneyTest.isExact(order) {
            return MannWhitneyDistribution(order.n, order.m).greatest(withLowerTailBelow: tail).map { $0 + 1 }
        }
        let middle = Double(order.pairs) / 2
        let reach = NormalDistribution.upperQuantile(tail) * order.varianceWithoutTies.squareRoot()
        // P(U ≤ k − 1) is about Φ((k − 1/2 − middle) / σ), so that k < middle − reach + 1/2.
        let rank = (middle - reach + 0.5).rounded(.up) - 1
        return rank >= 1 ? Int(rank) : nil
    }
}

/// All differences y − x of samples of two sides, by rank, without ever holding them: there are n·m of them.
struct PairwiseDifferences: Sendable {
    private let x: [Double]
    private let y: [Double]

    /// The differences candidate less baseline of two sides, each with a sample at least.
    init(baseline: SortedSamples, candidate: SortedSamples) {
        x = baseline.values
        y = candidate.values
    }

    var count: Int { x.count * y.count }

    /// The median: the middle one, or the mean of the two in the middle.
    var median: Double {
        let lower = self[rank: (count + 1) / 2]
        guard count.isMultiple(of: 2) else { return lower }
        let split = split(at: lower)
        let upper = split.atMost > count / 2 ? lower : split.next
        return lower + (upper - lower) / 2
    }

    /// The difference at a rank from 1 to `count`: exactly the one that would stand there, were all of them sorted.
    ///
    /// Narrows the span in which it lies, from one difference that occurs to another. To count the differences up to a value
    /// takes one walk over both sides, because they are sorted (Johnson and Mizoguchi, "Selecting the Kth element in X + Y and
    /// X₁ + X₂ + … + Xₘ", SIAM Journal on Computing 7, 1978; Monahan, "Fast computation of the Hodges–Lehmann location
    /// estimator", ACM Transactions on Mathematical Software 10, 1984). The value is guessed in three ways by turns: where the
    /// counts suggest, which is fast; in the middle; and in the middle of all doubles between, so that no more than
    /// 3 · 64 walks are ever needed.
    subscript(rank rank: Int) -> Double {
        var low = y[0] - x[x.count - 1]
        var high = y[y.count - 1] - x[0]
        var below = 0
        var upTo = count
        var turn = 0
        while low < high {
            let guess: Double
            switch turn % 3 {
            case 0: guess = low + (high - low) * (Double(rank - below) / Double(upTo - below))
            case 1: guess = low + (high - low) / 2
            default: guess = middle(of: low, and: high)
            }
            turn += 1
            let split = split(at: min(max(guess, low), high.nextDown))
            if split.atMost >= rank {
                high = split.last
                upTo = split.atMost
            } else {
                low = split.next
                below = split.atMost
            }
        }
        // Where it is zero, not the negative one.
        return low + 0
    }

    /// Differences on both sides of a value that lies between the least and the greatest of them.
    private struct Split {
        /// How many are at most the value.
        var atMost = 0
        /// The greatest of these.
        var last = -Double.infinity
        /// The least of the others.
        var next = Double.infinity
    }

    private func split(at value: Double) -> Split {
        var split = Split()
        // The first x whose difference is at most the value: it moves up with y. Rounding keeps the order of differences.
        var position = 0
        for upper in y {
            while position < x.count, upper - x[position] > value { position += 1 }
            if position > 0 { split.next = min(split.next, upper - x[position - 1]) }
            // None of the later ones has any at most the value, and the least of what lies above has been seen.
            guard position < x.count else { break }
            split.atMost += x.count - position
            split.last = max(split.last, upper - x[position])
        }
        return split
    }
}

/// The double with as many doubles between it and `low` as between it and `high`; `low` where they are neighbours.
private func middle(of low: Double, and high: Double) -> Double {
    let left = orderedBits(low)
    let right = orderedBits(high)
    return Double(bitPattern: UInt64(bitPattern: flipped((left & right) + (left ^ right) >> 1)))
}

/// An integer for each double, in the same order.
private func orderedBits(_ value: Double) -> Int64 {
    flipped(Int64(bitPattern: value.bitPattern))
}

/// Turns the order of negative doubles' bits round; turns it back, too.
private func flipped(_ bits: Int64) -> Int64 {
    bits < 0 ? bits ^ Int64.max : bits
}
