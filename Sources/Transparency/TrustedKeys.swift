internal import Crypto

/// The public keys that a verification was given: a log's keys can have changed in the course of time.
package struct TrustedKeys: Sendable {
    package let verifiers: [NoteVerifier]

    /// Without any, no signature can be checked.
    package init(_ verifiers: [NoteVerifier] = []) {
        self.verifiers = verifiers
    }

    /// The checkpoint of a note that one of the keys has signed for its own log.
    package func checkpoint(of note: SignedNote) throws(EvidenceError) -> Checkpoint {
        try Checkpoint(of: note, signedBy: try verifier(of: note))
    }

    /// The key that is to have signed a note: one that a signature names, else the first, which then tells what is missing.
    package func verifier(of note: SignedNote) throws(EvidenceError) -> NoteVerifier {
        let named = verifiers.first { note.signatures.contains(where: $0.hasSigned) }
        guard let verifier = named ?? verifiers.first else {
            throw EvidenceError(.unsigned, "no key was given to check its signature by")
        }
        return verifier
    }
}

/// What the texts of verifier and signer keys share: C2SP signed-note, "Verifier keys".
enum KeyText {
    /// The type byte of Ed25519.
    static let ed25519: UInt8 = 1

    /// The first four bytes of SHA-256 over name, line feed, type and public key.
    static func keyID(name: String, publicKey: [UInt8]) -> UInt32 {
        SHA256.hash(data: Array(name.utf8) + [UInt8(ascii: "\n"), ed25519] + publicKey).prefix(4)
            .reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Name, id and base64 of a key, joined by plus signs.
    static func text(name: String, keyID: UInt32, key: [UInt8]) -> String {
        "\(name)+\(hexadecimal(keyID))+\(Base64.text(of: [ed25519] + key))"
    }

    /// The parts of such a text; nil where it has not the form, or the type is not Ed25519.
    static func parts(of text: some Collection<UInt8>) -> (name: String, keyID: String, key: [UInt8])? {
        let parts = text.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let name = String(validating: parts[0], as: UTF8.self), KeyName.isValid(name),
            let keyID = String(validating: parts[1], as: UTF8.self),
            let key = Base64.bytes(of: parts[2]), key.first == ed25519, key.count == 33
        else { return nil }
        return (name, keyID, Array(key.dropFirst()))
    }

    /// Eight lower-case digits.
    static func hexadecimal(_ keyID: UInt32) -> String {
        let digits = String(keyID, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
