internal import Rendering

extension TimelineReport: JSONDocument {
    /// Gives the timeline as JSON (`tachograph.timeline/1`) to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        try JSONText.writeDocument(to: receive) { text throws(Failure) in
            Shapes.timelineHead.writeMembers(of: self, to: &text)
            try text.member("stretches", stretches, of: Shapes.stretch, to: receive)
        }
    }
}
