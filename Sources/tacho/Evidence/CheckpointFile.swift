internal import Files
internal import Foundation
internal import Transparency

/// A file outside the store that always holds the newest checkpoint.
struct CheckpointFile {
    private let place: OutputPlace
    let verifier: NoteVerifier
    private static let option = "--checkpoint-file"

    init(path: String, verifier: NoteVerifier, protected: ProtectedFiles) throws {
        place = try OutputPlace(path, option: CheckpointFile.option, protected: protected)
        guard try !place.isStandardOutput else {
            throw Failure.usage("--checkpoint-file \(path): the next run has to read it again; name a file")
        }
        self.verifier = verifier
        _ = try held()
    }

    /// The checkpoint that it holds; nil where there is no file, or an empty one.
    ///
    /// Throws: where it holds something else, which is not overwritten, or a checkpoint that the key has not signed.
    func held() throws -> Checkpoint? {
        let path = place.path
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let bytes = try EvidenceFile.bytes(of: path, what: "the checkpoint", option: CheckpointFile.option)
        guard !bytes.isEmpty else { return nil }
        return try EvidenceError.naming(path) {
            try Checkpoint(of: SignedNote(parsing: bytes), signedBy: verifier)
        }
    }

    func replace(by note: SignedNote) throws {
        try place.write { receive in try receive(Array(note.rendered.utf8)) }
    }
}
