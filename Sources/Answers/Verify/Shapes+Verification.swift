internal import Rendering
internal import Timelines

extension Shapes {
    static let verificationRequest = Shape<VerificationRequest>(fields: [
        .text("store") { $0.store },
        .text("against") { $0.against },
        .text("proof") { $0.proof },
        .texts("keys") { $0.keys },
    ])

    static let checkpointFinding = Shape<CheckpointFinding>(fields: [
        .text("origin") { $0.origin },
        .object("log", log) { $0.log },
        .text("complaint") { $0.complaint },
    ])

    static let storeFindings = Shape<StoreFindings>(fields: [
        .long("observations") { $0.observations },
        .text("root") { $0.root.map(base64) },
        .long("entries") { $0.entries },
        .integer("containers") { $0.containers },
        .long("passes") { $0.passes },
        .instant("recorded_from") { $0.recorded?.lowerBound },
        .instant("recorded_to") { $0.recorded?.upperBound },
        .long("nodes") { $0.nodes },
        .integer("checkpoints") { $0.checkpoints },
        .integer("checkpoints_valid") { $0.validCheckpoints },
        .span("took_ms") { $0.took },
        .integer("differences") { $0.count },
        .list("findings", storeFinding, phrase: { $0.kind }) { $0.findings },
    ])

    static let proofFinding = Shape<ProofFinding>(fields: [
        .text("proves") { finding in
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
    ])

    private static let storeFinding = Shape<StoreFinding>(fields: [
        .text("kind") { $0.kind },
        .text("table") { $0.table },
        .text("row") { $0.row },
        .text("column") { $0.column },
        .long("seq") { $0.seq },
        .long("last_seq") { $0.lastSeq },
        .text("container_id") { $0.container?.text },
        .instant("at") { $0.at },
        .text("expected") { $0.expected },
        .text("found") { $0.found },
    ])

    private static let provenEntry = Shape<ProvenEntry>(fields: [
        .long("seq") { $0.seq },
        .integer("kind") { $0.kind },
        .long("pass") { $0.pass },
        .instant("recorded_at") { $0.recordedAt },
        .text("container_id") { $0.container?.text },
        .text("body") { $0.body },
    ])
}

extension Field {
    fileprivate static func long(_ name: String, _ read: @escaping @Sendable (Value) -> Int64?) -> Field {
        integer(name) { read($0).map { Int($0) } }
    }
}
