/// A text signed by one or more keys: C2SP signed-note.
///
/// Reading one says nothing about who signed it: that is for `NoteVerifier.verify`.
package struct SignedNote: Hashable, Sendable {
    /// What is signed; it ends with a line feed.
    package let text: String
    package let signatures: [NoteSignature]

    /// As many as nobody needs; the specification asks for 16 at least.
    static let mostSignatures = 100

    /// Throws: `malformedNote` where `text` can't be a note's text.
    package init(text: String, signatures: [NoteSignature]) throws(EvidenceError) {
        guard text.utf8.last == UInt8(ascii: "\n"), SignedNote.isPlain(text.utf8) else {
            throw SignedNote.malformed("its text has to end with a line feed and hold no other control character")
        }
        guard 1...SignedNote.mostSignatures ~= signatures.count else {
            throw SignedNote.malformed(
                "it has \(signatures.count) signatures; a note has 1 to \(SignedNote.mostSignatures)"
            )
        }
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note: its text up to the last empty line, then one signature a line.
    package init(parsing bytes: some Sequence<UInt8>) throws(EvidenceError) {
        let bytes = Array(bytes)
        guard let whole = String(validating: bytes, as: UTF8.self), SignedNote.isPlain(bytes) else {
            throw SignedNote.malformed("it is not UTF-8, or it holds control characters")
        }
        guard let end = SignedNote.endOfText(in: bytes) else {
            throw SignedNote.malformed("no empty line stands between its text and its signatures")
        }
        var lines = Lines(bytes[(end + 1)...])
        var signatures: [NoteSignature] = []
        while !lines.isAtEnd {
            guard let line = lines.next() else { throw SignedNote.malformed("its last line is cut off") }
            guard let signature = NoteSignature(line: line) else {
                throw SignedNote.malformed("a signature line has not the form “— name base64”")
            }
            signatures.append(signature)
        }
        let text = whole.utf8.prefix(end)
        try self.init(text: String(decoding: text, as: UTF8.self), signatures: signatures)
    }

    /// The note as it is written; reading it gives the same note, and writing one that was read the same bytes.
    package var rendered: String {
        text + "\n" + signatures.map { $0.line + "\n" }.joined()
    }

    /// Where the last empty line stands.
    private static func endOfText(in bytes: [UInt8]) -> Int? {
        let feed = UInt8(ascii: "\n")
        return bytes.indices.dropFirst().last { bytes[$0] == feed && bytes[$0 - 1] == feed }
    }

    private static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") }
    }

    private static func malformed(_ detail: String) -> EvidenceError {
        EvidenceError(.malformedNote, "this is no signed note: \(detail)")
    }
}
