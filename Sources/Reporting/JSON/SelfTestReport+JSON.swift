internal import Analysis

extension SelfTestReport {
    /// The self-test as JSON (`tachograph.self-test/1`), whole.
    package func json() -> [UInt8] {
        var bytes: [UInt8] = []
        writeJSON { bytes += $0 }
        return bytes
    }

    /// Gives the same to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        var text = JSONText()
        text.open("{")
        Shapes.selfTestHead.writeMembers(of: self, to: &text)
        try text.member("groups", figures.groups, of: Shapes.selfTestResult, to: receive)
        text.close("}")
        text.finish()
        try text.drain(beyond: 0, to: receive)
    }
}
