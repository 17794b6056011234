import GRDB
import Observations
import Timelines

/// The store as its one writer holds it in memory, with the statements that it steps.
///
/// What it changes in memory stands in the database once `flush` and the transaction around it are done; after a transaction
/// that failed a session is of no use any more.
final class StoreSession {
    let log: ReceiptLog
    let bodies: ObservationBodies
    let fleet: FleetProjections
    let entries: EntryProjection
    let rows: EntryRows
    let quarantine: QuarantineRows
    var readings: [ContainerID: Reading] = [:]
    /// Of the pass that is under way.
    var ended = ReadingsEnded()
    var pass: CurrentPass?

    /// Goes on from what `database` holds; throws where that can't be.
    convenience init(_ database: Database) throws {
        let log = try ReceiptLog(database)
        try self.init(database, log: log, fleet: FleetProjections(database, observations: log.size))
    }

    /// Takes nothing but the log from `database`, to be rebuilt next.
    convenience init(rebuilding database: Database) throws {
        let names = try NameProjection(database, stored: [])
        try self.init(
            database,
            log: ReceiptLog(database),
            fleet: FleetProjections(emptyIn: database, names: names)
        )
    }

    private init(_ database: Database, log: ReceiptLog, fleet: FleetProjections) throws {
        self.log = log
        self.fleet = fleet
        bodies = try ObservationBodies(database)
        entries = EntryProjection(names: fleet.names, bodies: bodies)
        rows = try EntryRows(database)
        quarantine = try QuarantineRows(database)
    }

    /// What rows that are stored can refer to.
    var extent: StoreExtent {
        StoreExtent(
            observations: log.size,
            names: fleet.names.symbols.texts.count,
            passes: fleet.passes.beginnings.count
        )
    }

    /// Writes what changed in memory.
    func flush() throws {
        for reading in readings.values { try flushEntries(of: reading) }
        try fleet.flush()
        try log.flush()
    }
}

/// The pass that is under way.
struct CurrentPass {
    let number: Int64
    /// The containers that its listing has held so far.
    var listed: Set<Int64> = []
    /// The elements without a usable id that are known, by bytes.
    var unusable: [[UInt8]: KnownQuarantine]
}
