package import Timelines

/// The histories that one state of an event store holds, read by as many tasks as there are readers of it.
package struct StoreHistories: HistorySource {
    /// At least one; all of the same state.
    private let readers: [EventStoreReader]
    /// The one that answers what is asked once.
    package let reader: EventStoreReader
    package let containers: [Container]

    /// `others` are readers of the same state as `first`.
    package init(_ first: EventStoreReader, _ others: some Sequence<EventStoreReader> = []) {
        readers = [first] + others
        reader = first
        containers = first.containers()
    }

    package var log: LogState { reader.log }
    package var symbols: SymbolTable { reader.symbols }

    package func histories(
        of chosen: Set<ContainerID>?,
        from start: Instant,
        before end: Instant,
        listings: Interval?,
        _ body: (ContainerHistory) -> Void
    ) throws {
        try reader.histories(of: chosen, from: start, before: end, listings: listings, body)
    }

    package func histories(
        of chosen: Set<ContainerID>?,
        around slice: Interval,
        before end: Instant,
        listings: Interval?,
        _ body: (ContainerHistory) -> Void
    ) throws {
        try reader.histories(
            of: chosen,
            from: slice.start,
            settledAfter: slice.end,
            before: end,
            listings: listings,
            body
        )
    }

    package func fold<Fold: HistoryFold>(
        into empty: Fold,
        of chosen: Set<ContainerID>?,
        from start: Instant,
        before end: Instant,
        listings: Interval?
    ) async throws -> Fold {
        try await withThrowingTaskGroup(of: Fold.self) { group in
            for (index, reader) in readers.enumerated() {
                group.addTask { [count = readers.count] in
                    var part = empty
                    let shard = Shard(index: index, count: count)
                    try reader.histories(of: chosen, from: start, before: end, listings: listings, shard: shard) {
                        part.add($0)
                    }
                    return part
                }
            }
            var all = empty
            for try await part in group { all.merge(part) }
            return all
        }
    }

    package func entries(within periods: IntervalSet, _ body: (Container, Entry) -> Void) throws {
        try reader.entries(within: periods, body)
    }

    package func firstEntry(of chosen: Set<ContainerID>?) throws -> Instant? {
        try reader.firstEntry(of: chosen)
    }

    package func deleted(among containers: Set<ContainerID>) throws -> Set<ContainerID> {
        try reader.deleted(among: containers)
    }

    package func listedPlacements(of chosen: Set<ContainerID>?) throws -> [ListedPlacement] {
        try reader.listedPlacements(of: chosen)
    }

    package func recordedTerms() throws -> RecordedTerms {
        try reader.recordedTerms()
    }

    package func quarantined() throws -> Int {
        try reader.quarantined()
    }

    package func auditTrail(of chosen: Set<ContainerID>?) throws -> AuditTrail {
        try reader.auditTrail(of: chosen)
    }

    package func places(ofEvent id: String) throws -> [(container: ContainerID, at: Instant)] {
        try reader.places(ofEvent: id)
    }

    package func metadata(of seqs: Set<Int64>) throws -> [Int64: String] {
        try reader.metadata(of: seqs)
    }

    package func receipts(of seqs: Set<Int64>) throws -> [Int64: Receipt] {
        try reader.receipts(of: seqs)
    }
}

/// One part of the containers, for analyses on several threads.
package struct Shard: Hashable, Sendable {
    /// From 0.
    package let index: Int
    package let count: Int

    package init(index: Int, count: Int) {
        self.index = index
        self.count = count
    }

    package static let whole = Shard(index: 0, count: 1)

    /// The part's containers: a run of them, such that all parts have about as many entries.
    func part(of rows: [StoredContainer]) -> ArraySlice<StoredContainer> {
        // Each container counts for one entry more, so that those without any are shared out too.
        let total = rows.reduce(0) { $0 + $1.entries + 1 }
        let start = position(total * Int64(index) / Int64(count), in: rows)
        let end = position(total * Int64(index + 1) / Int64(count), in: rows)
        return rows[start..<end]
    }

    /// How many of `rows` begin before entry number `entry`.
    private func position(_ entry: Int64, in rows: [StoredContainer]) -> Int {
        var before: Int64 = 0
        for (position, row) in rows.enumerated() {
            if before >= entry { return position }
            before += row.entries + 1
        }
        return rows.count
    }
}
