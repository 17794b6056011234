internal import Rendering

extension SelfTestReport: JSONDocument {
    /// Gives the self-test as JSON (`tachograph.self-test/1`) to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try JSONText.writeDocument(to: receive) { text throws(Failure) in
            Shapes.selfTestHead.writeMembers(of: self, to: &text)
            try text.member("groups", figures.groups, of: Shapes.selfTestResult, to: receive)
        }
    }
}
