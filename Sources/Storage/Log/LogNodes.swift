internal import GRDB
internal import Synchronization
internal import Timelines
internal import Transparency

/// The hashes of the log's tree as the store has them.
final class LogNodes {
    private let selectNode: PreparedStatement
    private let leaves: LeafReading

    init(_ database: Database) throws {
        selectNode = try PreparedStatement(database, "SELECT hash FROM log_node WHERE level = ? AND position = ?")
        leaves = try LeafReading(database)
    }

    /// The hash of a complete subtree; an error where the store lacks it.
    func node(_ node: TreeNode) throws -> LogHash {
        guard node.level >= NodeRows.lowestLevel else { return try hashed(node) }
        selectNode.bind(1, Int64(node.level))
        selectNode.bind(2, node.index)
        guard try selectNode.step() else { throw missing(node) }
        defer { selectNode.reset() }
        guard let hash = LogHash(selectNode.bytes(0)) else { throw missing(node) }
        return hash
    }

    /// The root hash over the first `size` observations (RFC 6962, 2.1).
    func root(of size: Int64) throws -> LogHash {
        var subtrees: [LogHash] = []
        var start: Int64 = 0
        for level in (0..<62).reversed() where size >> Int64(level) & 1 == 1 {
            subtrees.append(try node(TreeNode(level: level, index: start >> Int64(level))))
            start += 1 << Int64(level)
        }
        guard let smallest = subtrees.popLast() else { return [].withUnsafeBytes { LogHash(of: $0) } }
        return subtrees.reversed().reduce(smallest) { LogHash(left: $1, right: $0) }
    }

    private func hashed(_ node: TreeNode) throws -> LogHash {
        let first = node.index << Int64(node.level) + 1
        var subtree = MerkleFrontier()
        try leaves.read(first...(first - 1 + 1 << Int64(node.level))) { subtree.append($0.leaf) }
        guard subtree.hashes.count == 1, let hash = subtree.hashes.first, subtree.size == 1 << Int64(node.level) else {
            throw missing(node)
        }
        return hash
    }

    private func missing(_ node: TreeNode) -> DatabaseError {
        damage("the log's hash \(node.index) of level \(node.level) is missing")
    }
}

private let malformed = damage("the log's hashes are malformed")

extension MerkleFrontier {
    /// As the store keeps it; an error where it is inconsistent.
    init(_ database: Database) throws {
        let select = try PreparedStatement(database, "SELECT level, hash FROM log_frontier ORDER BY level DESC")
        var subtrees: [(level: Int64, hash: LogHash)] = []
        while try select.step() {
            guard subtrees.count < 62 else { throw malformed }
            guard let hash = LogHash(select.bytes(1)) else { throw malformed }
            subtrees.append((select.integer(0), hash))
        }
        let newest = try PreparedStatement(database, "SELECT coalesce(max(seq), 0) FROM observations")
        guard try newest.step(), let frontier = MerkleFrontier(subtrees: subtrees) else {
            throw malformed
        }
        let size = newest.integer(0)
        newest.reset()
        guard frontier.size == size else {
            throw damage("the log's hashes are not of its \(size) observations")
        }
        // What bounds everything that is read later: whatever the rows say, the file holds no more than its pages.
        guard try size <= Self.mostObservations(in: database) else {
            throw damage("its file is too small for \(size) observations")
        }
        self = frontier
    }

    /// How many observations the pages of `database` can hold at most.
    private static func mostObservations(in database: Database) throws -> Int64 {
        let pages = try PreparedStatement(
            database,
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        )
        guard try pages.step() else { throw malformed }
        defer { pages.reset() }
        return pages.integer(0) / leastRowSize
    }

    /// A row takes a place on its page (2 bytes), its length and its key (1 each), and a byte for each of six columns and before.
    private static let leastRowSize: Int64 = 11
}

/// How far something that goes through the whole log has come.
package struct LogProgress: Hashable, Sendable {
    /// Observations; where each is looked at more than once, every time counts as a part of it.
    package let done: Int64
    package let total: Int64
}

/// Counts what several threads have done.
final class ProgressCount: Sendable {
    private let looks = Atomic<Int64>(0)
    private let total: Int64
    private let rounds: Int64
    private let report: @Sendable (LogProgress) -> Void

    /// How many observations a thread does between two reports.
    static let step: Int64 = 32_768

    /// Each of `total` observations is looked at `rounds` times.
    init(total: Int64, rounds: Int64, report: @escaping @Sendable (LogProgress) -> Void) {
        self.total = total
        self.rounds = rounds
        self.report = report
    }

    /// `count` observations were looked at.
    func add(_ count: Int64) {
        let done = looks.wrappingAdd(count, ordering: .relaxed).newValue / rounds
        report(LogProgress(done: min(done, total), total: total))
    }
}

/// The rows that keep the hashes of complete subtrees; smaller ones are hashed from the observations where they are asked for.
final class NodeRows {
    /// Subtrees of 64 observations and more have a row: a fiftieth of what a row for each would take.
    static let lowestLevel = 6

    private let insertion: PreparedStatement

    init(_ database: Database) throws {
        insertion = try PreparedStatement(database, "INSERT INTO log_node (level, position, hash) VALUES (?, ?, ?)")
    }

    func add(_ node: TreeNode, _ hash: LogHash) throws {
        insertion.bind(1, Int64(node.level))
        insertion.bind(2, node.index)
        hash.withUnsafeBytes { insertion.bind(3, blob: $0) }
        try insertion.run()
    }
}
