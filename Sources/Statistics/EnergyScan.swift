/// The strongest split of a stretch of a series by energy distance: Q̂ of E-divisive with means, exponent 1 (D. S. Matteson and
/// N. A. James, "A nonparametric approach for multiple change point analysis of multivariate data", Journal of the American
/// Statistical Association 109, 2014, formulas 5 to 7).
///
/// For X = values[start ..< τ] of m values and Y = values[τ ..< κ] of n,
///
///     Q̂ = m·n/(m + n) · (2/(m·n) Σ|x − y| − 2/(m·(m − 1)) Σ|x − x′| − 2/(n·(n − 1)) Σ|y − y′|),
///
/// sums over pairs. κ is free because a later change would hide an earlier one in a Y that reached behind it.
/// Time grows with the square of the length, memory with the length. It is reusable: its storage is kept.
struct EnergyScan {
    struct Split: Equatable {
        /// τ, the place of the first value after the split.
        var index: Int
        var statistic: Double
    }

    private let leastSegment: Int
    /// 1/k by k; the division is what would take the time.
    private var inverse: [Double] = []
    /// Σ|x − x′| over the pairs within values[start ..< place].
    private var within: [Double] = []
    /// Σ|values[i] − values[place]| over i from τ to before the place.
    private var toEarlier: [Double] = []

    /// `leastSegment`, 2 or more, is how many values each side of a split has at least.
    init(leastSegment: Int) {
        self.leastSegment = leastSegment
    }

    /// The split of `values[range]` with the largest Q̂, the first of several; nil where the range is too short for any.
    mutating func strongestSplit(of values: [Double], in range: Range<Int>) -> Split? {
        let count = range.count
        guard count >= 2 * leastSegment else { return nil }
        prepare(for: count)
        let strongest = values.withUnsafeBufferPointer { values in
            within.withUnsafeMutableBufferPointer { within in
                toEarlier.withUnsafeMutableBufferPointer { toEarlier in
                    inverse.withUnsafeBufferPointer { inverse in
                        EnergyScan.strongest(
                            UnsafeBufferPointer(rebasing: values[range]),
                            UnsafeMutableBufferPointer(rebasing: within[...count]),
                            UnsafeMutableBufferPointer(rebasing: toEarlier[..<count]),
                            inverse,
                            leastSegment
                        )
                    }
                }
            }
        }
        return Split(index: range.lowerBound + strongest.index, statistic: strongest.statistic)
    }

    private mutating func prepare(for count: Int) {
        if inverse.count <= count {
            inverse = (0...count).map { $0 == 0 ? 0 : 1 / Double($0) }
            within = [Double](repeating: 0, count: count + 1)
            toEarlier = [Double](repeating: 0, count: count + 1)
        }
    }

    private static func strongest(
        _ values: UnsafeBufferPointer<Double>,
        _ within: UnsafeMutableBufferPointer<Double>,
        _ toEarlier: UnsafeMutableBufferPointer<Double>,
        _ inverse: UnsafeBufferPointer<Double>,
        _ least: Int
    ) -> Split {
        // Sums that wait for each other are kept apart from what can be computed for several places at once.
        let count = values.count
        // 1. The pairs within each beginning of the range.
        within.update(repeating: 0)
        toEarlier.update(repeating: 0)
        var earlier = 0
        while earlier < count {
            let value = values[earlier]
            var place = earlier + 1
            while place < count {
                within[place + 1] += abs(value - values[place])
                place += 1
            }
            earlier += 1
        }
        var place = 1
        while place <= count {
            within[place] += within[place - 1]
            place += 1
        }
        // 2. Each split, from the last place to the first, so that the pairs within what follows grow by one value at a time.
        var best = Split(index: least, statistic: -.infinity)
        var split = count - 1
        while split >= least {
            let value = values[split]
            place = split + 1
            while place < count {
                toEarlier[place] += abs(value - values[place])
                place += 1
            }
            let left = Double(split)
            let before = within[split]
            let leftShare = before * inverse[split - 1]
            var right = 0.0
            var strongest = -Double.infinity
            place = split + 1
            while place < count {
                right += toEarlier[place]
                let size = place + 1 - split
                if size >= least {
                    let between = within[place + 1] - before - right
                    let spread = Double(size) * leftShare + left * right * inverse[size - 1]
                    strongest = max(strongest, 2 * inverse[place + 1] * (between - spread))
                }
                place += 1
            }
            if strongest >= best.statistic { best = Split(index: split, statistic: strongest) }
            split -= 1
        }
        return best
    }
}
