import GRDB
import Observations
import Timelines

extension StoreSession {
    /// Empties the projections and makes them again from the observations.
    func rebuild(_ database: Database) throws {
        for table in ["name", "container", "transition", "quarantine", "pass", "listing"] {
            try database.execute(sql: "DELETE FROM \(table)_projection")
        }
        try database.execute(sql: "DELETE FROM log_frontier")
        fleet.restart()
        log.restart()
        let decoder = PageDecoder()

        // 1. In receipt order: everything but the entries of the containers, whose texts get their numbers here.
        let receipts = try replayFleet(database, decoder)
        // 2. Each container by itself, again in receipt order, so that only one is in memory.
        for (place, receipts) in receipts.enumerated() {
            try replayEntries(of: Int64(place) + 1, receipts, database, decoder)
        }
        try flush()
    }

    /// Returns: by container, the observations of its entries.
    private func replayFleet(_ database: Database, _ decoder: PageDecoder) throws -> [[Int64]] {
        let select = try PreparedStatement(
            database,
            "SELECT seq, pass, kind, container, recorded_at, body FROM observations ORDER BY seq"
        )
        var receipts: [[Int64]] = []
        while try select.step() {
            let observation = try ReplayedObservation(select)
            try replay(observation, decoder)
            guard observation.isOfEntry, let container = observation.container else { continue }
            guard fleet.containers.row(container) != nil else { throw inconsistency("container \(container)") }
            while receipts.count < container { receipts.append([]) }
            receipts[Int(container) - 1].append(observation.seq)
        }
        return receipts
    }

    private func replay(_ observation: ReplayedObservation, _ decoder: PageDecoder) throws {
        let body = observation.body
        switch observation.kind {
        case .passBegun:
            guard let start = PassStart(body: body) else { throw observation.malformed }
            try fleet.apply(start)
        case .containerListed where observation.container == nil:
            try quarantine.addUnusable(seq: observation.seq)
        case .containerListed:
            guard let listed = decoder.container(body) else { throw observation.malformed }
            fleet.apply(listed, seq: observation.seq)
            guard fleet.containers.number(of: listed.id) == observation.container else { throw observation.malformed }
        case .roster:
            guard let listed = Roster.listed(in: body) else { throw observation.malformed }
            try fleet.applyRoster(listed, of: observation.pass)
        case .readingsEnded:
            guard let ended = ReadingsEnded(body: body) else { throw observation.malformed }
            try fleet.apply(ended, of: observation.pass)
        case .entry:
            guard let id = key(of: observation)?.id else { throw observation.malformed }
            if case .usable(let fields) = decoder.entry(body, askedFor: id) {
                _ = fleet.names.intern(fields, receipt: observation.seq)
            }
        case .entryVanished, .entryReturned: break
        }
        body.withUnsafeBytes { bytes in
            log.hash(
                observation.kind,
                pass: observation.pass,
                container: key(of: observation),
                recordedAt: observation.recordedAt,
                body: bytes
            )
        }
    }

    private func key(of observation: ReplayedObservation) -> ContainerKey? {
        observation.container.flatMap { fleet.containers.row($0)?.key }
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
            "SELECT seq, pass, kind, container, recorded_at, body FROM observations WHERE seq = ?"
        )
        let id = fleet.containers[container].key.id
        let known = ContainerEntries(container: container)
        var handles: [Int64: Int] = [:]
        var quarantined = 0
        for seq in receipts {
            select.bind(1, seq)
            guard try select.step() else { continue }
            let observation = try ReplayedObservation(select)
            select.reset()
            if observation.kind == .entry {
                switch decoder.entry(observation.body, askedFor: id) {
                case .usable(let fields):
                    let verdict = try entries.judge(fields, body: observation.body[...], among: known)
                    handles[seq] = entries.apply(verdict, fields, seq: seq, to: known)
                case .quarantined(let reason):
                    try quarantine.add(seq: seq, container: container, reason: reason.rawValue)
                    quarantined += 1
                }
            } else {
                guard let noted = ReceiptNote.seq(in: observation.body) else { throw observation.malformed }
                let isVanished = observation.kind == .entryVanished
                if let handle = handles[noted] {
                    known.setVanished(handle, isVanished)
                } else {
                    try quarantine.set(noted, isVanished: isVanished)
                }
            }
        }
        try flush(known, quarantined: quarantined)
    }
}

/// An observation as the store has it.
private struct ReplayedObservation {
    let seq: Int64
    let pass: Int64
    let kind: ObservationKind
    let container: Int64?
    let recordedAt: Instant
    let body: [UInt8]

    init(_ row: PreparedStatement) throws {
        seq = row.integer(0)
        pass = row.integer(1)
        container = row.integerOrNil(3)
        recordedAt = Instant(milliseconds: row.integer(4))
        body = Array(row.bytes(5))
        guard let kind = ObservationKind(rawValue: row.integer(2)) else {
            throw inconsistency("observation \(seq) is of a kind")
        }
        self.kind = kind
    }

    var isOfEntry: Bool {
        kind == .entry || kind == .entryVanished || kind == .entryReturned
    }

    var malformed: DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "observation \(seq) can't be read")
    }
}
