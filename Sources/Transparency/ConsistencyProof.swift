/// A file that shows, without the log, that a checkpoint's log begins with that of an older one; docs/evidence.md has its form.
package struct ConsistencyProof: Hashable, Sendable {
    /// The size of the older log; its checkpoint is in the hands of whoever verifies.
    package let from: Int64
    /// The size of the newer one.
    package let to: Int64
    /// As RFC 9162 orders them (2.1.4.1).
    package let hashes: [LogHash]
    /// The newer checkpoint, as the log issued it.
    package let checkpoint: SignedNote

    /// The first line of the file.
    package static let heading = "tachograph consistency proof v1"

    package init(from: Int64, to: Int64, hashes: [LogHash], checkpoint: SignedNote) {
        self.from = from
        self.to = to
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    /// Throws: `malformedProof`, or `malformedNote` for what follows the empty line.
    package init(parsing bytes: [UInt8]) throws(EvidenceError) {
        var lines = Lines(bytes)
        guard let first = lines.next(), first.elementsEqual(ConsistencyProof.heading.utf8) else {
            throw ConsistencyProof.malformed("its first line is not “\(ConsistencyProof.heading)”")
        }
        guard let from = lines.next(after: "from ").flatMap({ Decimal.value(of: $0) }),
            let to = lines.next(after: "to ").flatMap({ Decimal.value(of: $0) })
        else { throw ConsistencyProof.malformed("the lines “from N” and “to N” are missing") }
        guard let hashes = lines.hashes() else {
            throw ConsistencyProof.malformed("a line of it is no hash in base64, or it ends before its checkpoint")
        }
        self.init(from: from, to: to, hashes: hashes, checkpoint: try SignedNote(parsing: lines.remainder))
    }

    /// The file's content.
    package var rendered: String {
        let lines = [ConsistencyProof.heading, "from \(from)", "to \(to)"] + hashes.map(\.base64)
        return lines.map { $0 + "\n" }.joined() + "\n" + checkpoint.rendered
    }

    /// Makes sure that the newer checkpoint is by `verifier` and that its log begins with that of `older`; gives it.
    ///
    /// Throws: what `Checkpoint(of:signedBy:)` throws; `inconsistent`.
    package func verified(from older: Checkpoint, by verifier: NoteVerifier) throws(EvidenceError) -> Checkpoint {
        let newer = try Checkpoint(of: checkpoint, signedBy: verifier)
        guard older.size == from, newer.size == to else {
            throw EvidenceError(
                .inconsistent,
                "it leads from \(from) to \(to) entries, and the checkpoints have \(older.size) and \(newer.size)"
            )
        }
        let isConsistent = MerkleProof.verifyConsistency(
            from: (older.size, older.root),
            to: (newer.size, newer.root),
            by: hashes
        )
        guard isConsistent else {
            throw EvidenceError(
                .inconsistent,
                "its hashes do not lead from the checkpoint of \(from) entries to that of \(to)"
            )
        }
        return newer
    }

    private static func malformed(_ detail: String) -> EvidenceError {
        EvidenceError(.malformedProof, "this is no proof of consistency: \(detail)")
    }
}
