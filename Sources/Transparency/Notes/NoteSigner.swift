internal import Crypto

/// The private half of an Ed25519 key that signs notes, and its name.
package struct NoteSigner: Sendable {
    /// The key that verifies what this one signs.
    package let verifier: NoteVerifier
    /// 32 bytes (RFC 8032, 5.1.5).
    private let seed: [UInt8]

    /// What the text of a private key begins with, as golang.org/x/mod/sumdb/note has it.
    private static let prefix = "PRIVATE+KEY+"

    private init(name: String, key: Curve25519.Signing.PrivateKey) {
        verifier = NoteVerifier(name: name, publicKey: Array(key.publicKey.rawRepresentation))
        seed = Array(key.rawRepresentation)
    }

    /// Makes a new key.
    ///
    /// Throws: `badName` where no key can have this name.
    package static func generate(name: String) throws(EvidenceError) -> NoteSigner {
        try KeyName.check(name)
        return NoteSigner(name: name, key: Curve25519.Signing.PrivateKey())
    }

    /// Reads `PRIVATE+KEY+name+id+base64`.
    ///
    /// Throws: `malformedKey` where it has not this form, is of another kind than Ed25519, or its id is not that of the key.
    package init(parsing text: String) throws(EvidenceError) {
        guard text.utf8.starts(with: NoteSigner.prefix.utf8),
            let (name, keyID, seed) = KeyText.parts(of: text.utf8.dropFirst(NoteSigner.prefix.utf8.count)),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        else {
            throw EvidenceError(
                .malformedKey,
                "this is no private key of the form PRIVATE+KEY+name+id+base64; tacho keys new makes one (NAME.key)"
            )
        }
        self.init(name: name, key: key)
        guard keyID == KeyText.hexadecimal(verifier.keyID) else {
            throw EvidenceError(.malformedKey, "the private key's id is not that of its name and bytes")
        }
    }

    /// The key as it is kept: whoever has this text can sign.
    package var secretText: String {
        NoteSigner.prefix + KeyText.text(name: verifier.name, keyID: verifier.keyID, key: seed)
    }

    /// Signs `text`, which has to end with a line feed.
    ///
    /// Throws: `malformedNote` where it can't be a note's text, `malformedKey` where the key can't sign.
    package func sign(_ text: String) throws(EvidenceError) -> SignedNote {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let signature = try? key.signature(for: Array(text.utf8))
        else { throw EvidenceError(.malformedKey, "the key \(verifier.name) can't sign") }
        return try SignedNote(
            text: text,
            signatures: [
                NoteSignature(name: verifier.name, keyID: verifier.keyID, signature: Array(signature))
            ]
        )
    }
}
