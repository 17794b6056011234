/// A file that shows, without the log, that an entry is in it: C2SP tlog-proof.
package struct InclusionProof: Hashable, Sendable {
    /// What the entry's leaf hash is made of: the leaf's data, as docs/data-model.md encodes them.
    package let extra: [UInt8]?
    /// The entry's place in the log, from 0.
    package let index: Int64
    /// From the leaf's sibling upwards.
    package let hashes: [LogHash]
    /// As the log issued it.
    package let checkpoint: SignedNote

    /// The first line of the file.
    package static let heading = "c2sp.org/tlog-proof@v1"

    package init(extra: [UInt8]?, index: Int64, hashes: [LogHash], checkpoint: SignedNote) {
        self.extra = extra
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    /// Throws: `malformedProof`, or `malformedNote` for what follows the empty line.
    package init(parsing bytes: [UInt8]) throws(EvidenceError) {
        var lines = Lines(bytes)
        guard let first = lines.next(), first.elementsEqual(InclusionProof.heading.utf8) else {
            throw InclusionProof.malformed("its first line is not “\(InclusionProof.heading)”")
        }
        var extra: [UInt8]?
        if let text = lines.next(after: "extra ") {
            guard let bytes = Base64.bytes(of: text) else {
                throw InclusionProof.malformed("the entry after “extra” is not base64")
            }
            extra = bytes
        }
        guard let index = lines.next(after: "index ").flatMap({ Decimal.value(of: $0) }) else {
            throw InclusionProof.malformed("the line “index N” is missing")
        }
        guard let hashes = lines.hashes() else {
            throw InclusionProof.malformed("a line of it is no hash in base64, or it ends before its checkpoint")
        }
        self.init(
            extra: extra,
            index: index,
            hashes: hashes,
            checkpoint: try SignedNote(parsing: lines.remainder)
        )
    }

    /// The file's content.
    package var rendered: String {
        var lines = [InclusionProof.heading]
        if let extra { lines.append("extra " + Base64.text(of: extra)) }
        lines.append("index \(index)")
        lines += hashes.map(\.base64)
        return lines.map { $0 + "\n" }.joined() + "\n" + checkpoint.rendered
    }

    /// Makes sure that a log whose key is `verifier` holds the entry, and gives both.
    ///
    /// Throws: what `Checkpoint(of:signedBy:)` throws; `notIncluded`; `malformedProof` without an entry; `malformedLeaf`.
    package func verified(by verifier: NoteVerifier) throws(EvidenceError) -> (leaf: Leaf, checkpoint: Checkpoint) {
        let checkpoint = try Checkpoint(of: checkpoint, signedBy: verifier)
        guard let extra else { throw InclusionProof.malformed("it does not say of which entry (no line “extra”)") }
        let isIncluded = MerkleProof.verifyInclusion(
            of: LogHash(ofLeaf: extra),
            at: index,
            in: checkpoint.size,
            by: hashes,
            root: checkpoint.root
        )
        guard isIncluded else {
            throw EvidenceError(
                .notIncluded,
                "its hashes do not lead from this entry, as number \(index), to the root of the checkpoint"
            )
        }
        return (try Leaf(decoding: extra), checkpoint)
    }

    private static func malformed(_ detail: String) -> EvidenceError {
        EvidenceError(.malformedProof, "this is no proof of an entry: \(detail)")
    }
}
