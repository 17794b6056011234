internal import Analysis

extension CheckReport {
    /// The verdict with all that it rests on as JSON (`tachograph.check/1`), whole.
    package func json() -> [UInt8] {
        var bytes: [UInt8] = []
        writeJSON { bytes += $0 }
        return bytes
    }

    /// Gives the same to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        var text = JSONText()
        text.open("{")
        Shapes.checkHead.writeMembers(of: self, to: &text)
        try text.member("comparisons", figures.comparisons, of: Shapes.comparison(figures.options), to: receive)
        try text.member("budgets", figures.budgets, of: Shapes.budget, to: receive)
        text.close("}")
        text.finish()
        try text.drain(beyond: 0, to: receive)
    }
}
