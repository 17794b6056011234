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
