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
        return values.withUnsafeBufferPointer { values in
            within.withUnsafeMutableBufferPointer { within in
                toEarlier.withUnsafeMutableBufferPointer { toEarlier in
                    inverse.withUnsafeBufferPointer { inverse in
                        EnergyScan.strongest(
                            UnsafeBufferPointer(rebasing: values[range]),
                            within,
                            toEarlier,
                            inverse,
                            leastSegment
                        )
                    }
                }
            }
        }
        .map { Split(index: range.lowerBound + $0.index, statistic: $0.statistic) }
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
    ) -> Split? {
        let count = values.count
        // 1. The pairs within each beginning of the range.
        within[0] = 0
        var position = 0
        while position < count {
            var sum = 0.0
            var earlier = 0
            while earlier < position {
                sum += abs(values[earlier] - values[position])
                earlier += 1
            }
            within[position + 1] = within[position] + sum
            toEarlier[position] = 0
            position += 1
        }
        // 2. Each split, from the last place to the first, so that the pairs within what follows grow by one value at a time.
        var best: Split?
        var split = count - 1
        while split >= least {
            let value = values[split]
            let left = split
            var right = 0.0
            let leftShare = within[split] * inverse[left - 1]
            position = split + 1
            while position < count {
                toEarlier[position] += abs(value - values[position])
                right += toEarlier[position]
                let size = position + 1 - split
                if size >= least {
                    let between = within[position + 1] - within[split] - right
                    let spread = Double(size) * leftShare + Double(left) * right * inverse[size - 1]
                    let statistic = 2 * inverse[left + size] * (between - spread)
                    if best.map({ statistic >= $0.statistic }) ?? true {
                        best = Split(index: split, statistic: statistic)
                    }
                }
                position += 1
            }
            split -= 1
        }
        return best
    }
}
