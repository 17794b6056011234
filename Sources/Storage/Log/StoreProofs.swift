package import Timelines
package import Transparency

/// Makes proofs from a store's log towards its newest checkpoint.
package struct StoreProofs {
    private let reader: EventStoreReader

    package init(reader: EventStoreReader) {
        self.reader = reader
    }

    /// That the log holds the newest version of the entry with this event id, of one of `containers` (nil is all).
    ///
    /// Throws: where no entry has it, or those of several containers have; and where the newest checkpoint is older than it.
    package func entry(_ event: String, of containers: Set<ContainerID>?) throws -> InclusionProof {
        let seq = try seq(of: event, containers)
        let (note, checkpoint) = try newestCheckpoint()
        guard seq <= checkpoint.size else {
            throw EvidenceError(
                .outOfRange,

                "event \(event): it is observation \(seq), and the newest checkpoint has \(checkpoint.size); "
                    + "make a newer one: tacho checkpoint --key FILE"
            )
        }
        try checkLog(hasBegunAs: checkpoint)
        let leaf = try reader.leaf(seq)
        let hashes = try MerkleProof.inclusion(of: seq - 1, in: checkpoint.size, node: reader.node)
        let holds = MerkleProof.verifyInclusion(
            of: LogHash(ofLeaf: leaf),
            at: seq - 1,
            in: checkpoint.size,
            by: hashes,
            root: checkpoint.root
        )
        guard holds else { throw contradiction("observation \(seq) and the hashes kept around it") }
        return InclusionProof(extra: leaf, index: seq - 1, hashes: hashes, checkpoint: note)
    }

    /// That the log of the newest checkpoint begins with the one of `older`, which `file` holds.
    package func consistency(from older: SignedNote, in file: String) throws -> ConsistencyProof {
        let (note, newer) = try newestCheckpoint()
        let older = try EvidenceError.naming(file) {
            let older = try Checkpoint(parsing: older.text)
            guard older.origin.utf8.elementsEqual(newer.origin.utf8) else {
                throw EvidenceError(
                    .otherLog,
                    "it is of the log \(older.origin), and the store is that of \(newer.origin)"
                )
            }
            try reader.checkBeginsWith(older)
            guard older.size <= newer.size else {
                throw EvidenceError(
                    .outOfRange,
                    "it has \(older.size) observations, and the newest checkpoint of the store \(newer.size); "
                        + "make a newer one: tacho checkpoint --key FILE"
                )
            }
            return older
        }
        try checkLog(hasBegunAs: newer)
        let hashes = try MerkleProof.consistency(from: older.size, to: newer.size, node: reader.node)
        let holds = MerkleProof.verifyConsistency(
            from: (older.size, older.root),
            to: (newer.size, newer.root),
            by: hashes
        )
        guard holds else { throw contradiction("the hashes kept of its first \(newer.size) observations") }
        return ConsistencyProof(from: older.size, to: newer.size, hashes: hashes, checkpoint: note)
    }

    /// What would hold nowhere is not given away; which of the two is wrong, a verification tells.
    private func contradiction(_ what: String) -> EvidenceError {
        EvidenceError(.inconsistent, "\(reader.path): \(what) contradict each other; see tacho verify")
    }

    private func newestCheckpoint() throws -> (note: SignedNote, checkpoint: Checkpoint) {
        guard let (_, note, checkpoint) = try reader.readCheckpoints().last else {
            throw EvidenceError(
                .outOfRange,
                "\(reader.path): no checkpoint is recorded yet; make one: tacho checkpoint --key FILE"
            )
        }
        return (note, checkpoint)
    }

    private func checkLog(hasBegunAs checkpoint: Checkpoint) throws {
        try EvidenceError.naming("\(reader.path): its newest checkpoint") { try reader.checkBeginsWith(checkpoint) }
    }

    private func seq(of event: String, _ containers: Set<ContainerID>?) throws -> Int64 {
        let found =
            try containers?.flatMap { try reader.seq(ofEvent: event, container: $0) } ?? reader.seq(ofEvent: event)
        guard let first = found.first else {
            let scope = containers == nil ? "" : " in that container"
            throw EvidenceError(
                .outOfRange,
                "event \(event): the store has none\(scope); tacho who --format json prints event ids"
            )
        }
        guard found.count == 1 else {
            let containers = try found.prefix(5).map { try Leaf(decoding: reader.leaf($0)).container }
            throw EvidenceError(
                .outOfRange,
                "event \(event): \(found.count) entries bear it; name one of their containers by --container: "
                    + containers.joined(separator: ", ")
            )
        }
        return first
    }
}
