package import Rendering
package import Timelines
package import Transparency

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

extension VerificationReport: DocumentedAnswer {
    package static let title = "What a verification was asked and what it found"

    package static let document: [DocumentPart<VerificationReport>] = [
        .fields(Shapes.verification)
    ]
}

extension Shapes {
    fileprivate static let verification = Shape<VerificationReport>(fields: [
        .constant("schema", VerificationReport.schema),
        .flag("intact", "Whether all that was asked for holds: exit code 0, else 1.") { $0.isIntact },
        .object("asked", verificationRequest, "The files as they were named; the names of the keys.") { $0.asked },
        .object("store", storeFindings) { $0.store },
        .object("outside", checkpointFinding) { $0.outside },
        .object("proof", proofFinding) { $0.proof },
    ])
}

extension Shapes {
    static let verificationRequest = Shape<VerificationRequest>(fields: [
        .text("store") { $0.store },
        .text("against") { $0.against },
        .text("proof") { $0.proof },
        .texts("keys") { $0.keys },
    ])

    static let checkpointFinding = Shape<CheckpointFinding>(
        "checkpoint",
        fields: [
            .text("origin") { $0.origin },
            .object("log", log) { $0.log },
            .text("complaint") { $0.complaint },
        ]
    )

    static let storeFindings = Shape<StoreFindings>(
        "store",
        fields: [
            .integer("observations") { Int($0.observations) },
            .text("root", as: .root) { $0.root.map { Base64.text(of: $0.bytes) } },
            .integer("entries") { Int($0.entries) },
            .integer("containers") { $0.containers },
            .integer("passes") { Int($0.passes) },
            .instant("recorded_from") { $0.recorded?.lowerBound },
            .instant("recorded_to") { $0.recorded?.upperBound },
            .integer("nodes") { Int($0.nodes) },
            .integer("checkpoints") { $0.checkpoints },
            .integer("checkpoints_valid") { $0.validCheckpoints },
            .span("took_ms") { $0.took },
            .integer("differences") { $0.count },
            .list("findings", storeFinding, phrase: { $0.kind.rawValue }) { $0.findings },
        ]
    )

    static let proofFinding = Shape<ProofFinding>(
        "proof",
        fields: [
            .text("proves", as: .choice(["entry", "consistency"])) { finding -> String in
                switch finding.subject {
                case .entry: "entry"
                case .consistency: "consistency"
                }
            },
            .object("entry", provenEntry) { finding in
                guard case .entry(let entry) = finding.subject else { return nil }
                return entry
            },
            .object("older", log) { finding in
                guard case .consistency(let older) = finding.subject else { return nil }
                return older
            },
            .object("checkpoint", checkpointFinding) { $0.checkpoint },
        ]
    )

    private static let storeFinding = Shape<StoreFinding>(
        "finding",
        fields: [
            .choice("kind") { $0.kind },
            .text("table") { $0.table },
            .text("row") { $0.row },
            .text("column") { $0.column },
            .integer("seq") { $0.seq.map { Int($0) } },
            .integer("last_seq") { $0.lastSeq.map { Int($0) } },
            .text("container_id") { $0.container?.text },
            .instant("at") { $0.at },
            .text("expected") { $0.expected },
            .text("found") { $0.found },
        ]
    )

    private static let provenEntry = Shape<ProvenEntry>(
        "proven_entry",
        fields: [
            .integer("seq", from: 1) { Int($0.seq) },
            .integer("kind", from: 1) { $0.kind },
            .integer("pass") { Int($0.pass) },
            .instant("recorded_at") { $0.recordedAt },
            .text("container_id") { $0.container?.text },
            .text("body", "As it was received.") { $0.body },
        ]
    )
}
