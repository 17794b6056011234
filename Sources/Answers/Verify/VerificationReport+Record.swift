package import Rendering

extension VerificationReport: Answer {
    /// The verification (`tachograph.verify/1`).
    package var record: Record {
        Record([.fields(of: self, Shapes.verification)])
    }
}

extension Shapes {
    fileprivate static let verification = Shape<VerificationReport>(fields: [
        .text("schema") { _ in VerificationReport.schema },
        .flag("intact") { $0.isIntact },
        .object("asked", verificationRequest) { $0.asked },
        .object("store", storeFindings) { $0.store },
        .object("outside", checkpointFinding) { $0.outside },
        .object("proof", proofFinding) { $0.proof },
    ])
}
