internal import Rendering

extension WhoReport: JSONDocument {
    /// Gives the report as JSON (`tachograph.who/1`) to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try JSONText.writeDocument(to: receive) { text throws(Failure) in
            Shapes.whoHead.writeMembers(of: self, to: &text)
            try text.member("entries", figures.answers, of: Shapes.whoAnswer, to: receive)
        }
    }
}
