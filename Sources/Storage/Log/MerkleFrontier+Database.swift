import GRDB
import Transparency

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
