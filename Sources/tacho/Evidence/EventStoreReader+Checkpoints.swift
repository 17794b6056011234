internal import Storage
internal import Transparency

extension EventStoreReader {
    /// The root over the log's first `size` observations, from the hashes that are kept.
    func root(of size: Int64) throws -> LogHash {
        try MerkleProof.root(of: size, node: node)
    }

    /// The newest checkpoint that the store keeps, with its note read.
    ///
    /// Throws: where there is none, saying how one is made.
    func newestCheckpoint() throws -> (note: SignedNote, checkpoint: Checkpoint) {
        guard let recorded = try checkpoints().last else {
            throw Failure.usage("\(path): no checkpoint is recorded yet; make one: tacho checkpoint --key FILE")
        }
        return try read(recorded)
    }

    /// Reads the note of a recorded checkpoint, and makes sure that it says what its row says.
    func read(_ recorded: RecordedCheckpoint) throws -> (note: SignedNote, checkpoint: Checkpoint) {
        try EvidenceFile.named("\(path): checkpoint \(recorded.number)") {
            let note = try SignedNote(parsing: recorded.note.utf8)
            let checkpoint = try Checkpoint(parsing: note.text)
            guard checkpoint.size == recorded.size, checkpoint.root == recorded.root else {
                throw EvidenceError(.inconsistent, "its note is not of the log that is recorded with it")
            }
            return (note, checkpoint)
        }
    }

    /// Makes sure that the log begins with the one of `older`.
    func checkBeginsWith(_ older: Checkpoint) throws(EvidenceError) {
        guard older.size <= logIdentity.size else {
            throw EvidenceError(
                .inconsistent,
                "the log has \(logIdentity.size) observations, and the checkpoint \(older.size): some are gone"
            )
        }
        guard let root = try? root(of: older.size), root == older.root else {
            throw EvidenceError(
                .inconsistent,
                "the log's first \(older.size) observations are not those of the checkpoint: they were changed"
            )
        }
    }
}
