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
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw failure(path) }
            throw Failure.usage(
                "\(path): there is a file already, and a key is never overwritten; choose another --output"
            )
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            // What the umask takes away is given back: both files are of use to their owner.
            guard fchmod(descriptor, mode) == 0 else { throw failure(path) }
            try file.write(contentsOf: Data((text + "\n").utf8))
            try file.synchronize()
        } catch {
            unlink(path)
            if error is Failure { throw error }
            throw Failure(status: .inputOutput, message: "\(path): can't be written (\(reason(of: error)))")
        }
    }

    private static func failure(_ path: String) -> Failure {
        let reason = String(cString: strerror(errno))
        return Failure(
            status: .inputOutput,
            message: "\(path): can't be written (\(reason)); choose another place by --output"
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
