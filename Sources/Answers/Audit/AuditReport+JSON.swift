internal import Rendering

extension AuditReport: JSONDocument {
    /// Gives the audit as JSON (`tachograph.audit/1`) to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try JSONText.writeDocument(to: receive) { text throws(Failure) in
            Shapes.auditHead.writeMembers(of: self, to: &text)
            try text.member("containers", figures.containers, of: Shapes.auditedContainer, to: receive)
            try text.member("amendments", figures.amendments, of: Shapes.amendment, to: receive)
            try text.member("vanished", figures.vanished, of: Shapes.vanishedEntry, to: receive)
            try text.member("chain_breaks", figures.chainBreaks, of: Shapes.chainBreak, to: receive)
            try text.member("quarantined", figures.quarantined, of: Shapes.quarantinedElement, to: receive)
            try text.member("drift", figures.drift, of: Shapes.drift, to: receive)
        }
    }
}
