internal import Crypto

/// The public half of an Ed25519 key that signs notes, and its name: C2SP signed-note, "Verifier keys".
package struct NoteVerifier: Hashable, Sendable {
    package let name: String
    package let keyID: UInt32
    /// 32 bytes (RFC 8032, 5.1.5).
    package let publicKey: [UInt8]

    init(name: String, publicKey: [UInt8]) {
        self.name = name
        self.publicKey = publicKey
        keyID = KeyText.keyID(name: name, publicKey: publicKey)
    }

    /// Reads `name+id+base64`.
    ///
    /// Throws: `malformedKey` where it has not this form, is of another kind than Ed25519, or its id is not that of the key.
    package init(parsing text: String) throws(EvidenceError) {
        guard let (name, keyID, publicKey) = KeyText.parts(of: text.utf8),
            (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil
        else {
            throw EvidenceError(
                .malformedKey,
                "this is no public key of the form name+id+base64; tacho keys new makes one (NAME.pub)"
            )
        }
        self.init(name: name, publicKey: publicKey)
        guard keyID == KeyText.hexadecimal(self.keyID) else {
            throw EvidenceError(.malformedKey, "the public key's id is not that of its name and bytes")
        }
    }

    /// The key as it is given to those who verify: `name+id+base64`.
    package var text: String {
        KeyText.text(name: name, keyID: keyID, key: publicKey)
    }

    /// Whether a signature claims to be by this key.
    package func hasSigned(_ signature: NoteSignature) -> Bool {
        signature.keyID == keyID && signature.name.utf8.elementsEqual(name.utf8)
    }

    /// Makes sure that the key has signed the note; signatures by other keys are nothing to it.
    ///
    /// Throws: `unsigned` where no signature is by this key, `forged` where one says so and does not verify.
    package func verify(_ note: SignedNote) throws(EvidenceError) {
        let own = note.signatures.filter(hasSigned)
        guard !own.isEmpty else {
            throw EvidenceError(
                .unsigned,
                "it bears no signature by the key \(name) (\(KeyText.hexadecimal(keyID)))\(signers(of: note))"
            )
        }
        guard own.allSatisfy({ isValid($0.signature, over: note.text) }) else {
            throw EvidenceError(.forged, "the signature under the name of \(name) is not by its key over this text")
        }
    }

    private func isValid(_ signature: [UInt8], over text: String) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
        return key.isValidSignature(signature, for: Array(text.utf8))
    }

    private func signers(of note: SignedNote) -> String {
        let others = note.signatures.map { "\($0.name) (\(KeyText.hexadecimal($0.keyID)))" }
        return ", only by " + others.joined(separator: ", ")
    }
}

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
