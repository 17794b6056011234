package import Timelines
package import Transparency

/// Signs what a store's log holds, never two things that contradict each other.
package struct CheckpointSigning: Sendable {
    private let path: String
    private let signer: NoteSigner
    private let now: @Sendable () -> Instant

    package init(path: String, signer: NoteSigner, now: @escaping @Sendable () -> Instant) {
        self.path = path
        self.signer = signer
        self.now = now
    }

    /// Records a checkpoint of the log as it is now, and gives its note; the recorded one again where nothing was added since.
    /// `waiting` gets the name of who is writing to the store, if anyone is.
    ///
    /// Throws: `EvidenceError` where the log does not begin with that of the newest checkpoint recorded, or of `outside`.
    package func sign(
        outside: Checkpoint? = nil,
        waiting: @escaping @Sendable (_ holder: String) -> Void
    ) async throws -> SignedNote {
        // Opening for writing would make a store where there is none.
        _ = try EventStoreReader.open(at: path)
        // As long as it is open for writing here, no one else adds to it.
        let store = try await EventStore.open(at: path, waitingAtMost: .minutes(1), onWait: waiting)
        let note = try await record(in: store, outside: outside)
        try await store.close()
        return note
    }

    private func record(in store: EventStore, outside: Checkpoint?) async throws -> SignedNote {
        let reader = try EventStoreReader.open(at: path)
        let log = reader.log
        guard try reader.root(of: log.size).bytes == log.root else {
            throw EvidenceError(
                .inconsistent,
                "\(path): the log's hashes contradict each other; nothing was signed; see tacho verify"
            )
        }
        let newest = try reader.readCheckpoints().last
        if let newest { try check(reader, goesOnFrom: newest.checkpoint, number: newest.recorded.number) }
        if let outside { try check(reader, goesOnFrom: outside, "the checkpoint outside") }
        guard let root = LogHash(log.root) else { throw EvidenceError(.malformedCheckpoint, "\(path): no root hash") }
        let checkpoint = Checkpoint(origin: signer.verifier.name, size: log.size, root: root)
        if let newest, newest.note.text == checkpoint.text, try isSigned(newest.note, number: newest.recorded.number) {
            return newest.note
        }
        let note = try signer.sign(checkpoint.text)
        try await store.record(checkpoint: note.rendered, size: log.size, root: root, recordedAt: now())
        return note
    }

    /// A log has one name, and begins with every log that it ever said it was.
    private func check(_ reader: EventStoreReader, goesOnFrom newest: Checkpoint, number: Int64) throws {
        guard newest.origin.utf8.elementsEqual(signer.verifier.name.utf8) else {
            throw EvidenceError(
                .badName,
                "\(path): by its checkpoints this is the log \(newest.origin), and the key is that of "
                    + "\(signer.verifier.name); sign with a key of the log's name"
            )
        }
        try check(reader, goesOnFrom: newest, "checkpoint \(number)")
    }

    private func check(_ reader: EventStoreReader, goesOnFrom older: Checkpoint, _ which: String) throws {
        do {
            try reader.checkBeginsWith(older)
        } catch let error as EvidenceError {
            throw refusal(which, error)
        }
    }

    /// Whether the key has signed the note, and not another one of the log's; a signature that only says so is refused.
    private func isSigned(_ note: SignedNote, number: Int64) throws -> Bool {
        do {
            try signer.verifier.verify(note)
            return true
        } catch {
            guard error.code == .unsigned else { throw refusal("checkpoint \(number)", error) }
            return false
        }
    }

    private func refusal(_ which: String, _ error: EvidenceError) -> EvidenceError {
        EvidenceError(
            .inconsistent,
            "\(path): \(which): \(error.message); nothing was signed; see tacho verify"
        )
    }
}
