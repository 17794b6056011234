internal import Rendering

extension StabilityReport: JSONDocument {
    /// Gives the report as JSON (`tachograph.report/1`) to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try JSONText.writeDocument(to: receive) { text throws(Failure) in
            Shapes.summary.writeMembers(of: self, to: &text)
            try text.member("containers", figures.containers, of: Shapes.container, to: receive)
            try text.member("windows", figures.windows, of: Shapes.window, to: receive)
            try text.member("restarts", figures.restarts, of: Shapes.restart, to: receive)
            try text.member("actors", figures.actors, of: Shapes.actor, to: receive)
            text.key("quality")
            Shapes.quality.write(figures.quality, to: &text)
            if let comparison {
                text.key("comparison")
                Shapes.comparison(timezone: timezone).write(comparison, to: &text)
            }
        }
    }
}
