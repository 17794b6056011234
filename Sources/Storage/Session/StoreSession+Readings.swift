internal import Observations
internal import Timelines
internal import Transparency

extension StoreSession {
    func beginReading(of container: ContainerKey, in pass: Int64, mode: ReadingMode) throws -> Int {
        if let dropped = readings[container.id] { try flushEntries(of: dropped) }
        let row = fleet.containers[container.number]
        let known = row.quarantined > 0 ? try quarantine.load(container.number) : [:]
        var overlap: TimeSpan?
        if case .incremental(let span) = mode { overlap = span }
        let expected = Int(row.entries - row.vanished) + known.values.count { !$0.isVanished }
        let loaded = try rows.load(
            container.number,
            overlap: overlap,
            expected: expected,
            symbols: fleet.names.symbols,
            within: extent
        )
        readings[container.id] = Reading(
            container: container,
            pass: pass,
            mode: mode,
            from: loaded.from,
            entries: loaded.entries,
            quarantine: known
        )
        guard overlap != nil else { return 0 }
        let first = loaded.entries.firstIndex { $0 >= loaded.from }
        let isWithin = first < loaded.entries.order.count
        return isWithin ? loaded.entries.known[loaded.entries.order[first]].position : expected
    }

    /// Records what of a page is new, and what it says about the entries that are known.
    func record(_ page: PreparedPage, in reading: Reading) throws -> [ElementOutcome] {
        var outcomes: [ElementOutcome] = []
        outcomes.reserveCapacity(page.entries.count)
        for position in page.entries.indices {
            let element = Element(body: page.entries[position].body, leaf: page.leaves[position], at: page.recordedAt)
            switch page.entries[position].reading {
            case .usable(let fields): outcomes.append(try record(fields, element, in: reading))
            case .quarantined(let reason): outcomes.append(try record(reason, element, in: reading))
            }
        }
        return outcomes
    }

    private func record(
        _ fields: EntryFields,
        _ element: Element,
        in reading: Reading
    ) throws -> ElementOutcome {
        let body = element.body
        var verdict = try entries.judge(fields, body: body, among: reading.entries)
        if case .unchanged = verdict {
        } else if !reading.entries.isWhole {
            // What looks new may be older than what is loaded; and what changes may change the order of older entries.
            try rows.complete(
                reading.entries,
                first: reading.expectedQuarantined,
                symbols: fleet.names.symbols,
                within: extent
            )
            verdict = try entries.judge(fields, body: body, among: reading.entries)
        }
        switch verdict {
        case .new:
            let seq = try append(element, in: reading)
            _ = entries.apply(verdict, fields, seq: seq, to: reading.entries)
            return .new
        case .identified(let handle), .amended(let handle):
            let known = reading.entries.known[handle]
            let seq = try append(element, in: reading)
            _ = entries.apply(verdict, fields, seq: seq, to: reading.entries)
            reading.entries.known[handle].isMet = true
            // One that comes twice in a reading is recorded in both forms, but its second place tells nothing.
            if known.isMet { return .repeated }
            let isAmended = if case .amended = verdict { true } else { false }
            return .known(index: known.position, amended: isAmended)
        case .unchanged(let handle):
            return try meet(handle, in: reading, at: element.at)
        }
    }

    private func meet(_ handle: Int, in reading: Reading, at instant: Instant) throws -> ElementOutcome {
        let known = reading.entries.known[handle]
        if known.isMet { return .repeated }
        reading.entries.known[handle].isMet = true
        if known.isVanished {
            _ = try append(.entryReturned, ReceiptNote.body(known.entry.receipt), in: reading, at: instant)
            reading.entries.setVanished(handle, false)
            reading.returned += 1
        }
        return .known(index: known.position, amended: false)
    }

    private func record(
        _ reason: QuarantineReason,
        _ element: Element,
        in reading: Reading
    ) throws -> ElementOutcome {
        let body = Array(element.body)
        guard let known = reading.quarantine[body] else {
            let seq = try append(element, in: reading)
            try quarantine.add(seq: seq, container: reading.container.number, reason: reason.rawValue)
            reading.quarantine[body] = KnownQuarantine(seq: seq, isVanished: false, isMet: true)
            return .quarantined(new: true)
        }
        reading.quarantine[body]?.isMet = true
        if known.isVanished {
            _ = try append(.entryReturned, ReceiptNote.body(known.seq), in: reading, at: element.at)
            try quarantine.set(known.seq, isVanished: false)
            reading.quarantine[body]?.isVanished = false
            reading.returned += 1
        }
        return .quarantined(new: false)
    }

    /// Records what the reading, which is complete, should have met and did not.
    ///
    /// - Returns: how many that were.
    func recordVanished(in reading: Reading, at instant: Instant) throws -> Int {
        let missed = reading.missed
        let missedQuarantined = reading.missedQuarantined
        for handle in missed {
            let receipt = reading.entries.known[handle].entry.receipt
            _ = try append(.entryVanished, ReceiptNote.body(receipt), in: reading, at: instant)
            reading.entries.setVanished(handle, true)
        }
        for body in missedQuarantined {
            guard let known = reading.quarantine[body] else { continue }
            _ = try append(.entryVanished, ReceiptNote.body(known.seq), in: reading, at: instant)
            try quarantine.set(known.seq, isVanished: true)
            reading.quarantine[body]?.isVanished = true
        }
        return missed.count + missedQuarantined.count
    }

    private func append(_ element: Element, in reading: Reading) throws -> Int64 {
        try log.append(
            .entry,
            pass: reading.pass,
            container: reading.container,
            recordedAt: element.at,
            body: element.body,
            leaf: element.leaf
        )
    }

    private func append(
        _ kind: ObservationKind,
        _ body: [UInt8],
        in reading: Reading,
        at instant: Instant
    ) throws -> Int64 {
        try log.append(kind, pass: reading.pass, container: reading.container, recordedAt: instant, body: body[...])
    }

    /// Forgets the readings that are under way; what they recorded stays.
    func dropReadings() throws {
        for reading in readings.values { try flushEntries(of: reading) }
        readings = [:]
    }

    func flushEntries(of reading: Reading) throws {
        try flush(reading.entries, quarantined: reading.quarantine.count)
    }

    /// Writes the entries that changed, and what their container's row says of them.
    func flush(_ entries: ContainerEntries, quarantined: Int) throws {
        try entries.settle(symbols: fleet.names.symbols)
        let row = fleet.containers[entries.container]
        if !entries.dirty.isEmpty {
            let change = try rows.flush(entries, symbols: fleet.names.symbols)
            try blocks.update(
                entries.container,
                from: change.first,
                count: row.entries + change.entries,
                symbols: fleet.names.symbols,
                within: extent
            )
            fleet.containers.update(entries.container) { row in
                row.entries += change.entries
                row.vanished += change.vanished
                row.isRewritten = row.isRewritten || entries.isRewritten
                if let newest = entries.order.last { row.newestAt = entries.known[newest].entry.at }
            }
        }
        if row.quarantined != Int64(quarantined) {
            fleet.containers.update(entries.container) { $0.quarantined = Int64(quarantined) }
        }
    }
}

/// What of an element of a page goes into the log.
private struct Element {
    let body: ArraySlice<UInt8>
    let leaf: LogHash
    let at: Instant
}
