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

extension MerkleProof {
    /// Whether `proof` leads from `leaf` at `index` to the root of the tree over `size` leaves (RFC 9162, 2.1.3.2).
    package static func verifyInclusion(
        of leaf: LogHash,
        at index: Int64,
        in size: Int64,
        by proof: [LogHash],
        root: LogHash
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var climb = Climb(node: index, last: size - 1)
        var hash = leaf
        for sibling in proof {
            guard let side = climb.step() else { return false }
            hash = side == .left ? LogHash(left: sibling, right: hash) : LogHash(left: hash, right: sibling)
        }
        return climb.isAtRoot && hash == root
    }

    /// Whether `proof` shows that the newer tree begins with the older one (RFC 9162, 2.1.4.2).
    ///
    /// Every tree begins with the empty one, and with itself: both need no proof, and bear none.
    package static func verifyConsistency(
        from old: (size: Int64, root: LogHash),
        to new: (size: Int64, root: LogHash),
        by proof: [LogHash]
    ) -> Bool {
        guard old.size >= 0, old.size <= new.size else { return false }
        if old.size == 0, old.root != .ofNothing { return false }
        if old.size == new.size { return proof.isEmpty && old.root == new.root }
        if old.size == 0 { return proof.isEmpty }
        // 1. The largest subtree that ends the old tree: all of it where its size is a power of two.
        var rest = proof[...]
        let isWhole = old.size.nonzeroBitCount == 1
        guard !proof.isEmpty, let start = isWhole ? old.root : rest.popFirst() else { return false }
        // 2. From that subtree upwards, both roots are put together.
        var climb = Climb(node: old.size - 1, last: new.size - 1)
        climb.skipRightChildren()
        var (older, newer) = (start, start)
        for sibling in rest {
            guard let side = climb.step() else { return false }
            if side == .left {
                older = LogHash(left: sibling, right: older)
                newer = LogHash(left: sibling, right: newer)
            } else {
                newer = LogHash(left: newer, right: sibling)
            }
        }
        return climb.isAtRoot && older == old.root && newer == new.root
    }
}

/// The way from a node to the root of a tree whose right edge may be incomplete; `fn` and `sn` of RFC 9162.
private struct Climb {
    var node: Int64
    var last: Int64

    enum Side {
        case left, right
    }

    var isAtRoot: Bool { last == 0 }

    /// Goes up to the next node that has a sibling's hash put to it, and gives the sibling's side; nil at the root.
    mutating func step() -> Side? {
        guard last != 0 else { return nil }
        defer { up() }
        guard node & 1 == 1 || node == last else { return .right }
        // The node at the right edge has no sibling on levels where it is a left child.
        while node & 1 == 0, node != 0 { up() }
        return .left
    }

    mutating func skipRightChildren() {
        while node & 1 == 1 { up() }
    }

    private mutating func up() {
        node >>= 1
        last >>= 1
    }
}

/// The Merkle tree of RFC 6962 over an append-only list, kept as one hash per complete subtree.
package struct MerkleFrontier: Hashable, Sendable {
    /// What a leaf's data begin with when they are hashed (RFC 6962, 2.1).
    package static let leafPrefix: UInt8 = 0

    /// From the largest subtree to the smallest; the levels are the bits of the size.
    package private(set) var hashes: [LogHash] = []
    package private(set) var size: Int64 = 0

    package init() {}

    /// Nil where the levels are not strictly falling.
    package init?(subtrees: [(level: Int64, hash: LogHash)]) {
        for subtree in subtrees {
            guard 0..<62 ~= subtree.level else { return nil }
            guard size == 0 || size.trailingZeroBitCount > subtree.level else { return nil }
            size += 1 << subtree.level
            hashes.append(subtree.hash)
        }
    }

    /// The levels of the complete subtrees, in the order of `hashes`.
    package var levels: [Int64] {
        (0..<Int64(62)).reversed().filter { size >> $0 & 1 == 1 }
    }

    /// The hash of the complete subtree of 2^`level` leaves, nil where there is none.
    package func hash(at level: Int64) -> LogHash? {
        guard size >> level & 1 == 1 else { return nil }
        return hashes[(size >> (level + 1)).nonzeroBitCount]
    }

    /// Appends a leaf by its hash.
    package mutating func append(_ leaf: LogHash) {
        append(leaf) { _, _ in }
    }

    /// Appends a leaf by its hash; `completed` gets each larger subtree that is complete with it, from level 1 up.
    package mutating func append(_ leaf: LogHash, completed: (TreeNode, LogHash) -> Void) {
        var hash = leaf
        // A leaf completes as many subtrees as the size ends in one bits.
        for below in 0..<(~size).trailingZeroBitCount {
            guard let left = hashes.popLast() else { break }
            hash = LogHash(left: left, right: hash)
            completed(TreeNode(level: below + 1, index: size >> (below + 1)), hash)
        }
        hashes.append(hash)
        size += 1
    }

    /// The root hash; of an empty list SHA-256 of nothing.
    package var root: [UInt8] {
        guard let smallest = hashes.last else { return [].withUnsafeBytes { LogHash(of: $0).bytes } }
        return hashes.dropLast().reversed().reduce(smallest) { LogHash(left: $1, right: $0) }.bytes
    }
}
