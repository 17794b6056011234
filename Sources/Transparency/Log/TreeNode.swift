/// A complete subtree of the log: the one over leaves `index` · 2^`level` up to, exclusive, (`index` + 1) · 2^`level`.
package struct TreeNode: Hashable, Sendable {
    /// 0 for a leaf, up to 61.
    package let level: Int
    /// Its place among the subtrees of its level, from 0.
    package let index: Int64

    package init(level: Int, index: Int64) {
        self.level = level
        self.index = index
    }
}
