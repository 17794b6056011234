/// The Merkle tree of RFC 6962 over an append-only list, kept as one hash per complete subtree.
struct MerkleFrontier: Equatable {
    /// What a leaf's data begin with when they are hashed (RFC 6962, 2.1).
    static let leafPrefix: UInt8 = 0

    /// From the largest subtree to the smallest; the levels are the bits of the size.
    private(set) var hashes: [LogHash] = []
    private(set) var size: Int64 = 0

    init() {}

    /// Nil where the levels are not strictly falling.
    init?(subtrees: [(level: Int64, hash: LogHash)]) {
        for subtree in subtrees {
            guard 0..<62 ~= subtree.level else { return nil }
            guard size == 0 || size.trailingZeroBitCount > subtree.level else { return nil }
            size += 1 << subtree.level
            hashes.append(subtree.hash)
        }
    }

    /// The levels of the complete subtrees, in the order of `hashes`.
    var levels: [Int64] {
        (0..<Int64(62)).reversed().filter { size >> $0 & 1 == 1 }
    }

    /// The hash of the complete subtree of 2^`level` leaves, nil where there is none.
    func hash(at level: Int64) -> LogHash? {
        guard size >> level & 1 == 1 else { return nil }
        return hashes[(size >> (level + 1)).nonzeroBitCount]
    }

    /// Appends a leaf by its hash.
    mutating func append(_ leaf: LogHash) {
        var hash = leaf
        // A leaf completes as many subtrees as the size ends in one bits.
        for _ in 0..<(~size).trailingZeroBitCount {
            guard let left = hashes.popLast() else { break }
            hash = LogHash(left: left, right: hash)
        }
        hashes.append(hash)
        size += 1
    }

    /// The root hash; of an empty list SHA-256 of nothing.
    var root: [UInt8] {
        guard let smallest = hashes.last else { return [].withUnsafeBytes { LogHash(of: $0).bytes } }
        return hashes.dropLast().reversed().reduce(smallest) { LogHash(left: $1, right: $0) }.bytes
    }
}
