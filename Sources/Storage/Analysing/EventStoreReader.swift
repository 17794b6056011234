import GRDB
package import Timelines
import Transparency

/// One state of an event store, open for reading: what is written meanwhile does not show.
///
/// Never writes to the store. Several readers can be used at once, each by one task at a time.
package final class EventStoreReader: Sendable {
    package let path: String
    /// The log that everything here was computed from.
    package let logIdentity: LogIdentity
    /// All texts that entries, listings and containers of this state hold by symbol.
    package let symbols: SymbolTable
    /// The containers with their listings left out, by id.
    let rows: [StoredContainer]
    /// The beginnings of the passes: that of pass n at n − 1.
    let passes: [Instant]
    private let queue: DatabaseQueue

    init(path: String, queue: DatabaseQueue) throws {
        self.path = path
        self.queue = queue
        let state = try queue.unsafeRead { database in
            // Left open: as long as the reader lives it stays with this state.
            try database.beginTransaction(.deferred)
            let frontier = try MerkleFrontier(database)
            return (
                log: LogIdentity(size: frontier.size, root: frontier.root),
                symbols: try SymbolTable(texts: SymbolTable.storedTexts(database)),
                rows: try ContainerProjection.storedRows(database),
                passes: try PassProjection.storedBeginnings(database)
            )
        }
        logIdentity = state.log
        symbols = state.symbols
        rows = state.rows.sorted { $0.key.id < $1.key.id }
        passes = state.passes
    }

    /// How many elements are in quarantine, in the whole store.
    package func quarantined() throws(StorageError) -> Int {
        try access { database in
            try Int.fetchOne(database, sql: "SELECT count(*) FROM quarantine_projection") ?? 0
        }
    }

    /// Runs `body` on the connection, one caller at a time.
    func access<Value>(_ body: (Database) throws -> Value) throws(StorageError) -> Value {
        do {
            return try queue.unsafeRead(body)
        } catch {
            throw StorageError(error, path: path)
        }
    }
}
