internal import GRDB
package import Timelines
package import Transparency

/// The rows that keep the checkpoints.
struct CheckpointRows {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// All of them, each with its digest, by number; of a log of `observations`.
    func all(of observations: Int64) throws -> [SealedCheckpoint] {
        let select = try PreparedStatement(
            database,
            "SELECT number, size, root, recorded_at, note, digest FROM checkpoint ORDER BY number"
        )
        let row = CheckedRow(select, of: "checkpoint")
        var rows: [SealedCheckpoint] = []
        while try select.step() {
            let number = Int64(rows.count) + 1
            _ = try row.integer(0, in: number...number)
            _ = try row.integer(1, in: 0...observations)
            _ = try row.instant(3)
            _ = try row.text(4)
            guard let root = LogHash(select.bytes(2)) else { throw row.unusable(2) }
            let checkpoint = RecordedCheckpoint(select, root: root)
            rows.append(SealedCheckpoint(checkpoint: checkpoint, digest: Array(select.bytes(5))))
        }
        return rows
    }

    /// The one that goes on from the newest; an error where the log contradicts either.
    func next(
        note: String,
        size: Int64,
        root: LogHash,
        recordedAt: Instant,
        path: String
    ) throws -> SealedCheckpoint {
        let nodes = try LogNodes(database)
        let observed = try MerkleFrontier(database).size
        guard 0...observed ~= size else {
            throw StorageError.misuse("\(path): a checkpoint of \(size) observations, of which there are \(observed)")
        }
        guard try nodes.root(of: size) == root else {
            throw StorageError.misuse(
                "\(path): the checkpoint's root is not that of the log's first \(size) observations"
            )
        }
        let newest = try all(of: observed).last
        if let newest = newest?.checkpoint {
            guard newest.size <= size else {
                throw StorageError.misuse("\(path): a checkpoint of \(size) observations after one of \(newest.size)")
            }
            guard try nodes.root(of: newest.size) == newest.root else {
                throw StorageError.damaged(path, "its log is not the one of its checkpoint \(newest.number)")
            }
        }
        let checkpoint = RecordedCheckpoint(
            number: (newest?.checkpoint.number ?? 0) + 1,
            size: size,
            root: root,
            recordedAt: recordedAt,
            note: note
        )
        return SealedCheckpoint(checkpoint: checkpoint, digest: checkpoint.digest(after: newest?.digest ?? []))
    }

    func add(_ next: SealedCheckpoint) throws {
        let insertion = try PreparedStatement(
            database,
            "INSERT INTO checkpoint (number, size, root, recorded_at, note, digest) VALUES (?, ?, ?, ?, ?, ?)"
        )
        insertion.bind(1, next.checkpoint.number)
        insertion.bind(2, next.checkpoint.size)
        next.checkpoint.root.withUnsafeBytes { insertion.bind(3, blob: $0) }
        insertion.bind(4, next.checkpoint.recordedAt.milliseconds)
        insertion.bind(5, text: next.checkpoint.note)
        next.digest.withUnsafeBytes { insertion.bind(6, blob: $0) }
        try insertion.run()
    }
}

/// A checkpoint with the digest that its row has.
struct SealedCheckpoint {
    let checkpoint: RecordedCheckpoint
    let digest: [UInt8]
}

extension RecordedCheckpoint {
    /// The row at which `row`, a selection of all columns in their order, stands; `root` is its root. Nothing is checked.
    init(_ row: PreparedStatement, root: LogHash) {
        self.init(
            number: row.integer(0),
            size: row.integer(1),
            root: root,
            recordedAt: Instant(milliseconds: row.integer(3)),
            note: row.text(4) ?? ""
        )
    }

    /// What its row is sealed with: a change of any column shows, and so does one of the rows before it.
    func digest(after previous: [UInt8]) -> [UInt8] {
        var bytes = previous
        for number in [number, size, recordedAt.milliseconds] {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
        root.withUnsafeBytes { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: note.utf8)
        return bytes.withUnsafeBytes { LogHash(of: $0).bytes }
    }
}

/// What was said about the log once, as the store keeps it.
package struct RecordedCheckpoint: Hashable, Sendable {
    /// From 1, in the order of recording.
    package let number: Int64
    /// How many observations the log had.
    package let size: Int64
    /// The RFC 6962 root hash over them.
    package let root: LogHash
    package let recordedAt: Instant
    /// As it was given away.
    package let note: String
}
