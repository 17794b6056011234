/// The two-sided Mann–Whitney U test of whether one side's samples tend to be greater than the other's.
///
/// Exact where no side has more than 20 samples and no two samples are equal, otherwise by the normal approximation with
/// midranks, its variance corrected for ties and its deviation for continuity (Mann and Whitney 1947; Hollander, Wolfe and
/// Chicken, Nonparametric Statistical Methods, 3rd edition, 4.1).
package struct MannWhitneyTest: Hashable, Sendable {
    /// The pairs in which the candidate's sample is the greater one, ties counted half.
    package let u: Double
    package let isExact: Bool
    /// In (0, 1] but for what is too small for a double; 1 where all samples are equal.
    package let p: Double

    /// Tests two sides; nil where one has no samples.
    package init?(baseline: SortedSamples, candidate: SortedSamples) {
        guard !baseline.isEmpty, !candidate.isEmpty else { return nil }
        let order = JointOrder(baseline, candidate)
        u = Double(order.twiceU) / 2
        isExact = Self.isExact(order)
        p = isExact ? Self.exactP(order) : Self.normalP(order)
    }

    /// The least p that sides of so many samples can have, which is that of sides without overlap; 1 where one is empty.
    package static func leastP(_ n: Int, _ m: Int) -> Double {
        let low = SortedSamples((0..<n).map(Double.init))
        let high = SortedSamples((n..<n + m).map(Double.init))
        return MannWhitneyTest(baseline: low, candidate: high)?.p ?? 1
    }

    static func isExact(_ order: JointOrder) -> Bool {
        max(order.n, order.m) <= MannWhitneyDistribution.mostSamples && !order.hasTies
    }

    private static func exactP(_ order: JointOrder) -> Double {
        let u = order.twiceU / 2
        let distribution = MannWhitneyDistribution(order.n, order.m)
        return min(1, 2 * distribution.lowerTail(min(u, order.pairs - u)))
    }

    private static func normalP(_ order: JointOrder) -> Double {
        let variance = order.variance
        guard variance > 0 else { return 1 }
        let deviation = Double(abs(order.twiceU - order.pairs)) / 2
        // Half a step towards the middle, and not beyond it.
        let corrected = max(0, deviation - 0.5)
        return min(1, 2 * NormalDistribution.upperTail(corrected / variance.squareRoot()))
    }
}

/// The distribution of U for two sides of samples without ties from one distribution: exact.
///
/// Of all C(n + m, n) orders of the samples, equally likely, how many have which U (Mann and Whitney, "On a test of whether one
/// of two random variables is stochastically larger than the other", Annals of Mathematical Statistics 18, 1947). They
/// are the coefficients of ∏ (1 − q^(m+i)) / (1 − q^i), i = 1 … n, multiplied out factor by factor (Harding, "An efficient,
/// minimal-storage procedure for calculating the Mann–Whitney U", Applied Statistics 33, 1984).
package struct MannWhitneyDistribution: Hashable, Sendable {
    /// By U, from 0 to ⌊nm/2⌋; the rest mirrors it. Sides of 20 have 137 846 528 820 orders in all, so that nothing overflows.
    private let orders: [Int]
    private let all: Double

    /// The most samples of a side for which it is used.
    package static let mostSamples = 20

    /// The distribution for sides of 1 … 20 samples.
    init(_ n: Int, _ m: Int) {
        var orders = [Int](repeating: 0, count: n * m / 2 + 1)
        orders[0] = 1
        var all = 1
        for i in 1...n {
            for u in stride(from: orders.count - 1, through: m + i, by: -1) {
                orders[u] -= orders[u - m - i]
            }
            for u in stride(from: i, to: orders.count, by: 1) {
                orders[u] += orders[u - i]
            }
            all = all * (m + i) / i
        }
        self.orders = orders
        self.all = Double(all)
    }

    /// P(U ≤ u) for a `u` up to half of the pairs.
    func lowerTail(_ u: Int) -> Double {
        Double(orders.prefix(u + 1).reduce(0, +)) / all
    }

    /// The greatest u with P(U ≤ u) < `tail`, which is at most a half; nil where even P(U = 0) is not below it.
    func greatest(withLowerTailBelow tail: Double) -> Int? {
        var sum = 0
        for (u, count) in orders.enumerated() {
            sum += count
            if Double(sum) / all >= tail { return u > 0 ? u - 1 : nil }
        }
        return orders.count - 1
    }
}

/// Two sides of samples in one ascending order, as far as rank tests need it.
struct JointOrder: Hashable, Sendable {
    /// Samples of the baseline, of the candidate.
    let n: Int
    let m: Int
    /// Twice the pairs in which the candidate's sample is the greater one, and once those in which both are equal.
    private(set) var twiceU = 0
    /// Σ (t³ − t) over the groups of t equal samples.
    private(set) var tieSum: UInt128 = 0

    init(_ baseline: SortedSamples, _ candidate: SortedSamples) {
        let x = baseline.values
        let y = candidate.values
        n = x.count
        m = y.count
        var i = 0
        var j = 0
        while i < n || j < m {
            let isFromBaseline = j == m || i < n && x[i] <= y[j]
            let value = isFromBaseline ? x[i] : y[j]
            let firstI = i
            let firstJ = j
            while i < n, x[i] == value { i += 1 }
            while j < m, y[j] == value { j += 1 }
            twiceU += (j - firstJ) * (firstI + i)
            let tied = UInt128(i - firstI + j - firstJ)
            tieSum += tied * tied * tied - tied
        }
    }

    var pairs: Int { n * m }
    var hasTies: Bool { tieSum > 0 }

    /// The variance of U where both sides come from one distribution: nm/12 · ((N + 1) − Σ (t³ − t) / (N (N − 1))), N = n + m.
    ///
    /// Over one denominator in integers: with nearly all samples equal, little would be left of two doubles' difference.
    var variance: Double {
        let all = UInt128(n + m)
        guard all > 1 else { return 0 }
        return Double(pairs) / 12 * Double(all * all * all - all - tieSum) / Double(all * (all - 1))
    }

    /// The variance of U without ties: nm (n + m + 1) / 12.
    var varianceWithoutTies: Double {
        Double(pairs) / 12 * Double(n + m + 1)
    }
}

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The standard normal distribution.
package enum NormalDistribution {
    /// P(Z > z).
    package static func upperTail(_ z: Double) -> Double {
        erfc(z / 2.0.squareRoot()) / 2
    }

    /// The z with P(Z > z) = `probability`, which lies in (0, 1); the nearest double to it, give or take the last digit.
    package static func upperQuantile(_ probability: Double) -> Double {
        // The tail falls steadily; outside of ±40 it can't be told from 0 and 1.
        var low = -40.0
        var high = 40.0
        while true {
            let middle = low + (high - low) / 2
            guard low < middle, middle < high else { return middle }
            if upperTail(middle) > probability {
                low = middle
            } else {
                high = middle
            }
        }
    }
}
