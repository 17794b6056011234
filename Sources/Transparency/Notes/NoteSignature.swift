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
