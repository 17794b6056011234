internal import Foundation
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
        let select = "SELECT number, size, root, recorded_at, note, digest FROM checkpoint ORDER BY number"
        let cursor = try NamedRow.cursor(of: "checkpoint", database, select)
        var rows: [SealedCheckpoint] = []
        while let row = try cursor.next() {
            let number = Int64(rows.count) + 1
            guard let root = try row.bytes("root").withUnsafeBytes({ LogHash($0) }) else {
                throw try row.unusable("root")
            }
            let checkpoint = RecordedCheckpoint(
                number: try row.integer("number", in: number...number),
                size: try row.integer("size", in: 0...observations),
                root: root,
                recordedAt: try row.instant("recorded_at"),
                note: try row.text("note")
            )
            rows.append(SealedCheckpoint(checkpoint: checkpoint, digest: try row.bytes("digest")))
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
        let checkpoint = next.checkpoint
        try database.execute(
            sql: """
                INSERT INTO checkpoint (number, size, root, recorded_at, note, digest)
                VALUES (:number, :size, :root, :recorded_at, :note, :digest)
                """,
            arguments: [
                "number": checkpoint.number, "size": checkpoint.size, "root": Data(checkpoint.root.bytes),
                "recorded_at": checkpoint.recordedAt.milliseconds, "note": checkpoint.note,
                "digest": Data(next.digest),
            ]
        )
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
