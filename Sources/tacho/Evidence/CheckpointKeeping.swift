internal import Files
internal import Storage
internal import Timelines
internal import Transparency

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
