import GRDB
package import Timelines

extension EventStoreReader {
    /// What the platform changed in, or left out of, the logs of the chosen containers (nil is all), over everything recorded.
    ///
    /// Elements of a container list that could not be used belong to no container: they are told only where all are chosen.
    package func auditTrail(of chosen: Set<ContainerID>? = nil) throws(StorageError) -> AuditTrail {
        try access { database in
            var trail = AuditTrail()
            trail.quarantine = try quarantine(of: chosen, database)
            let replay = try ContainerReplay(database)
            let keys = Dictionary(uniqueKeysWithValues: rows.map { ($0.key.number, $0.key) })
            for (number, receipts) in try rewrittenReceipts(database).sorted(by: { $0.key < $1.key }) {
                guard let key = keys[number], chosen?.contains(key.id) ?? true else { continue }
                try replay.follow(receipts, of: key, into: &trail)
            }
            trail.amendments.sort { $0.after.receipt.seq < $1.after.receipt.seq }
            trail.vanishings.sort { $0.vanished.seq < $1.vanished.seq }
            return trail
        }
    }

    /// When and by which pass the observations with these numbers were recorded.
    package func receipts(of seqs: Set<Int64>) throws(StorageError) -> [Int64: Receipt] {
        try access { database in
            let select = try PreparedStatement(database, "SELECT pass, recorded_at FROM observations WHERE seq = ?")
            let row = CheckedRow(select, of: "observations")
            var receipts: [Int64: Receipt] = [:]
            for seq in seqs {
                select.bind(1, seq)
                guard try select.step() else { continue }
                receipts[seq] = Receipt(
                    seq: seq,
                    pass: try row.integer(0, in: 0...Int64(passes.count)),
                    recordedAt: try row.instant(1)
                )
                select.reset()
            }
            return receipts
        }
    }

    /// The observations of the entries of each container of whose log anything was changed, in receipt order.
    private func rewrittenReceipts(_ database: Database) throws -> [Int64: [Int64]] {
        let kinds = [ObservationKind.entryVanished, .entryReturned].map { String($0.rawValue) }.joined(separator: ", ")
        let selectContainers = try PreparedStatement(
            database,
            """
            SELECT container FROM observations WHERE kind IN (\(kinds))
            UNION SELECT container FROM transition_projection WHERE flags & 1
            """
        )
        var receipts: [Int64: [Int64]] = [:]
        while try selectContainers.step() { receipts[selectContainers.integer(0)] = [] }
        guard !receipts.isEmpty else { return [:] }
        let selectEntries = try PreparedStatement(
            database,
            """
            SELECT seq, container FROM observations
            WHERE kind IN (\(ObservationKind.entry.rawValue), \(kinds)) AND container IS NOT NULL ORDER BY seq
            """
        )
        while try selectEntries.step() { receipts[selectEntries.integer(1)]?.append(selectEntries.integer(0)) }
        return receipts
    }

    private func quarantine(of chosen: Set<ContainerID>?, _ database: Database) throws -> [RecordedQuarantine] {
        let ids = Dictionary(uniqueKeysWithValues: rows.map { ($0.key.number, $0.key.id) })
        let select = try PreparedStatement(
            database,
            """
            SELECT q.seq, q.container, q.reason, q.vanished, o.pass, o.recorded_at, o.body
            FROM quarantine_projection AS q JOIN observations AS o ON o.seq = q.seq ORDER BY q.seq
            """
        )
        let row = CheckedRow(select, of: "quarantine_projection")
        var quarantine: [RecordedQuarantine] = []
        while try select.step() {
            let container = ids[try row.integer(1, in: 0...Int64(ids.count))]
            if let chosen, !(container.map(chosen.contains) ?? false) { continue }
            quarantine.append(
                RecordedQuarantine(
                    container: container,
                    receipt: Receipt(
                        seq: select.integer(0),
                        pass: try row.integer(4, in: 0...Int64(passes.count)),
                        recordedAt: try row.instant(5)
                    ),
                    reason: try row.text(2),
                    body: select.text(6) ?? "",
                    isVanished: try row.flag(3)
                )
            )
        }
        return quarantine
    }
}
