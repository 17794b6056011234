internal import Files
internal import Foundation
internal import Transparency

/// Reads and writes the two files of a key.
enum KeyFiles {
    /// Reads the private key that signs for a log.
    static func signer(_ path: String) throws -> NoteSigner {
        let file = try contents(of: path)
        do {
            let signer = try NoteSigner(parsing: text(of: file))
            file.warnIfOpenToOthers(path, "this private key")
            return signer
        } catch {
            throw Failure.usage("\(path): \(error.message)")
        }
    }

    /// Reads the public keys that check signatures.
    static func trusted(_ paths: [String]) throws -> TrustedKeys {
        TrustedKeys(try paths.map(verifier))
    }

    /// Reads the public key that checks a log's signatures.
    static func verifier(_ path: String) throws -> NoteVerifier {
        let file = try contents(of: path)
        do {
            return try NoteVerifier(parsing: text(of: file))
        } catch {
            throw Failure.usage("\(path): \(error.message)")
        }
    }

    /// Writes `prefix`.key, for its owner's eyes alone, and `prefix`.pub; none of them where either is there already.
    static func write(_ signer: NoteSigner, prefix: String) throws {
        try create(prefix + ".key", mode: 0o600, text: signer.secretText)
        do {
            try create(prefix + ".pub", mode: 0o644, text: signer.verifier.text)
        } catch {
            unlink(prefix + ".key")
            throw error
        }
    }

    private static func create(_ path: String, mode: mode_t, text: String) throws {
        try NewFile.create(
            path,
            mode: mode,
            text: text + "\n",
            advice: "a key is never overwritten; choose another --output"
        )
    }

    private static func contents(of path: String) throws -> InputFile {
        try InputFile(path, what: "the key", limit: mostBytes, advice: "name it by --key")
    }

    private static func text(of file: InputFile) -> String {
        String(decoding: file.bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static let mostBytes = 64 << 10
}
