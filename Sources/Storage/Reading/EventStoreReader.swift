internal import GRDB
package import Timelines
internal import Transparency

/// One state of an event store, open for reading: what is written meanwhile does not show.
///
/// Never writes to the store. Several readers can be used at once, each by one task at a time.
package final class EventStoreReader: Sendable {
    package let path: String
    /// The log that everything here was computed from.
    package let log: LogState
    /// All texts that entries, listings and containers of this state hold by symbol.
    package let symbols: SymbolTable
    /// The containers with their listings left out, by id.
    let rows: [StoredContainer]
    /// The beginnings of the passes: that of pass n at n − 1.
    let passes: [Instant]
    /// What rows can refer to.
    let extent: StoreExtent
    private let queue: DatabaseQueue

    init(path: String, queue: DatabaseQueue) throws {
        self.path = path
        self.queue = queue
        let state = try queue.unsafeRead { database in
            // Left open: as long as the reader lives it stays with this state.
            if !database.isInsideTransaction { try database.beginTransaction(.deferred) }
            // Before anything else is read: a table that is none could go on for ever.
            try StoreSchema(database).checkReadable(at: path)
            let frontier = try MerkleFrontier(database)
            let symbols = try SymbolTable(StoredTexts(database))
            let passes = try PassProjection.storedBeginnings(database)
            let extent = StoreExtent(
                observations: frontier.size,
                names: symbols.texts.count,
                reasons: symbols.reasons.texts.count,
                passes: passes.count
            )
            return (
                log: LogState(size: frontier.size, root: frontier.root),
                symbols: symbols,
                rows: try ContainerProjection.storedRows(database, extent),
                passes: passes,
                extent: extent
            )
        }
        log = state.log
        symbols = state.symbols
        rows = state.rows.sorted { $0.key.id < $1.key.id }
        passes = state.passes
        extent = state.extent
    }

    /// How many elements are in quarantine, in the whole store.
    package func quarantined() throws(StorageError) -> Int {
        try access { database in
            // Counted no further than there can be.
            let count = "SELECT count(*) AS count FROM (SELECT 1 FROM quarantine_projection LIMIT ?)"
            let row = try NamedRow.first(of: "quarantine_projection", database, count, [log.size + 1])
            return Int(try row?.integer("count", in: 0...log.size) ?? 0)
        }
    }

    /// The entry in the row at which `row`, a selection that begins with the columns of `TransitionRow`, stands.
    func entry(_ row: PreparedStatement) throws -> Entry {
        try TransitionRow.entry(row, symbols: symbols, within: extent)
    }

    /// The beginning of pass `number`, which comes from a row.
    func beginning(ofPass number: Int64) throws -> Instant {
        guard 0 < number, number <= passes.count else { throw damage("an observation is of pass \(number)") }
        return passes[Int(number) - 1]
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

extension EventStoreReader {
    /// Opens the store at `path`, which must be there, as it is now.
    package static func open(at path: String) throws(StorageError) -> EventStoreReader {
        try ReadOnlyConnection.open(path) { try EventStoreReader(path: path, queue: $0) }
    }

    /// Opens `count` readers of one and the same state; fewer, at least one, where a writer is too busy to get them.
    package static func open(at path: String, count: Int) throws(StorageError) -> [EventStoreReader] {
        try StoreSnapshot.open(at: path, count: count).readers()
    }
}
