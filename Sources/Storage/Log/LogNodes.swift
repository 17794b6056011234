import GRDB
import Timelines
import Transparency

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
