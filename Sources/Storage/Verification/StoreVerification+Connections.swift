import GRDB

extension StoreVerification {
    /// Runs `work` on each connection at once. Returns: what it returns, by connection.
    func inParallel<Part: Sendable>(
        _ work: @escaping @Sendable (Int, Database) throws -> Part
    ) async throws -> [Part] {
        try await withThrowingTaskGroup(of: (Int, Part).self) { group in
            for (place, queue) in queues.enumerated() {
                group.addTask { (place, try await queue.unsafeRead { try work(place, $0) }) }
            }
            var parts: [(Int, Part)] = []
            for try await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Opens connections that stay with one and the same state; one alone where a writer is too busy to get more.
    static func connections(to path: String, count: Int) throws -> [DatabaseQueue] {
        var (first, state) = try connection(to: path)
        var queues = [first]
        var attempts = 0
        while queues.count < count, attempts < 100 {
            attempts += 1
            let (next, nextState) = try connection(to: path)
            if nextState == state { queues.append(next) } else { (first, state, queues) = (next, nextState, [next]) }
        }
        return queues
    }

    private static func connection(to path: String) throws -> (DatabaseQueue, [Int64]) {
        try ReadOnlyConnection.open(path) { queue in
            let state: [Int64] = try queue.unsafeRead { database in
                // Each page is read once, from the first to the last: few of them stay in the processor's own cache.
                try database.execute(sql: "PRAGMA cache_size = 32")
                try database.beginTransaction(.deferred)
                let schema = try StoreSchema(database)
                if try schema.isNewer { throw StorageError.newerVersion(path) }
                if try schema.isOlder { throw StorageError.olderVersion(path) }
                // Of what is no table nothing is read; that is found out later.
                guard try !schema.hasOtherTables else { return [] }
                return try ["observations", "checkpoint"].map { table -> Int64 in
                    let newest = try PreparedStatement(database, "SELECT coalesce(max(rowid), 0) FROM \(table)")
                    guard try newest.step() else { return 0 }
                    defer { newest.reset() }
                    return newest.integer(0)
                }
            }
            return (queue, state)
        }
    }
}
