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
