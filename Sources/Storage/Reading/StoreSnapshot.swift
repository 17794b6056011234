internal import GRDB
internal import GRDBSQLite

/// One state of one file, held by connections that stay with it: whatever is written meanwhile does not show, and neither does a
/// file that takes the place of this one.
///
/// What is verified and then read is the same only where both are asked of the same snapshot. Never writes to the store.
package final class StoreSnapshot: Sendable {
    package let path: String
    /// At least one.
    let queues: [DatabaseQueue]

    private init(path: String, queues: [DatabaseQueue]) {
        self.path = path
        self.queues = queues
    }

    /// Opens the store at `path`, which must be there, as it is now, with `count` connections; with one alone where a writer is
    /// too busy to get more.
    ///
    /// Throws: where it can't be read at all, or an older or newer version made it. What is wrong inside is found later.
    package static func open(at path: String, count: Int = 2) throws(StorageError) -> StoreSnapshot {
        var (first, state) = try connection(to: path)
        var queues = [first]
        var attempts = 0
        while queues.count < count, attempts < 100 {
            attempts += 1
            let (next, nextState) = try connection(to: path)
            // The same state, and of the same file: none of them was opened before another file came to the path.
            if nextState == state, try areAtTheirPath(queues + [next], path) {
                queues.append(next)
            } else {
                (first, state, queues) = (next, nextState, [next])
            }
        }
        return StoreSnapshot(path: path, queues: queues)
    }

    /// Readers of this state, one a connection.
    ///
    /// Throws: where the store can't be read as one of this version, or what it says of itself is inconsistent.
    package func readers() throws(StorageError) -> [EventStoreReader] {
        do {
            return try queues.map { try EventStoreReader(path: path, queue: $0) }
        } catch {
            throw StorageError(error, path: path)
        }
    }

    /// One of these.
    package func reader() throws(StorageError) -> EventStoreReader {
        do {
            return try EventStoreReader(path: path, queue: queues[0])
        } catch {
            throw StorageError(error, path: path)
        }
    }

    private static func connection(to path: String) throws(StorageError) -> (DatabaseQueue, [Int64]) {
        try ReadOnlyConnection.open(path) { queue in
            let state: [Int64] = try queue.unsafeRead { database in
                // Left open: as long as the connection lives it stays with this state.
                try database.beginTransaction(.deferred)
                let schema = try StoreSchema(database)
                if try schema.isNewer { throw StorageError.newerVersion(path) }
                if try schema.isOlder { throw StorageError.olderVersion(path) }
                // Of what is no table nothing is read; that is found out later.
                guard try !schema.hasOtherTables else { return [] }
                return try ["observations", "checkpoint"].map { table in
                    try Int64.fetchOne(database, sql: "SELECT max(rowid) FROM \(table)") ?? 0
                }
            }
            return (queue, state)
        }
    }

    /// Whether the file that all of `queues` have open is the one that is at its path now. Asked twice in turn, so that files that
    /// take each other's place meanwhile are not taken for one.
    private static func areAtTheirPath(_ queues: [DatabaseQueue], _ path: String) throws(StorageError) -> Bool {
        do {
            return try (queues + queues).allSatisfy { queue in
                try queue.unsafeRead { database in
                    var hasMoved: Int32 = 0
                    let code = sqlite3_file_control(
                        database.sqliteConnection,
                        "main",
                        SQLITE_FCNTL_HAS_MOVED,
                        &hasMoved
                    )
                    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
                    return hasMoved == 0
                }
            }
        } catch {
            throw StorageError(error, path: path)
        }
    }
}
