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

/// A signature line of a note: who claims to have signed, and the signature.
package struct NoteSignature: Hashable, Sendable {
    package let name: String
    /// The first four bytes of the hash that names the key; big-endian.
    package let keyID: UInt32
    package let signature: [UInt8]

    package init(name: String, keyID: UInt32, signature: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.signature = signature
    }

    /// What a signature line begins with: an em dash (U+2014) and a space.
    private static let prefix = "\u{2014} "

    /// Reads a line without its line feed; nil where it is none of the form.
    init?(line: ArraySlice<UInt8>) {
        guard line.starts(with: NoteSignature.prefix.utf8) else { return nil }
        let parts = line.dropFirst(NoteSignature.prefix.utf8.count).split(
            separator: UInt8(ascii: " "),
            omittingEmptySubsequences: false
        )
        guard parts.count == 2, let name = String(validating: parts[0], as: UTF8.self), KeyName.isValid(name),
            let bytes = Base64.bytes(of: parts[1]), bytes.count > 4
        else { return nil }
        self.name = name
        keyID = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        signature = Array(bytes.dropFirst(4))
    }

    /// The line without its line feed.
    var line: String {
        let id = withUnsafeBytes(of: keyID.bigEndian) { Array($0) }
        return NoteSignature.prefix + name + " " + Base64.text(of: id + signature)
    }
}

/// The rule for names of keys: C2SP signed-note, "Format".
package enum KeyName {
    /// Not empty, no white space of Unicode, no plus, no control character of ASCII.
    package static func isValid(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                !scalar.properties.isWhitespace && scalar != "+" && scalar.value >= 0x20
            }
    }

    /// Throws: `badName` where no key can have this name.
    static func check(_ name: String) throws(EvidenceError) {
        guard !isValid(name) else { return }
        throw EvidenceError(
            .badName,
            "“\(name)” can't name a key: a name has no white space and no plus; one such as example.com/fleet is good"
        )
    }
}
