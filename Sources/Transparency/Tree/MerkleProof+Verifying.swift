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
