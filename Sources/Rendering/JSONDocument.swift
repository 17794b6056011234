/// What is written as one JSON object.
package protocol JSONDocument {
    /// Gives it to `receive`, in pieces.
    func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure)
}

extension JSONDocument {
    /// The JSON, whole.
    package func json() -> [UInt8] {
        var bytes: [UInt8] = []
        writeJSON { bytes += $0 }
        return bytes
    }
}

extension JSONText {
    /// Gives the object with `members` to `receive`; what they have not given by themselves comes last.
    package static func writeDocument<Failure: Error>(
        to receive: ([UInt8]) throws(Failure) -> Void,
        _ members: (inout JSONText) throws(Failure) -> Void
    ) throws(Failure) {
        var text = JSONText()
        text.open("{")
        try members(&text)
        text.close("}")
        text.finish()
        try text.drain(beyond: 0, to: receive)
    }
}
