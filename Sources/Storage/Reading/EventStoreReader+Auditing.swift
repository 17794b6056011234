internal import GRDB
internal import Observations
package import Timelines

extension EventStoreReader {
    /// What the platform changed in, or left out of, the logs of the chosen containers (nil is all), over everything recorded.
    ///
    /// Elements of a container list that could not be used belong to no container. They are included only if all containers are chosen.
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
            let select = "SELECT pass, recorded_at FROM observations WHERE seq = ?"
            var receipts: [Int64: Receipt] = [:]
            for seq in seqs {
                let row = try NamedRow.first(of: "observations", database, select, [seq])
                receipts[seq] = try row.map { row in
                    Receipt(
                        seq: seq,
                        pass: try row.integer("pass", in: 0...Int64(passes.count)),
                        recordedAt: try row.instant("recorded_at")
                    )
                }
            }
            return receipts
        }
    }

    /// The observations of the entries of each container of whose log anything was changed, in receipt order.
    private func rewrittenReceipts(_ database: Database) throws -> [Int64: [Int64]] {
        let kinds = [ObservationKind.entryVanished, .entryReturned].map { String($0.rawValue) }.joined(separator: ", ")
        var receipts: [Int64: [Int64]] = [:]
        for row in rows where row.isRewritten { receipts[row.key.number] = [] }
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
        let select = """
            SELECT q.seq, q.container, q.reason, q.vanished, o.pass, o.recorded_at, o.body
            FROM quarantine_projection AS q JOIN observations AS o ON o.seq = q.seq ORDER BY q.seq
            """
        let cursor = try NamedRow.cursor(of: "quarantine_projection", database, select)
        var quarantine: [RecordedQuarantine] = []
        while let row = try cursor.next() {
            let container = ids[try row.integer("container", in: 0...Int64(ids.count))]
            if let chosen, !(container.map(chosen.contains) ?? false) { continue }
            quarantine.append(
                RecordedQuarantine(
                    container: container,
                    receipt: Receipt(
                        seq: try row.integer("seq", in: 1...max(1, log.size)),
                        pass: try row.integer("pass", in: 0...Int64(passes.count)),
                        recordedAt: try row.instant("recorded_at")
                    ),
                    reason: try row.text("reason"),
                    body: try row.text("body"),
                    isVanished: try row.flag("vanished")
                )
            )
        }
        return quarantine
    }
}

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
            // Quarantined elements are listed elsewhere.
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
            } else if let position = missing.removeValue(forKey: handle) {
                // Found again, as it was or in another form.
                trail.vanishings[position].returned = try Receipt(observation)
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

extension JSONValue {
    /// The members in which the bodies of two versions of an entry differ, by name; `id`, whose difference is none, apart.
    ///
    /// Of objects that both versions have at one place, such as `metadata`, the members that differ stand for the whole.
    /// Nothing where either is no JSON object.
    static func changes(from before: [UInt8], to after: [UInt8]) -> [MemberChange] {
        guard case .object(var old)? = JSONValue(before), case .object(var new)? = JSONValue(after) else { return [] }
        old[Array("id".utf8)] = nil
        new[Array("id".utf8)] = nil
        return changes(from: old, to: new, within: "")
    }

    private static func changes(
        from old: [[UInt8]: JSONValue],
        to new: [[UInt8]: JSONValue],
        within prefix: String
    ) -> [MemberChange] {
        let names = Set(old.keys).union(new.keys).sorted { $0.lexicographicallyPrecedes($1) }
        return names.flatMap { name -> [MemberChange] in
            let (before, after) = (old[name], new[name])
            guard before != after else { return [] }
            let field = prefix + String(decoding: name, as: UTF8.self)
            if prefix.isEmpty, case .object(let inner)? = before, case .object(let outer)? = after {
                return changes(from: inner, to: outer, within: field + ".")
            }
            return [MemberChange(field: field, before: before?.compactText, after: after?.compactText)]
        }
    }

    /// The value as compact JSON, an object's members by name.
    var compactText: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.text
        case .text(let bytes): String(decoding: JSONText.string(String(decoding: bytes, as: UTF8.self)), as: UTF8.self)
        case .array(let elements): "[\(elements.map(\.compactText).joined(separator: ","))]"
        case .object(let members):
            "{\(members.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(Self.memberText).joined(separator: ","))}"
        }
    }

    private static func memberText(_ name: [UInt8], _ value: JSONValue) -> String {
        "\(JSONValue.text(name).compactText):\(value.compactText)"
    }
}

extension JSONNumber {
    /// Without an exponent, unless that takes many zeros.
    fileprivate var text: String {
        let written = digits.isEmpty ? "0" : digits.map(String.init).joined()
        let sign = isNegative ? "-" : ""
        if exponent >= 0, exponent < 16 { return sign + written + String(repeating: "0", count: exponent) }
        if exponent < 0, exponent > -16 {
            let padded = String(repeating: "0", count: max(0, 1 - exponent - written.count)) + written
            return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
        }
        return "\(sign)\(written)e\(exponent)"
    }
}
