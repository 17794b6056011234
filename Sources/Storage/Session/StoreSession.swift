internal import GRDB
internal import Observations
internal import Timelines

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
    let blocks: BlockRows
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
        let names = try NameProjection(database, stored: StoredTexts())
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
        blocks = try BlockRows(database)
        quarantine = try QuarantineRows(database)
    }

    /// What rows that are stored can refer to.
    var extent: StoreExtent {
        StoreExtent(
            observations: log.size,
            names: fleet.names.symbols.texts.count,
            reasons: fleet.names.symbols.reasons.texts.count,
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

extension StoreSession {
    /// Empties the projections and makes them again from the observations; looks at each twice.
    func rebuild(_ database: Database, progress: ProgressCount) throws {
        for table in ["name", "reason", "container", "transition", "block", "quarantine", "pass", "listing"] {
            try database.execute(sql: "DELETE FROM \(table)_projection")
        }
        try database.execute(sql: "DELETE FROM log_frontier; DELETE FROM log_node")
        fleet.restart()
        log.restart()
        let decoder = PageDecoder()

        // 1. In receipt order: everything but the entries of the containers, whose texts get their numbers here.
        let receipts = try replayFleet(database, decoder, progress)
        // 2. Each container by itself, again in receipt order, so that only one is in memory.
        for (position, receipts) in receipts.enumerated() {
            try replayEntries(of: Int64(position) + 1, receipts, database, decoder)
            progress.add(Int64(receipts.count))
        }
        try flush()
        try Migrations.markProjectionsAsCurrent(in: database)
    }

    /// Returns: by container, the observations of its entries.
    private func replayFleet(
        _ database: Database,
        _ decoder: PageDecoder,
        _ progress: ProgressCount
    ) throws -> [[Int64]] {
        let select = try PreparedStatement(
            database,
            "SELECT \(ReplayedObservation.columns) FROM observations ORDER BY seq"
        )
        let replay = FleetReplay(fleet: fleet, quarantine: quarantine, decoder: decoder)
        var receipts: [[Int64]] = []
        while try select.step() {
            let observation = try ReplayedObservation(select)
            guard observation.seq == log.size + 1 else { throw damage("observation \(log.size + 1) is missing") }
            try replay.apply(observation)
            try hash(observation)
            if observation.seq % ProgressCount.step == 0 { progress.add(ProgressCount.step) }
            guard observation.isOfEntry else { continue }
            guard let container = observation.container, let key = fleet.containers.row(container)?.key else {
                throw observation.malformed
            }
            if observation.kind == .entry, case .usable(let fields) = decoder.entry(observation.body, askedFor: key.id)
            {
                _ = fleet.names.intern(fields, receipt: observation.seq)
            }
            while receipts.count < container { receipts.append([]) }
            receipts[Int(container) - 1].append(observation.seq)
        }
        return receipts
    }

    private func hash(_ observation: ReplayedObservation) throws {
        try observation.body.withUnsafeBytes { body in
            log.hash(
                observation.kind,
                pass: observation.pass,
                container: observation.container.flatMap { fleet.containers.row($0)?.key },
                recordedAt: try observation.recordedAt,
                body: body
            )
        }
    }

    private func replayEntries(
        of container: Int64,
        _ receipts: [Int64],
        _ database: Database,
        _ decoder: PageDecoder
    ) throws {
        guard !receipts.isEmpty else { return }
        let select = try PreparedStatement(
            database,
            "SELECT \(ReplayedObservation.columns) FROM observations WHERE seq = ?"
        )
        var replay = EntryReplay(
            of: fleet.containers[container].key,
            count: receipts.count,
            entries: entries,
            decoder: decoder
        )
        for seq in receipts {
            select.bind(1, seq)
            guard try select.step() else { continue }
            let observation = try ReplayedObservation(select)
            select.reset()
            _ = try observation.body.withUnsafeBytes { try replay.apply(observation.kind, seq: seq, body: $0) }
        }
        for element in replay.quarantined {
            try quarantine.add(seq: element.seq, container: container, reason: element.reason.rawValue)
            if element.isVanished { try quarantine.set(element.seq, isVanished: true) }
        }
        try flush(replay.known, quarantined: replay.quarantined.count)
    }
}
