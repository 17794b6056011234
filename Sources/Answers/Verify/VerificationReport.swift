package import Timelines

/// What a verification was asked beside what it found.
package struct VerificationReport: Hashable, Sendable {
    package static let schema = "tachograph.verify/1"

    package var asked: VerificationRequest
    /// Nil where no store was verified.
    package var store: StoreFindings?
    /// Nil where no checkpoint from outside was given to hold the store against.
    package var outside: CheckpointFinding?
    /// Nil where no proof was verified.
    package var proof: ProofFinding?

    package init(
        asked: VerificationRequest,
        store: StoreFindings? = nil,
        outside: CheckpointFinding? = nil,
        proof: ProofFinding? = nil
    ) {
        self.asked = asked
        self.store = store
        self.outside = outside
        self.proof = proof
    }

    /// Whether all that was asked for holds.
    package var isIntact: Bool {
        (store?.count ?? 0) == 0 && outside?.complaint == nil && proof?.complaint == nil
    }
}

/// What was to be verified, with what.
package struct VerificationRequest: Hashable, Sendable {
    /// The files, as they were named.
    package var store: String?
    package var against: String?
    package var proof: String?
    /// The names of the keys that signatures were checked by.
    package var keys: [String]

    package init(store: String? = nil, against: String? = nil, proof: String? = nil, keys: [String] = []) {
        self.store = store
        self.against = against
        self.proof = proof
        self.keys = keys
    }
}

/// A checkpoint, and what is wrong with it or with the way that leads to it.
package struct CheckpointFinding: Hashable, Sendable {
    package var origin: String?
    /// Nil where the checkpoint can't be believed.
    package var log: LogState?
    /// Nil where it holds.
    package var complaint: String?

    package init(origin: String? = nil, log: LogState? = nil, complaint: String? = nil) {
        self.origin = origin
        self.log = log
        self.complaint = complaint
    }
}

/// A proof, what it proves, and what is wrong with it.
package struct ProofFinding: Hashable, Sendable {
    package enum Subject: Hashable, Sendable {
        /// That the log holds an entry; nil where it does not hold it.
        case entry(ProvenEntry?)
        /// That the log begins with the one of an older checkpoint.
        case consistency(older: LogState?)
    }

    package var subject: Subject
    package var checkpoint: CheckpointFinding

    package init(subject: Subject, checkpoint: CheckpointFinding) {
        self.subject = subject
        self.checkpoint = checkpoint
    }

    package var complaint: String? { checkpoint.complaint }
}

/// An entry of which a proof has shown that a log holds it.
package struct ProvenEntry: Hashable, Sendable {
    /// Its receipt number, from 1.
    package var seq: Int64
    /// The number that docs/data-model.md gives the kind of observation.
    package var kind: Int
    package var pass: Int64
    package var recordedAt: Instant
    /// Nil where the observation is of no one container.
    package var container: ContainerID?
    /// As it was received.
    package var body: String

    package init(
        seq: Int64,
        kind: Int,
        pass: Int64,
        recordedAt: Instant,
        container: ContainerID?,
        body: String
    ) {
        self.seq = seq
        self.kind = kind
        self.pass = pass
        self.recordedAt = recordedAt
        self.container = container
        self.body = body
    }
}

extension VerificationReport {
    /// What is wrong, in one line, the worst first; empty where nothing is.
    package var firstComplaint: String {
        if let complaint = proof?.complaint { return "\(asked.proof ?? ""): \(complaint)" }
        if let finding = store?.foremost { return "\(asked.store ?? ""): \(finding.summary)" }
        if let complaint = outside?.complaint { return "\(asked.against ?? ""): \(complaint)" }
        return ""
    }
}
