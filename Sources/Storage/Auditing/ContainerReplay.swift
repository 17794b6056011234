import GRDB
import Observations
import Timelines

/// Goes through the entries of one container in receipt order again and keeps what was changed.
struct ContainerReplay {
    private let entries: EntryProjection
    private let selectObservation: PreparedStatement
    private let decoder = PageDecoder()

    init(_ database: Database) throws {
        entries = EntryProjection(names: try NameProjection(database), bodies: try ObservationBodies(database))
        selectObservation = try PreparedStatement(
            database,
            "SELECT \(ReplayedObservation.columns) FROM observations WHERE seq = ?"
        )
    }

    /// Adds to `trail` what the observations `receipts` of the entries of `container`, all of them in order, tell of changes.
    func follow(_ receipts: [Int64], of container: ContainerKey, into trail: inout AuditTrail) throws {
        var replay = EntryReplay(of: container, count: receipts.count, entries: entries, decoder: decoder)
        // By handle: its newest version, and its disappearance as long as it lasts, by its place in the trail.
        var newest: [Int: Entry] = [:]
        var missing: [Int: Int] = [:]
        var handles: [Int64: Int] = [:]
        for seq in receipts {
            guard let observation = try observation(seq) else { continue }
            let version = try observation.body.withUnsafeBytes { body in
                try replay.apply(observation.kind, seq: seq, body: body)
            }
            if let handle = version {
                let entry = replay.known.known[handle].entry
                if let before = newest[handle] {
                    trail.amendments += try amendment(of: container.id, before, observation, entry)
                }
                newest[handle] = entry
                handles[seq] = handle
            }
            // What is in quarantine is told of there.
            guard let handle = version ?? ReceiptNote.seq(in: observation.body).flatMap({ handles[$0] }) else {
                continue
            }
            if observation.kind == .entryVanished {
                guard let entry = newest[handle], let served = try self.observation(entry.receipt) else { continue }
                missing[handle] = trail.vanishings.count
                trail.vanishings.append(
                    RecordedVanishing(
                        container: container.id,
                        version: try RecordedVersion(served, entry),
                        vanished: try Receipt(observation)
                    )
                )
            } else if let place = missing.removeValue(forKey: handle) {
                // Found again, as it was or in another form.
                trail.vanishings[place].returned = try Receipt(observation)
            }
        }
    }

    /// The amendment that `after` is of the version `before`; none where both say the same.
    private func amendment(
        of container: ContainerID,
        _ before: Entry,
        _ after: ReplayedObservation,
        _ entry: Entry
    ) throws -> [RecordedAmendment] {
        guard let earlier = try observation(before.receipt), !haveSameContent(earlier.body, after.body) else {
            return []
        }
        return [
            RecordedAmendment(
                container: container,
                before: try RecordedVersion(earlier, before),
                after: try RecordedVersion(after, entry),
                changes: JSONValue.changes(from: earlier.body, to: after.body)
            )
        ]
    }

    private func observation(_ seq: Int64) throws -> ReplayedObservation? {
        selectObservation.bind(1, seq)
        guard try selectObservation.step() else { return nil }
        defer { selectObservation.reset() }
        return try ReplayedObservation(selectObservation)
    }
}

extension RecordedVersion {
    fileprivate init(_ observation: ReplayedObservation, _ entry: Entry) throws {
        self.init(
            receipt: try Receipt(observation),
            entry: entry,
            body: String(decoding: observation.body, as: UTF8.self)
        )
    }
}

extension Receipt {
    fileprivate init(_ observation: ReplayedObservation) throws {
        self.init(seq: observation.seq, pass: observation.pass, recordedAt: try observation.recordedAt)
    }
}
