internal import Files
internal import Foundation
internal import Storage
internal import Timelines
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

/// The checkpoint that an ingest leaves outside the store.
struct CheckpointKeeping {
    private let file: CheckpointFile
    private let signing: CheckpointSigning
    private let store: String

    /// Reads the key and what the file holds, before anything is fetched; nil where no file is named.
    init?(file: String?, key: String?, store: String, protected: ProtectedFiles, now: @escaping @Sendable () -> Instant)
        throws
    {
        guard let file, let key else { return nil }
        let signer = try KeyFiles.signer(key)
        self.file = try CheckpointFile(
            path: file,
            verifier: signer.verifier,
            protected: protected + ProtectedFiles(key, "the key")
        )
        self.store = store
        signing = CheckpointSigning(path: store, signer: signer, now: now)
    }

    /// Signs the log as it is now; what the file held until now is a checkpoint that the log has to begin with.
    func renew() async throws {
        let note = try await signing.sign(outside: try file.held()) { [store] in printWaiting(for: $0, store) }
        try file.replace(by: note)
    }
}

/// Reads the files that evidence comes in.
enum EvidenceFile {
    /// Larger than any proof: an entry is at most as large as a page of the API.
    private static let mostBytes = 256 << 20

    /// The content of a file, `-` being standard input.
    static func bytes(of path: String, what: String, option: String) throws -> [UInt8] {
        try InputFile(path, what: what, limit: mostBytes, advice: "name it by \(option)").bytes
    }

    /// A signed note that is to be a checkpoint.
    static func note(in path: String, option: String) throws -> SignedNote {
        let bytes = try bytes(of: path, what: "the checkpoint", option: option)
        return try EvidenceError.naming(path) { try SignedNote(parsing: bytes) }
    }

    /// Runs `body`; a file that can't be read ends the command, and a verdict is thrown as it is.
    static func verdict<Value>(of path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as EvidenceError where !error.code.isVerdict {
            throw EvidenceError(error.code, "\(path): \(error.message)")
        }
    }
}

extension ExitStatus {
    init(_ code: EvidenceError.Code) {
        self =
            switch code {
            case .malformedKey, .badName, .outOfRange: .usage
            case .malformedNote, .malformedCheckpoint, .malformedProof, .malformedLeaf: .badData
            case .unsigned, .forged, .otherLog, .notIncluded, .inconsistent: .broken
            }
    }
}
