/// A place in a series from which its values are distributed differently.
package struct ChangePoint: Hashable, Sendable {
    /// The place of the first value after the change, from 0.
    package var index: Int
    /// The energy statistic Q̂ of the split, in the unit of the values.
    package var statistic: Double
    /// How likely a split this strong, or any step before it, is to be met in a series without change: above 0, at most 1.
    package var pValue: Double

    package init(index: Int, statistic: Double, pValue: Double) {
        self.index = index
        self.statistic = statistic
        self.pValue = pValue
    }
}
