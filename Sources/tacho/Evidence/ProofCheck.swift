internal import Answers
internal import Timelines
internal import Transparency

/// Checks a proof in a file by nothing but keys, and the older checkpoint where it is one of consistency.
struct ProofCheck {
    let keys: TrustedKeys

    /// What the proof in `file` shows, or what is wrong with it.
    ///
    /// Throws: where the file holds no proof, or one of consistency and there is no `against`.
    func finding(in file: String, against: String?) throws -> ProofFinding {
        let bytes = try EvidenceFile.bytes(of: file, what: "the proof", option: "--proof")
        guard bytes.starts(with: ConsistencyProof.heading.utf8) else {
            let proof = try EvidenceFile.named(file) { try InclusionProof(parsing: bytes) }
            guard against == nil else {
                throw Failure.usage("\(file): it is the proof of an entry; --against goes with one of consistency")
            }
            return try EvidenceFile.named(file) { try finding(of: proof) }
        }
        let proof = try EvidenceFile.named(file) { try ConsistencyProof(parsing: bytes) }
        guard let against else {
            throw Failure.usage("\(file): it leads from an older checkpoint; give that by --against")
        }
        let older = try EvidenceFile.note(in: against, option: "--against")
        return try EvidenceFile.named(file) { try finding(of: proof, older: older) }
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
        } catch let error as EvidenceError where ExitStatus(error.code) == .broken {
            return (nil, CheckpointFinding(complaint: error.message))
        }
    }
}

extension CheckpointFinding {
    init(_ checkpoint: Checkpoint) {
        self.init(origin: checkpoint.origin, log: LogState(checkpoint))
    }
}

extension LogState {
    init(_ checkpoint: Checkpoint) {
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
