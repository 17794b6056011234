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
