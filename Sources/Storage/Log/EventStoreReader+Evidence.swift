internal import GRDB
package import Timelines
package import Transparency

extension EventStoreReader {
    /// The hash of a complete subtree of the log; `misuse` where the log has no such subtree.
    package func node(_ node: TreeNode) throws(StorageError) -> LogHash {
        guard 0..<62 ~= node.level, 0..<(log.size >> Int64(node.level)) ~= node.index else {
            throw .misuse(
                "\(path): no subtree \(node.index) of level \(node.level) in \(log.size) observations"
            )
        }
        return try access { try LogNodes($0).node(node) }
    }

    /// The data of the leaf of observation `seq`, as docs/data-model.md encodes them; `misuse` where there is none.
    package func leaf(_ seq: Int64) throws(StorageError) -> [UInt8] {
        let leaf = try access { database in
            var leaf: [UInt8]?
            try LeafReading(database).read(seq...seq) { leaf = Array($0.prefixed.dropFirst()) }
            return leaf
        }
        guard let leaf else { throw .misuse("\(path): no observation \(seq); the log has \(log.size)") }
        return leaf
    }

    /// What was said about the log so far, by number.
    package func checkpoints() throws(StorageError) -> [RecordedCheckpoint] {
        try access { try CheckpointRows($0).all(of: log.size).map(\.checkpoint) }
    }

    /// The observations of the newest versions of the entries with `id`, as reports print it, in receipt order; `container`
    /// narrows it to one. Several containers can have entries with one id.
    package func seq(ofEvent id: String, container: ContainerID? = nil) throws(StorageError) -> [Int64] {
        let chosen = rows.filter { container == nil || $0.key.id == container }
        let found = try access { database in
            // There is no index by id: it would cost every ingest.
            let numbers = container.map { _ in chosen.map { String($0.key.number) }.joined(separator: ", ") }
            let select = try PreparedStatement(
                database,
                """
                SELECT seq FROM transition_projection
                WHERE entry_id = ?\(numbers.map { " AND container IN (\($0))" } ?? "")
                """
            )
            if EntryIdentifier(objectID: id) != nil {
                bytes(hexadecimal: id).withUnsafeBytes { select.bind(1, blob: $0) }
            } else {
                select.bind(1, text: id)
            }
            var found: [Int64] = []
            let checked = CheckedRow(select, of: "transition_projection")
            while try select.step() { found.append(try checked.integer(0, in: 1...max(1, log.size))) }
            for row in chosen { found += try entries(withoutID: id, of: row, in: database) }
            return found
        }
        return found.sorted()
    }

    /// The containers and instants of the entries with `id`, as reports print it, in receipt order.
    package func places(ofEvent id: String) throws(StorageError) -> [(container: ContainerID, at: Instant)] {
        let seqs = try seq(ofEvent: id)
        guard !seqs.isEmpty else { return [] }
        let containers = Dictionary(rows.map { ($0.key.number, $0.key.id) }) { first, _ in first }
        return try access { database in
            let select = try PreparedStatement(
                database,
                """
                SELECT container, at FROM transition_projection
                WHERE seq IN (\(seqs.map(String.init).joined(separator: ", "))) ORDER BY seq
                """
            )
            let checked = CheckedRow(select, of: "transition_projection")
            var places: [(container: ContainerID, at: Instant)] = []
            while try select.step() {
                guard let container = containers[select.integer(0)] else {
                    throw damage("transition_projection has an entry of container \(select.integer(0))")
                }
                places.append((container, try checked.instant(1)))
            }
            return places
        }
    }

    /// Those whose id is made of container, instant and statuses, because they have none of their own.
    private func entries(withoutID id: String, of row: StoredContainer, in database: Database) throws -> [Int64] {
        let start = row.key.id.text + "@"
        guard id.utf8.starts(with: start.utf8) else { return [] }
        let rest = id.utf8.dropFirst(start.utf8.count)
        guard let zone = rest.firstIndex(of: UInt8(ascii: "Z")),
            let at = Instant(iso8601: String(decoding: rest[...zone], as: UTF8.self))
        else { return [] }
        let select = try PreparedStatement(
            database,
            "SELECT \(TransitionRow.columns) FROM transition_projection WHERE container = ? AND at = ? ORDER BY ordinal"
        )
        select.bind(1, row.key.number)
        select.bind(2, at.milliseconds)
        var found: [Int64] = []
        while try select.step() {
            let entry = try entry(select)
            if entry.id == .none, entry.eventID(in: symbols, container: row.key.id) == id {
                found.append(entry.receipt)
            }
        }
        return found
    }
}

private func bytes(hexadecimal text: String) -> [UInt8] {
    let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

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
        guard older.size <= log.size else {
            throw EvidenceError(
                .inconsistent,
                "the log has \(log.size) observations, and the checkpoint \(older.size): some are gone"
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
