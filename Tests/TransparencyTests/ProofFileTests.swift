import Testing
import Timelines
import Transparency

@Suite("Checkpoints and proofs as files")
struct ProofFileTests {
    private let signer: NoteSigner
    /// Entries as the data model encodes them.
    private let tree: ReferenceTree

    init() throws {
        signer = try NoteSigner.generate(name: "example.com/fleet")
        tree = ReferenceTree(leaves: (0..<21).map { Self.entry("{\"n\":\($0)}") })
    }

    private static func entry(_ body: String) -> [UInt8] {
        var encoder = LeafEncoder()
        Array("c1".utf8).withUnsafeBytes { id in
            Array(body.utf8).withUnsafeBytes { body in
                let instant = Instant(milliseconds: 1_794_182_400_001)
                encoder.encode(kind: 4, pass: 258, recordedAt: instant, container: id, body: body)
            }
        }
        return Array(encoder.prefixed.dropFirst())
    }

    private func checkpoint(_ size: Int, origin: String = "example.com/fleet") throws -> SignedNote {
        try signer.sign(Checkpoint(origin: origin, size: Int64(size), root: tree.rootHash(of: size)).text)
    }

    private func proof(_ index: Int, in size: Int) throws -> InclusionProof {
        InclusionProof(
            extra: tree.leaves[index],
            index: Int64(index),
            hashes: try MerkleProof.inclusion(of: Int64(index), in: Int64(size), node: tree.node),
            checkpoint: try checkpoint(size)
        )
    }

    private func consistency(_ old: Int, to new: Int) throws -> ConsistencyProof {
        ConsistencyProof(
            from: Int64(old),
            to: Int64(new),
            hashes: try MerkleProof.consistency(from: Int64(old), to: Int64(new), node: tree.node),
            checkpoint: try checkpoint(new)
        )
    }

    @Test("a checkpoint is origin, size and root, each on a line")
    func checkpointText() throws {
        // The example of the C2SP document.
        let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        let checkpoint = try Checkpoint(parsing: text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa")
        #expect(checkpoint.size == 20_852_163)
        #expect(hexadecimal(checkpoint.root.bytes).hasPrefix("0ac5186a91863e8e"))
        #expect(checkpoint.extensions == [])
        #expect(checkpoint.text == text)
        let extended = try Checkpoint(parsing: text + "one\ntwo\n")
        #expect(extended.extensions == ["one", "two"])
        #expect(extended.text == text + "one\ntwo\n")
        let empty = Checkpoint(origin: "o", size: 0, root: .ofNothing)
        #expect(empty.text == "o\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
        #expect(try Checkpoint(parsing: empty.text) == empty)
    }

    @Test(
        "what is no checkpoint is refused",
        arguments: [
            "", "\n", "o\n", "o\n1\n", "\n1\nROOT\n", "o\n01\nROOT\n", "o\n-1\nROOT\n", "o\n+1\nROOT\n",
            "o\n1 \nROOT\n",
            "o\n\nROOT\n", "o\n9223372036854775808\nROOT\n", "o\n1\nROOT", "o\n1\nROOT \n", "o\n1\n\n",
            "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2=\n", "o\n1\nROOT\n\n", "o\n1\nROOT\na\n\nb\n",
            "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        ]
    )
    func badCheckpoints(text: String) {
        let text = text.replacing("ROOT", with: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")
        #expect(code { try Checkpoint(parsing: text) } == .malformedCheckpoint)
    }

    @Test("a checkpoint of another log is told, though the key is right")
    func origin() throws {
        let own = try checkpoint(8)
        #expect(try Checkpoint(of: own, signedBy: signer.verifier).size == 8)
        let other = try checkpoint(8, origin: "example.com/other")
        #expect(code { try Checkpoint(of: other, signedBy: signer.verifier) } == .otherLog)
        let stranger = try NoteSigner.generate(name: "example.com/fleet")
        #expect(code { try Checkpoint(of: own, signedBy: stranger.verifier) } == .unsigned)
        let note = try signer.sign("no checkpoint\n")
        #expect(code { try Checkpoint(of: note, signedBy: signer.verifier) } == .malformedCheckpoint)
    }

    @Test("a proof of an entry is read as it was written, and verified")
    func inclusion() throws {
        for index in [0, 7, 20] {
            let written = try proof(index, in: 21)
            let read = try InclusionProof(parsing: Array(written.rendered.utf8))
            #expect(read == written)
            let (leaf, checkpoint) = try read.verified(by: signer.verifier)
            #expect(leaf.body == Array("{\"n\":\(index)}".utf8))
            #expect(checkpoint.size == 21)
        }
        let lines = try proof(2, in: 3).rendered.split(separator: "\n", omittingEmptySubsequences: false)
        // Leaves 0 and 1 are the sibling: one hash.
        #expect(lines[0] == "c2sp.org/tlog-proof@v1")
        #expect(lines[1].hasPrefix("extra AQQAAAAAAAABAgAAAaG9mszIAQ") || lines[1].hasPrefix("extra AQQAAAAAAAABAg"))
        #expect(lines[2] == "index 2")
        #expect(lines[3].count == 44)
        #expect(lines[4].isEmpty)
        #expect(lines[5...7].elementsEqual(["example.com/fleet", "3", lines[7]]))
        #expect(lines[8].isEmpty)
        #expect(lines[9].hasPrefix("— example.com/fleet "))
        #expect(lines[10...].elementsEqual([""]))
    }

    @Test("a proof proves no other entry, place or log")
    func wrongInclusion() throws {
        let good = try proof(7, in: 21)
        func verdict(
            extra: [UInt8]? = good.extra,
            index: Int64 = 7,
            hashes: [LogHash] = good.hashes,
            checkpoint: SignedNote = good.checkpoint
        ) -> EvidenceError.Code? {
            let proof = InclusionProof(extra: extra, index: index, hashes: hashes, checkpoint: checkpoint)
            return code { try proof.verified(by: signer.verifier) }
        }
        #expect(verdict() == nil)
        #expect(verdict(extra: tree.leaves[8]) == .notIncluded)
        #expect(verdict(extra: Self.entry("{\"n\":70}")) == .notIncluded)
        #expect(verdict(extra: nil) == .malformedProof)
        #expect(verdict(index: 6) == .notIncluded)
        #expect(verdict(index: 21) == .notIncluded)
        #expect(verdict(hashes: good.hashes.dropLast()) == .notIncluded)
        #expect(verdict(checkpoint: try checkpoint(20)) == .notIncluded)
        #expect(verdict(checkpoint: try checkpoint(21, origin: "another")) == .otherLog)
        let forged = try SignedNote(
            text: good.checkpoint.text,
            signatures: [
                NoteSignature(
                    name: "example.com/fleet",
                    keyID: signer.verifier.keyID,
                    signature: [UInt8](repeating: 1, count: 64)
                )
            ]
        )
        #expect(verdict(checkpoint: forged) == .forged)
    }

    @Test("a proof that is cut off anywhere, or has a byte too many, is refused")
    func truncated() throws {
        for rendered in [try proof(7, in: 21).rendered, try consistency(7, to: 21).rendered] {
            let bytes = Array(rendered.utf8)
            let isInclusion = rendered.hasPrefix(InclusionProof.heading)
            func reads(_ bytes: [UInt8]) -> Bool {
                if isInclusion { return (try? InclusionProof(parsing: bytes)) != nil }
                return (try? ConsistencyProof(parsing: bytes)) != nil
            }
            #expect(reads(bytes))
            for length in bytes.indices { #expect(!reads(Array(bytes.prefix(length))), "\(length) bytes") }
            #expect(!reads(bytes + [10]) && !reads(bytes + [65]) && !reads([10] + bytes))
        }
    }

    @Test("no byte of a proof can be changed without its being noticed")
    func changed() throws {
        let bytes = Array(try proof(7, in: 21).rendered.utf8)
        for place in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[place] ^= 1 << bit
                #expect(
                    throws: EvidenceError.self,
                    "bit \(bit) of byte \(place)",
                    performing: { _ = try InclusionProof(parsing: changed).verified(by: signer.verifier) }
                )
            }
        }
    }

    @Test(
        "what is no proof of an entry is refused",
        arguments: [
            ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("index 7", "index 07"), ("index 7", "index"),
            ("index 7", "index -7"), ("index 7", "Index 7"), ("extra ", "extra  "), ("index 7\n", "index 7\nAAAA\n"),
            ("index 7\n", "index 7\n\n"), ("extra A", "extra *"),
        ]
    )
    func malformed(part: String, replacement: String) throws {
        let text = try proof(7, in: 21).rendered.replacing(part, with: replacement)
        #expect(
            throws: EvidenceError.self,
            performing: { _ = try InclusionProof(parsing: Array(text.utf8)).verified(by: signer.verifier) }
        )
    }

    @Test("a proof of consistency is read as it was written, and leads from the older checkpoint alone")
    func consistency() throws {
        for old in [0, 1, 7, 8, 16, 21] {
            let written = try consistency(old, to: 21)
            let read = try ConsistencyProof(parsing: Array(written.rendered.utf8))
            #expect(read == written)
            let older = try Checkpoint(parsing: checkpoint(old).text)
            #expect(try read.verified(from: older, by: signer.verifier).size == 21)
            let root = LogHash(ofLeaf: [1])
            let rewritten = Checkpoint(origin: older.origin, size: older.size, root: root)
            #expect(code { try read.verified(from: rewritten, by: signer.verifier) } == .inconsistent)
            let longer = Checkpoint(origin: older.origin, size: older.size + 1, root: older.root)
            #expect(code { try read.verified(from: longer, by: signer.verifier) } == .inconsistent)
            let stranger = try NoteSigner.generate(name: "example.com/fleet")
            #expect(code { try read.verified(from: older, by: stranger.verifier) } == .unsigned)
        }
        let lines = try consistency(7, to: 21).rendered.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0...2].elementsEqual(["tachograph consistency proof v1", "from 7", "to 21"]))
    }

    @Test("an entry is read as the data model encodes it, and nothing else is")
    func leaf() throws {
        let data = Self.entry("{}")
        let leaf = try Leaf(decoding: data)
        #expect(leaf.kind == 4)
        #expect(leaf.pass == 258)
        #expect(leaf.recordedAt == Instant(milliseconds: 1_794_182_400_001))
        #expect(leaf.container == "c1")
        #expect(leaf.body == Array("{}".utf8))
        for length in data.indices {
            #expect(code { try Leaf(decoding: Array(data.prefix(length))) } == .malformedLeaf)
        }
        #expect(code { try Leaf(decoding: data + [0]) } == .malformedLeaf)
        #expect(code { try Leaf(decoding: [2] + data.dropFirst()) } == .malformedLeaf)
        var notText = data
        // The first byte of the container's id: after 1 + 1 + 8 + 8 + 4.
        notText[22] = 0xFF
        #expect(code { try Leaf(decoding: notText) } == .malformedLeaf)
        var endless = data
        endless.replaceSubrange(18..<22, with: big(UInt32.max))
        #expect(code { try Leaf(decoding: endless) } == .malformedLeaf)
    }
}
