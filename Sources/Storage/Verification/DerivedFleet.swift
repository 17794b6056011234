import GRDB
import Observations
import Timelines

/// What follows from a log besides the entries, made anew in a database in memory by the code that rebuilds a store.
final class DerivedFleet {
    private let memory: DatabaseQueue
    private let fleet: FleetProjections
    private let quarantine: QuarantineRows
    private var appearances = AppearanceKeys()
    private(set) var findings = FindingList()

    /// `names` are the texts by number, as the store has them.
    init(names: StoredTexts) throws {
        memory = try DatabaseQueue()
        try Migrations.run(on: memory)
        (fleet, quarantine) = try memory.unsafeRead { database in
            let names = try NameProjection(database, stored: names)
            return (try FleetProjections(emptyIn: database, names: names), try QuarantineRows(database))
        }
    }

    /// In the order of their numbers.
    var containers: [ContainerKey] { fleet.containers.rows.map(\.key) }

    /// Runs `body` with the database in memory.
    func access<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try memory.unsafeRead(body)
    }

    /// Replays the observations `receipts` of `stored`, which are in receipt order.
    func replay(_ receipts: [Int64], of stored: DatabaseQueue) throws {
        let replay = FleetReplay(fleet: fleet, quarantine: quarantine, decoder: PageDecoder())
        try stored.unsafeRead { database in
            let select = try PreparedStatement(
                database,
                "SELECT \(ReplayedObservation.columns) FROM observations WHERE seq = ?"
            )
            for seq in receipts {
                select.bind(1, seq)
                guard try select.step() else { continue }
                let observation = try ReplayedObservation(select)
                select.reset()
                try apply(observation, replay)
            }
        }
    }

    private func apply(_ observation: ReplayedObservation, _ replay: FleetReplay) throws {
        do {
            try memory.unsafeRead { _ in try replay.apply(observation) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            let container = observation.container.flatMap { fleet.containers.row($0)?.key }
            findings.add(
                unreadable(observation.seq, of: container, found: String(decoding: observation.body, as: UTF8.self))
            )
        }
        guard observation.kind == .containerListed, let number = observation.container,
            let status = fleet.containers.row(number)?.status
        else { return }
        appearances.note(status, observation.seq &* 8)
    }

    /// Adds what the entries' logs tell of their containers, and writes all rows.
    func complete(_ parts: [EntryPass.Part]) throws {
        try memory.writeWithoutTransaction { database in
            for outcome in parts.lazy.flatMap(\.outcomes) {
                for element in outcome.quarantined {
                    let container = outcome.container.number
                    try quarantine.add(seq: element.seq, container: container, reason: element.reason.rawValue)
                    if element.isVanished { try quarantine.set(element.seq, isVanished: true) }
                }
                fleet.containers.update(outcome.container.number) { row in
                    row.entries = outcome.entries
                    row.vanished = outcome.vanished
                    row.isRewritten = outcome.isRewritten
                    row.quarantined = Int64(outcome.quarantined.count)
                    row.newestAt = outcome.newestAt
                }
            }
            try fleet.containers.flush()
            var all = FirstAppearances(appearances, symbols: fleet.names.symbols)
            for part in parts { all.add(part.appearances) }
            let names = try NameProjection(database, stored: StoredTexts())
            let texts = all.texts
            for text in texts.names { _ = names.intern(text) }
            for text in texts.reasons { names.intern(reason: text) }
            try names.flush()
        }
    }
}
