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
