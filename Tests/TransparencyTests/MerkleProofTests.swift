import Testing
import Transparency

@Suite("Proofs about the tree of the log")
struct MerkleProofTests {
    private static let most = 64
    /// A hash that stands nowhere in a tree.
    private static let stranger = LogHash(ofLeaf: [9, 9, 9, 9])

    @Test("the root over any number of leaves is that of the recursive definition")
    func roots() throws {
        let tree = ReferenceTree(size: Self.most)
        for size in 0...Self.most {
            #expect(try MerkleProof.root(of: Int64(size), node: tree.node) == tree.rootHash(of: size), "size \(size)")
        }
    }

    @Test("every inclusion proof is that of the recursive definition, and is verified", arguments: 1...most)
    func inclusion(size: Int) throws {
        let tree = ReferenceTree(size: size)
        let root = try tree.rootHash(of: size)
        for index in 0..<size {
            let proof = try MerkleProof.inclusion(of: Int64(index), in: Int64(size), node: tree.node)
            #expect(proof.map(\.bytes) == tree.path(index, tree.leaves[...]), "\(index) of \(size)")
            let leaf = LogHash(ofLeaf: tree.leaves[index])
            #expect(
                MerkleProof.verifyInclusion(of: leaf, at: Int64(index), in: Int64(size), by: proof, root: root),
                "\(index) of \(size)"
            )
        }
    }

    @Test("every consistency proof is that of the recursive definition, and is verified", arguments: 1...most)
    func consistency(new: Int) throws {
        let tree = ReferenceTree(size: new)
        let newer = (size: Int64(new), root: try tree.rootHash(of: new))
        for old in 0...new {
            let proof = try MerkleProof.consistency(from: Int64(old), to: newer.size, node: tree.node)
            let expected = old == 0 ? [] : tree.subproof(old, tree.leaves[...], isWhole: true)
            #expect(proof.map(\.bytes) == expected, "\(old) to \(new)")
            let older = (size: Int64(old), root: try tree.rootHash(of: old))
            #expect(MerkleProof.verifyConsistency(from: older, to: newer, by: proof), "\(old) to \(new)")
        }
    }

    @Test("no inclusion proof holds for another leaf, place, size, root or list of hashes", arguments: 1...18)
    func wrongInclusion(size: Int) throws {
        let tree = ReferenceTree(size: size)
        let root = try tree.rootHash(of: size)
        for index in 0..<size {
            let proof = try MerkleProof.inclusion(of: Int64(index), in: Int64(size), node: tree.node)
            let leaf = LogHash(ofLeaf: tree.leaves[index])
            func holds(
                leaf: LogHash = leaf,
                at place: Int = index,
                in count: Int = size,
                by hashes: [LogHash] = proof,
                root: LogHash = root
            ) -> Bool {
                MerkleProof.verifyInclusion(of: leaf, at: Int64(place), in: Int64(count), by: hashes, root: root)
            }
            #expect(holds())
            for other in -1...size + 1 where other != index { #expect(!holds(at: other), "\(index) as \(other)") }
            #expect(!holds(leaf: Self.stranger) && !holds(root: Self.stranger))
            #expect(!holds(in: 0) && !holds(in: -1))
            // A size tells only how long the way is: where another size has the same way, the root tells them apart.
            for other in 1...2 * size where other != size {
                let differs = try MerkleProof.verifyInclusion(
                    of: leaf,
                    at: Int64(index),
                    in: Int64(other),
                    by: proof,
                    root: ReferenceTree(size: other).rootHash(of: other)
                )
                #expect(!differs, "\(index) of \(size) in \(other)")
            }
            for changed in changes(of: proof) { #expect(!holds(by: changed), "\(index) of \(size)") }
        }
    }

    @Test("no consistency proof holds for other sizes, roots or hashes", arguments: 2...18)
    func wrongConsistency(new: Int) throws {
        let tree = ReferenceTree(size: new)
        let newer = (size: Int64(new), root: try tree.rootHash(of: new))
        for old in 1..<new {
            let proof = try MerkleProof.consistency(from: Int64(old), to: newer.size, node: tree.node)
            let older = (size: Int64(old), root: try tree.rootHash(of: old))
            for changed in changes(of: proof) {
                #expect(!MerkleProof.verifyConsistency(from: older, to: newer, by: changed), "\(old) to \(new)")
            }
            let strange = (size: older.size, root: Self.stranger)
            #expect(!MerkleProof.verifyConsistency(from: strange, to: newer, by: proof))
            #expect(!MerkleProof.verifyConsistency(from: older, to: (newer.size, Self.stranger), by: proof))
            #expect(!MerkleProof.verifyConsistency(from: newer, to: older, by: proof))
            for other in 1..<new where other != old {
                let size = (size: Int64(other), root: try tree.rootHash(of: other))
                #expect(!MerkleProof.verifyConsistency(from: size, to: newer, by: proof), "\(old) as \(other)")
            }
        }
    }

    @Test("the empty log and a log itself need no proof, and bear none")
    func borders() throws {
        let tree = ReferenceTree(size: 5)
        let empty = (size: Int64(0), root: LogHash.ofNothing)
        let five = (size: Int64(5), root: try tree.rootHash(of: 5))
        #expect(MerkleProof.verifyConsistency(from: empty, to: empty, by: []))
        #expect(MerkleProof.verifyConsistency(from: empty, to: five, by: []))
        #expect(MerkleProof.verifyConsistency(from: five, to: five, by: []))
        #expect(!MerkleProof.verifyConsistency(from: empty, to: five, by: [Self.stranger]))
        #expect(!MerkleProof.verifyConsistency(from: five, to: five, by: [Self.stranger]))
        #expect(!MerkleProof.verifyConsistency(from: (0, Self.stranger), to: five, by: []))
        #expect(!MerkleProof.verifyConsistency(from: (0, Self.stranger), to: (0, Self.stranger), by: []))
        #expect(!MerkleProof.verifyConsistency(from: five, to: (5, Self.stranger), by: []))
        #expect(!MerkleProof.verifyConsistency(from: (-1, .ofNothing), to: five, by: []))
    }

    @Test("a tree that is not there has no proof")
    func outOfRange() {
        let tree = ReferenceTree(size: 4)
        for (index, size) in [(4, 4), (-1, 4), (0, 0), (0, -1)] as [(Int64, Int64)] {
            #expect(throws: EvidenceError.self) { try MerkleProof.inclusion(of: index, in: size, node: tree.node) }
        }
        for (old, new) in [(5, 4), (-1, 4)] as [(Int64, Int64)] {
            #expect(throws: EvidenceError.self) { try MerkleProof.consistency(from: old, to: new, node: tree.node) }
        }
        #expect(throws: EvidenceError.self) { try MerkleProof.root(of: -1, node: tree.node) }
    }

    @Test("a proof in a log of 10,000,000 entries asks for few nodes and has few hashes")
    func large() throws {
        // ⌈log2 10^7⌉ = 24 siblings; one of them, at the edge, is put together from at most 23 subtrees.
        let size: Int64 = 10_000_000
        for index in [0, 1, 5_000_000, 8_388_607, 8_388_608, 9_999_999] as [Int64] {
            var asked = 0
            let proof = try MerkleProof.inclusion(of: index, in: size) { _ in
                asked += 1
                return Self.stranger
            }
            #expect(proof.count <= 24)
            #expect(asked <= 47)
        }
    }

    /// Every way to change a list of hashes by one: one less, one more, one altered, two swapped.
    private func changes(of proof: [LogHash]) -> [[LogHash]] {
        var changed: [[LogHash]] = []
        for place in 0...proof.count {
            var more = proof
            more.insert(Self.stranger, at: place)
            changed.append(more)
        }
        for place in proof.indices {
            var less = proof
            less.remove(at: place)
            var altered = proof
            altered[place] = Self.stranger
            changed += [less, altered]
            if place > 0 {
                var swapped = proof
                swapped.swapAt(place - 1, place)
                changed.append(swapped)
            }
        }
        return changed
    }
}
