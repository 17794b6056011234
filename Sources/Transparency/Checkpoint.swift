/// What a log says it holds: C2SP tlog-checkpoint.
package struct Checkpoint: Hashable, Sendable {
    /// The log's name: the name of the key that signs for it.
    package let origin: String
    /// How many entries the log has.
    package let size: Int64
    /// The root of the Merkle tree over them.
    package let root: LogHash
    /// Further lines; Tachograph writes none.
    package let extensions: [String]

    package init(origin: String, size: Int64, root: LogHash, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads the text of a note: origin, size, root, and any further lines, none of them empty.
    package init(parsing text: String) throws(EvidenceError) {
        var lines = Lines(text.utf8)
        guard let origin = lines.next(), !origin.isEmpty else {
            throw Checkpoint.malformed("its first line, the log's name, is missing")
        }
        guard let size = lines.next().flatMap({ Decimal.value(of: $0) }) else {
            throw Checkpoint.malformed("its second line is not the number of entries")
        }
        guard let root = lines.next().flatMap({ LogHash(base64: $0) }) else {
            throw Checkpoint.malformed("its third line is not a hash in base64")
        }
        var extensions: [String] = []
        while !lines.isAtEnd {
            guard let line = lines.next(), !line.isEmpty else {
                throw Checkpoint.malformed("a line of it is empty or cut off")
            }
            extensions.append(String(decoding: line, as: UTF8.self))
        }
        self.init(origin: String(decoding: origin, as: UTF8.self), size: size, root: root, extensions: extensions)
    }

    /// Reads the checkpoint of a note, and makes sure that `verifier` has signed it and is the key of the log that it names.
    ///
    /// Throws: as `NoteVerifier.verify`; `malformedCheckpoint`; `otherLog` where the origin is not the key's name.
    package init(of note: SignedNote, signedBy verifier: NoteVerifier) throws(EvidenceError) {
        try verifier.verify(note)
        try self.init(parsing: note.text)
        guard origin.utf8.elementsEqual(verifier.name.utf8) else {
            throw EvidenceError(.otherLog, "it is of the log \(origin), and the key is that of \(verifier.name)")
        }
    }

    /// The text that is signed.
    package var text: String {
        ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    private static func malformed(_ detail: String) -> EvidenceError {
        EvidenceError(.malformedCheckpoint, "this is no checkpoint: \(detail)")
    }
}
