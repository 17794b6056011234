import GRDB
import Transparency

private let malformed = DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the log's hashes are malformed")

extension MerkleFrontier {
    /// As the store keeps it; an error where it is inconsistent.
    init(_ database: Database) throws {
        let select = try PreparedStatement(database, "SELECT level, hash FROM log_frontier ORDER BY level DESC")
        var subtrees: [(level: Int64, hash: LogHash)] = []
        while try select.step() {
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
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT,
                message: "the log's hashes are not of its \(size) observations"
            )
        }
        self = frontier
    }
}
