/// Holm's step-down adjustment of p values of several tests, which keeps the chance of any false rejection among them below alpha
/// (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6, 1979).
package enum HolmAdjustment {
    /// The adjusted values, each in the place of its own p: with the p values in ascending order, the greatest of
    /// (count − j) · pⱼ over all j up to its own place (from 0), and at most 1.
    package static func adjusted(_ p: [Double]) -> [Double] {
        var result = p
        var greatest = 0.0
        let ascending = p.indices.sorted { p[$0] == p[$1] ? $0 < $1 : p[$0] < p[$1] }
        for (position, index) in ascending.enumerated() {
            greatest = max(greatest, min(1, Double(p.count - position) * p[index]))
            result[index] = greatest
        }
        return result
    }
}
