internal import Rendering

extension VerificationReport {
    /// The report as JSON (`tachograph.verify/1`).
    package func json() -> [UInt8] {
        var text = JSONText()
        text.object { text in
            text.key("schema")
            text.scalar(.text(VerificationReport.schema))
            text.key("intact")
            text.scalar(.flag(isIntact))
            text.key("asked")
            Shapes.verificationRequest.write(asked, to: &text)
            member("store", store, Shapes.storeFindings, &text)
            member("outside", outside, Shapes.checkpointFinding, &text)
            member("proof", proof, Shapes.proofFinding, &text)
        }
        text.finish()
        return text.bytes
    }

    private func member<Part>(_ name: String, _ part: Part?, _ shape: Shape<Part>, _ text: inout JSONText) {
        text.key(name)
        if let part { shape.write(part, to: &text) } else { text.scalar(.null) }
    }
}
