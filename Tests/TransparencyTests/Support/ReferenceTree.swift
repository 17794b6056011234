import Transparency

/// A tree whose every hash and proof is computed by the recursive definitions of RFC 6962, section 2.1.
struct ReferenceTree {
    let leaves: [[UInt8]]

    /// The tree of the first `size` leaves that the tests draw.
    init(size: Int) {
        leaves = (0..<size).map(leafData)
    }

    init(leaves: [[UInt8]]) {
        self.leaves = leaves
    }

    func rootHash(of size: Int) throws -> LogHash {
        try hash(root(leaves.prefix(size)))
    }

    /// The hash of a complete subtree.
    func node(_ node: TreeNode) throws -> LogHash {
        let start = Int(node.index) << node.level
        return try hash(root(leaves[start..<start + (1 << node.level)]))
    }

    /// Section 2.1.1: PATH(m, D[n]).
    func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        guard leaves.count > 1 else { return [] }
        let half = half(of: leaves.count)
        if index < half { return path(index, leaves.prefix(half)) + [root(leaves.dropFirst(half))] }
        return path(index - half, leaves.dropFirst(half)) + [root(leaves.prefix(half))]
    }

    /// Section 2.1.2: SUBPROOF(m, D[n], b).
    func subproof(_ old: Int, _ leaves: ArraySlice<[UInt8]>, isWhole: Bool) -> [[UInt8]] {
        if old == leaves.count { return isWhole ? [] : [root(leaves)] }
        let half = half(of: leaves.count)
        if old <= half {
            return subproof(old, leaves.prefix(half), isWhole: isWhole) + [root(leaves.dropFirst(half))]
        }
        return subproof(old - half, leaves.dropFirst(half), isWhole: false) + [root(leaves.prefix(half))]
    }

    private func hash(_ bytes: [UInt8]) throws -> LogHash {
        guard let hash = LogHash(bytes) else { throw NoHash() }
        return hash
    }

    struct NoHash: Error {}
}
