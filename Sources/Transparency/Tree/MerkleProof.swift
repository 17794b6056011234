/// Proofs about the Merkle tree of RFC 9162, section 2.1 (as in RFC 6962), made from the hashes of complete subtrees.
///
/// `node` gives such a hash; a proof asks for O(log n) of them.
package enum MerkleProof {
    /// The root of the tree over the first `size` leaves; of none the hash of nothing.
    package static func root(of size: Int64, node: (TreeNode) throws -> LogHash) throws -> LogHash {
        guard size >= 0 else { throw outOfRange("there is no tree of \(size) leaves") }
        return try hash(of: 0..<size, node: node)
    }

    /// The path from the leaf at `index` to the root over `size` leaves, from the leaf's sibling upwards (RFC 9162, 2.1.3.1).
    package static func inclusion(
        of index: Int64,
        in size: Int64,
        node: (TreeNode) throws -> LogHash
    ) throws -> [LogHash] {
        guard index >= 0, index < size else { throw outOfRange("a log of \(size) entries has none of index \(index)") }
        var path: [LogHash] = []
        var leaves = 0..<size
        while leaves.count > 1 {
            let middle = middle(of: leaves)
            if index < middle {
                path.append(try hash(of: middle..<leaves.upperBound, node: node))
                leaves = leaves.lowerBound..<middle
            } else {
                path.append(try hash(of: leaves.lowerBound..<middle, node: node))
                leaves = middle..<leaves.upperBound
            }
        }
        return path.reversed()
    }

    /// What shows that the tree over `new` leaves begins with the one over `old` (RFC 9162, 2.1.4.1); nothing where `old` is 0 or `new`.
    package static func consistency(
        from old: Int64,
        to new: Int64,
        node: (TreeNode) throws -> LogHash
    ) throws -> [LogHash] {
        guard old >= 0, old <= new else { throw outOfRange("a log of \(new) entries has none of \(old) within it") }
        guard old > 0 else { return [] }
        var path: [LogHash] = []
        var leaves = 0..<new
        while leaves.upperBound != old {
            let middle = middle(of: leaves)
            if old <= middle {
                path.append(try hash(of: middle..<leaves.upperBound, node: node))
                leaves = leaves.lowerBound..<middle
            } else {
                path.append(try hash(of: leaves.lowerBound..<middle, node: node))
                leaves = middle..<leaves.upperBound
            }
        }
        // The whole of the old tree is what the verifier has; a part of it is not.
        if leaves.lowerBound > 0 { path.append(try hash(of: leaves, node: node)) }
        return path.reversed()
    }

    /// Where the left subtree ends: after the largest power of two that is smaller than the count.
    private static func middle(of leaves: Range<Int64>) -> Int64 {
        leaves.lowerBound + (1 << (Int64.bitWidth - 1 - (Int64(leaves.count) - 1).leadingZeroBitCount))
    }

    /// The hash over `leaves`, which begin where a subtree as large as they begins.
    private static func hash(of leaves: Range<Int64>, node: (TreeNode) throws -> LogHash) throws -> LogHash {
        var hashes: [LogHash] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            let level = Int64.bitWidth - 1 - (leaves.upperBound - start).leadingZeroBitCount
            hashes.append(try node(TreeNode(level: level, index: start >> level)))
            start += 1 << level
        }
        guard let smallest = hashes.popLast() else { return .ofNothing }
        return hashes.reversed().reduce(smallest) { LogHash(left: $1, right: $0) }
    }

    private static func outOfRange(_ message: String) -> EvidenceError {
        EvidenceError(.outOfRange, message)
    }
}
