import GRDB
import Timelines
import Transparency

/// The observations in receipt order: appends one, numbers it and hashes it.
final class ReceiptLog {
    private(set) var frontier: MerkleFrontier
    private var stored: MerkleFrontier
    private var encoder = LeafEncoder()
    private let insertion: PreparedStatement
    private let setSubtree: PreparedStatement
    private let removeSubtree: PreparedStatement
    private let nodes: NodeRows
    /// Subtrees that were completed since the last flush and get a row.
    private var completed: [(node: TreeNode, hash: LogHash)] = []

    /// Goes on from what `database` holds.
    init(_ database: Database) throws {
        insertion = try PreparedStatement(
            database,
            "INSERT INTO observations (seq, pass, kind, container, recorded_at, body) VALUES (?, ?, ?, ?, ?, ?)"
        )
        setSubtree = try PreparedStatement(database, "INSERT OR REPLACE INTO log_frontier (level, hash) VALUES (?, ?)")
        removeSubtree = try PreparedStatement(database, "DELETE FROM log_frontier WHERE level = ?")
        nodes = try NodeRows(database)
        frontier = try MerkleFrontier(database)
        stored = frontier
    }

    /// The number of observations, which is the receipt number of the newest.
    var size: Int64 { frontier.size }

    /// Records an observation, whose leaf may have been hashed already. Returns: its receipt number.
    func append(
        _ kind: ObservationKind,
        pass: Int64,
        container: ContainerKey?,
        recordedAt: Instant,
        body: ArraySlice<UInt8>,
        leaf: LogHash? = nil
    ) throws -> Int64 {
        let seq = frontier.size + 1
        insertion.bind(1, seq)
        insertion.bind(2, pass)
        insertion.bind(3, kind.rawValue)
        insertion.bind(4, container?.number)
        insertion.bind(5, recordedAt.milliseconds)
        try body.withUnsafeBytes { bytes in
            insertion.bind(6, utf8: bytes)
            try insertion.run()
            if let leaf {
                append(leaf)
            } else {
                hash(kind, pass: pass, container: container, recordedAt: recordedAt, body: bytes)
            }
        }
        return seq
    }

    /// Hashes an observation that is in the store already, as the next one.
    func hash(
        _ kind: ObservationKind,
        pass: Int64,
        container: ContainerKey?,
        recordedAt: Instant,
        body: UnsafeRawBufferPointer
    ) {
        (container?.utf8 ?? []).withUnsafeBytes { id in
            encoder.encode(kind: kind.leafNumber, pass: pass, recordedAt: recordedAt, container: id, body: body)
        }
        append(encoder.leaf)
    }

    private func append(_ leaf: LogHash) {
        frontier.append(leaf) { node, hash in
            if node.level >= NodeRows.lowestLevel { completed.append((node, hash)) }
        }
    }

    /// Forgets all hashes, to hash the observations anew.
    func restart() {
        frontier = MerkleFrontier()
        stored = frontier
        completed = []
    }

    /// Writes the subtrees that have changed.
    func flush() throws {
        guard frontier != stored else { return }
        for level in stored.levels where frontier.size >> level & 1 == 0 {
            removeSubtree.bind(1, level)
            try removeSubtree.run()
        }
        for (level, hash) in zip(frontier.levels, frontier.hashes) where stored.hash(at: level) != hash {
            setSubtree.bind(1, level)
            hash.withUnsafeBytes { setSubtree.bind(2, blob: $0) }
            try setSubtree.run()
        }
        stored = frontier
        for (node, hash) in completed { try nodes.add(node, hash) }
        completed.removeAll(keepingCapacity: true)
    }
}
