internal import Foundation
internal import Storage
internal import Timelines
internal import Transparency

/// Signs what a store's log holds, never two things that contradict each other.
struct CheckpointSigning {
    let path: String
    let signer: NoteSigner
    let now: @Sendable () -> Instant

    /// Records a checkpoint of the log as it is now, and gives its note; the recorded one again where nothing was added since.
    ///
    /// Throws: with status 1 where the log does not begin with that of the newest checkpoint recorded, or of `outside`.
    func sign(outside: Checkpoint? = nil) async throws -> SignedNote {
        // Opening for writing would make a store where there is none.
        _ = try EventStoreReader.open(at: path)
        // As long as it is open for writing here, no one else adds to it.
        let store = try await EventStore.open(at: path, waitingAtMost: .minutes(1)) { [path] holder in
            printError("\(path): \(holder) is writing to it; waiting")
        }
        let note = try await record(in: store, outside: outside)
        try await store.close()
        return note
    }

    private func record(in store: EventStore, outside: Checkpoint?) async throws -> SignedNote {
        let reader = try EventStoreReader.open(at: path)
        let log = reader.logIdentity
        guard try reader.root(of: log.size).bytes == log.root else {
            throw Failure(
                status: .broken,
                message: "\(path): the log's hashes contradict each other; nothing was signed; see tacho verify"
            )
        }
        let newest = try reader.readCheckpoints().last
        if let newest { try check(reader, goesOnFrom: newest.checkpoint, number: newest.recorded.number) }
        if let outside { try check(reader, goesOnFrom: outside, "the checkpoint outside") }
        guard let root = LogHash(log.root) else { throw Failure(status: .badData, message: "\(path): no root hash") }
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
            throw Failure.usage(
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

    private func refusal(_ which: String, _ error: EvidenceError) -> Failure {
        Failure(
            status: .broken,
            message: "\(path): \(which): \(error.message); nothing was signed; see tacho verify"
        )
    }
}
