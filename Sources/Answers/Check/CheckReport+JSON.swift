internal import Rendering

extension CheckReport: JSONDocument {
    /// Gives the verdict with all that it rests on as JSON (`tachograph.check/1`) to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try JSONText.writeDocument(to: receive) { text throws(Failure) in
            Shapes.checkHead.writeMembers(of: self, to: &text)
            try text.member("comparisons", figures.comparisons, of: Shapes.comparison(figures.options), to: receive)
            try text.member("budgets", figures.budgets, of: Shapes.budget, to: receive)
        }
    }
}
