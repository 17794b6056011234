internal import Analysis

extension AuditReport {
    /// The audit as JSON (`tachograph.audit/1`), whole.
    package func json() -> [UInt8] {
        var bytes: [UInt8] = []
        writeJSON { bytes += $0 }
        return bytes
    }

    /// Gives the audit as JSON to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        var text = JSONText()
        text.open("{")
        Shapes.auditHead.writeMembers(of: self, to: &text)
        try text.member("containers", figures.containers, of: Shapes.auditedContainer, to: receive)
        try text.member("amendments", figures.amendments, of: Shapes.amendment, to: receive)
        try text.member("vanished", figures.vanished, of: Shapes.vanishedEntry, to: receive)
        try text.member("chain_breaks", figures.chainBreaks, of: Shapes.chainBreak, to: receive)
        try text.member("quarantined", figures.quarantined, of: Shapes.quarantinedElement, to: receive)
        try text.member("drift", figures.drift, of: Shapes.drift, to: receive)
        text.close("}")
        text.finish()
        try text.drain(beyond: 0, to: receive)
    }
}
