import Timelines
import Transparency

extension FuzzTarget {
    /// Proofs, notes and keys: what is accepted has one spelling, and no mutation proves anything else than what was signed.
    static func evidence() throws -> FuzzTarget {
        let signer = try NoteSigner.generate(name: "example.com/fleet")
        let leaf = leaf()
        let hash = LogHash(ofLeaf: leaf)
        let other = LogHash(ofLeaf: [1])
        let root = LogHash(left: other, right: hash)
        let checkpoint = Checkpoint(origin: signer.verifier.name, size: 2, root: root)
        let note = try signer.sign(checkpoint.text)
        let inclusion = InclusionProof(extra: leaf, index: 1, hashes: [other], checkpoint: note)
        let consistency = ConsistencyProof(from: 1, to: 2, hashes: [hash], checkpoint: note)
        let older = Checkpoint(origin: signer.verifier.name, size: 1, root: other)
        let seeds = [inclusion.rendered, consistency.rendered, note.rendered, signer.verifier.text, signer.secretText]
        return FuzzTarget("evidence", seeds: seeds.map { Array($0.utf8) }) { bytes in
            if let proof = try? InclusionProof(parsing: bytes) {
                try expectSameBytes(proof.rendered, bytes)
                if let verified = try? proof.verified(by: signer.verifier) {
                    guard proof.extra == leaf, verified.checkpoint.text == checkpoint.text else {
                        throw BrokenProperty("a proof of something that was never signed is accepted")
                    }
                }
            }
            if let proof = try? ConsistencyProof(parsing: bytes) {
                try expectSameBytes(proof.rendered, bytes)
                if let newer = try? proof.verified(from: older, by: signer.verifier), newer.text != checkpoint.text {
                    throw BrokenProperty("a proof of a checkpoint that was never signed is accepted")
                }
            }
            if let note = try? SignedNote(parsing: bytes) {
                try expectSameBytes(note.rendered, bytes)
                if (try? signer.verifier.verify(note)) != nil, note.text != checkpoint.text {
                    throw BrokenProperty("a text that was never signed is accepted")
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if let verifier = try? NoteVerifier(parsing: text) { try expectSameBytes(verifier.text, bytes) }
            if let signer = try? NoteSigner(parsing: text) { try expectSameBytes(signer.secretText, bytes) }
        }
    }

    private static func leaf() -> [UInt8] {
        var encoder = LeafEncoder()
        Array("c1".utf8).withUnsafeBytes { id in
            Array("{}".utf8).withUnsafeBytes { body in
                let instant = Instant(milliseconds: 1_794_182_400_001)
                encoder.encode(kind: 4, pass: 258, recordedAt: instant, container: id, body: body)
            }
        }
        return Array(encoder.prefixed.dropFirst())
    }

    private static func expectSameBytes(_ rendered: String, _ bytes: [UInt8]) throws {
        guard rendered.utf8.elementsEqual(bytes) else {
            throw BrokenProperty("accepted in another spelling than its own: \(rendered.debugDescription)")
        }
    }
}
