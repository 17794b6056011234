internal import Foundation
internal import Transparency

/// A file outside the store that always holds the newest checkpoint.
struct CheckpointFile {
    let path: String
    let verifier: NoteVerifier
    private static let option = "--checkpoint-file"

    init(path: String, verifier: NoteVerifier) throws {
        self.path = path
        self.verifier = verifier
        _ = try held()
        try WrittenFile.check(path, option: CheckpointFile.option)
    }

    /// The checkpoint that it holds; nil where there is no file, or an empty one.
    ///
    /// Throws: where it holds something else, which is not overwritten, or a checkpoint that the key has not signed.
    func held() throws -> Checkpoint? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let bytes = try EvidenceFile.bytes(of: path, what: "the checkpoint", option: CheckpointFile.option)
        guard !bytes.isEmpty else { return nil }
        return try EvidenceFile.named(path) {
            try Checkpoint(of: SignedNote(parsing: bytes), signedBy: verifier)
        }
    }

    func replace(by note: SignedNote) throws {
        let file = try WrittenFile(at: path, option: CheckpointFile.option)
        do {
            try file.append(Array(note.rendered.utf8))
            try file.finish()
        } catch {
            file.discard()
            throw error
        }
    }
}
