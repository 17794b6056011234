import GRDB
import Transparency

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
