package import Transparency

extension EventStoreReader {
    /// The root over the log's first `size` observations, from the hashes that are kept.
    func root(of size: Int64) throws -> LogHash {
        try MerkleProof.root(of: size, node: node)
    }

    /// The checkpoints that the store keeps, the newest last, with their notes read.
    ///
    /// Throws: where a note is none, or not of its row: who goes on from such a store does not know what was said before.
    package func readCheckpoints() throws -> [(recorded: RecordedCheckpoint, note: SignedNote, checkpoint: Checkpoint)]
    {
        try checkpoints().map { recorded in
            let (note, checkpoint) = try EvidenceError.naming("\(path): checkpoint \(recorded.number)") {
                try recorded.readNote()
            }
            return (recorded, note, checkpoint)
        }
    }

    /// Makes sure that the log begins with the one of `older`, by the hashes that are kept.
    ///
    /// Throws: `EvidenceError` where it does not; `StorageError` where the hashes can't be read, which tells nothing of the log.
    func checkBeginsWith(_ older: Checkpoint) throws {
        guard older.size <= logIdentity.size else {
            throw EvidenceError(
                .inconsistent,
                "the log has \(logIdentity.size) observations, and the checkpoint \(older.size): some are gone"
            )
        }
        guard try root(of: older.size) == older.root else {
            throw EvidenceError(
                .inconsistent,
                "the hashes kept of the log's first \(older.size) observations do not give the checkpoint's root"
            )
        }
    }
}

extension RecordedCheckpoint {
    /// Its note, which has to say what its row says.
    package func readNote() throws(EvidenceError) -> (note: SignedNote, checkpoint: Checkpoint) {
        let note = try SignedNote(parsing: note.utf8)
        let checkpoint = try Checkpoint(parsing: note.text)
        guard checkpoint.size == size, checkpoint.root == root else {
            throw EvidenceError(.inconsistent, "its note is not of the log that is recorded with it")
        }
        return (note, checkpoint)
    }
}
