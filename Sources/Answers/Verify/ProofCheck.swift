internal import Timelines
package import Transparency

/// Checks a proof by nothing but keys, and the older checkpoint where it is one of consistency.
package struct ProofCheck {
    private let keys: TrustedKeys

    package init(keys: TrustedKeys) {
        self.keys = keys
    }

    /// What a proof shows, or what is wrong with it; `older` is the checkpoint that a proof of consistency leads from.
    ///
    /// Throws: `EvidenceError` where `bytes` are no proof, `QuestionError` where `older` does not go with it.
    package func finding(of bytes: [UInt8], older: SignedNote?) throws -> ProofFinding {
        guard bytes.starts(with: ConsistencyProof.heading.utf8) else {
            let proof = try InclusionProof(parsing: bytes)
            guard older == nil else {
                throw QuestionError.usage("it is the proof of an entry; --against goes with one of consistency")
            }
            return try finding(of: proof)
        }
        let proof = try ConsistencyProof(parsing: bytes)
        guard let older else {
            throw QuestionError.usage("it leads from an older checkpoint; give that by --against")
        }
        return try finding(of: proof, older: older)
    }

    private func finding(of proof: InclusionProof) throws -> ProofFinding {
        let (entry, checkpoint) = try judged {
            let (leaf, checkpoint) = try proof.verified(by: keys.verifier(of: proof.checkpoint))
            return (ProvenEntry(leaf, seq: proof.index + 1), checkpoint)
        }
        return ProofFinding(subject: .entry(entry), checkpoint: checkpoint)
    }

    private func finding(of proof: ConsistencyProof, older: SignedNote) throws -> ProofFinding {
        let (state, checkpoint) = try judged {
            let older = try keys.checkpoint(of: older)
            let newer = try proof.verified(from: older, by: keys.verifier(of: proof.checkpoint))
            return (LogState(older), newer)
        }
        return ProofFinding(subject: .consistency(older: state), checkpoint: checkpoint)
    }

    /// What `verify` gives, or its complaint where that is a verdict and not a file that can't be read.
    private func judged<Value>(_ verify: () throws -> (Value, Checkpoint)) throws -> (Value?, CheckpointFinding) {
        do {
            let (value, checkpoint) = try verify()
            return (value, CheckpointFinding(checkpoint))
        } catch let error as EvidenceError where error.code.isVerdict {
            return (nil, CheckpointFinding(complaint: error.message))
        }
    }
}

extension CheckpointFinding {
    package init(_ checkpoint: Checkpoint) {
        self.init(origin: checkpoint.origin, log: LogState(checkpoint))
    }
}

extension LogState {
    package init(_ checkpoint: Checkpoint) {
        self.init(size: checkpoint.size, root: checkpoint.root.bytes)
    }
}

extension ProvenEntry {
    fileprivate init(_ leaf: Leaf, seq: Int64) {
        self.init(
            seq: seq,
            kind: Int(leaf.kind),
            pass: leaf.pass,
            recordedAt: leaf.recordedAt,
            container: leaf.container.isEmpty ? nil : ContainerID(leaf.container),
            body: String(decoding: leaf.body, as: UTF8.self)
        )
    }
}
