extension TimelineReport {
    /// The timeline as JSON (`tachograph.timeline/1`), whole.
    package func json() -> [UInt8] {
        var bytes: [UInt8] = []
        writeJSON { bytes += $0 }
        return bytes
    }

    /// Gives the timeline as JSON to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        var text = JSONText()
        text.open("{")
        Shapes.timelineHead.writeMembers(of: self, to: &text)
        try text.member("stretches", stretches, of: Shapes.stretch, to: receive)
        text.close("}")
        text.finish()
        try text.drain(beyond: 0, to: receive)
    }
}
