internal import GRDB
internal import Observations
package import Timelines

extension EventStoreReader {
    /// Every container, by id, without its listings.
    package func containers() -> [Container] {
        rows.map { Container($0) }
    }

    /// Calls `body` with the history of each container, by id; one at a time, so that only one is in memory.
    ///
    /// What is left out of them, `HistorySource` says; nothing at the end where `sliceEnd` is nil. Of several shards each has a part of the containers with about as many
    /// entries as the others. `body` must not use this reader.
    package func histories(
        of chosen: Set<ContainerID>? = nil,
        from start: Instant = .distantPast,
        settledAfter sliceEnd: Instant? = nil,
        before end: Instant = .distantFuture,
        listings range: Interval? = nil,
        shard: Shard = .whole,
        _ body: (ContainerHistory) -> Void
    ) throws(StorageError) {
        let part = shard.part(of: rows.filter { chosen?.contains($0.key.id) ?? true })
        try access { database in
            let rows = try HistoryRows(
                database,
                symbols: symbols,
                passes: passes,
                within: extent
            )
            var history = ContainerHistory(container: Container(id: ContainerID("")), entries: [])
            for row in part {
                history.container = Container(row)
                history.container.listings = try rows.listings(of: row.key.number, in: range)
                try rows.entries(
                    of: row,
                    from: start,
                    settledAfter: sliceEnd,
                    before: end,
                    into: &history.entries
                )
                body(history)
            }
        }
    }
}

extension Container {
    init(_ row: StoredContainer) {
        self.init(
            id: row.key.id,
            name: row.name,
            projectID: row.projectID,
            projectAlias: row.projectAlias,
            server: row.server,
            image: row.image,
            createdAt: row.createdAt,
            coveredUntil: row.coveredUntil,
            readAt: row.readAt,
            goneSince: row.goneSince
        )
    }
}

extension EventStoreReader {
    /// The instant of the first entry of the chosen containers (nil is all); nil where they have none.
    package func firstEntry(of chosen: Set<ContainerID>? = nil) throws(StorageError) -> Instant? {
        try access { database in
            let select = try PreparedStatement(
                database,
                "SELECT min(at) FROM transition_projection WHERE container = ?"
            )
            var first: Instant?
            for row in rows where chosen?.contains(row.key.id) ?? true {
                select.bind(1, row.key.number)
                if try select.step(), let at = try CheckedRow(select, of: "transition_projection").instantOrNil(0) {
                    first = min(first ?? .distantFuture, at)
                }
                select.reset()
            }
            return first
        }
    }

    /// Those of `containers` whose newest entry deleted them.
    package func deleted(among containers: Set<ContainerID>) throws(StorageError) -> Set<ContainerID> {
        try access { database in
            let select = try PreparedStatement(
                database,
                "SELECT to_status FROM transition_projection WHERE container = ? ORDER BY at DESC, ordinal DESC LIMIT 1"
            )
            var deleted: Set<ContainerID> = []
            for row in rows where containers.contains(row.key.id) {
                select.bind(1, row.key.number)
                if try select.step(),
                    let symbol = try CheckedRow(select, of: "transition_projection").symbolOrNil(
                        0,
                        names: extent.names
                    ),
                    Status(symbol: symbol) == .deleted
                {
                    deleted.insert(row.key.id)
                }
                select.reset()
            }
            return deleted
        }
    }

    /// Every listing of the chosen containers (nil is all) that differed from the one before it, in the order of passes.
    package func listedPlacements(of chosen: Set<ContainerID>? = nil) throws(StorageError) -> [ListedPlacement] {
        try access { database in
            let ids = Dictionary(uniqueKeysWithValues: rows.map { ($0.key.number, $0.key.id) })
            let select = try PreparedStatement(
                database,
                """
                SELECT container, pass, body FROM observations
                WHERE kind = \(ObservationKind.containerListed.rawValue) ORDER BY seq
                """
            )
            let decoder = PageDecoder()
            var listed: [ListedPlacement] = []
            while try select.step() {
                guard let id = ids[select.integer(0)], chosen?.contains(id) ?? true,
                    let container = decoder.container(Array(select.bytes(2)))
                else { continue }
                listed.append(
                    ListedPlacement(
                        containerID: id,
                        at: try beginning(ofPass: select.integer(1)),
                        name: container.name,
                        server: container.server,
                        image: container.image
                    )
                )
            }
            return listed
        }
    }
}

/// Steps over what the store has of one container after the other.
struct HistoryRows {
    private let passes: [Instant]
    private let extent: StoreExtent
    private let entries: EntryReading
    private let selectBackwards: PreparedStatement
    private let selectFirstEntries: PreparedStatement
    private let selectRuns: PreparedStatement

    init(_ database: Database, symbols: SymbolTable, passes: [Instant], within extent: StoreExtent) throws {
        self.extent = extent
        self.passes = passes
        entries = try EntryReading(database, symbols: symbols, within: extent)
        selectBackwards = try PreparedStatement(
            database,
            """
            SELECT at, to_status FROM transition_projection
            WHERE container = ? AND at < ? ORDER BY at DESC, ordinal DESC
            """
        )
        selectFirstEntries = try PreparedStatement(
            database,
            """
            SELECT \(TransitionRow.columns) FROM transition_projection
            WHERE container = ?1 AND at = (SELECT min(at) FROM transition_projection WHERE container = ?1)
            ORDER BY ordinal
            """
        )
        selectRuns = try PreparedStatement(
            database,
            "SELECT first_pass, last_pass, status FROM listing_projection WHERE container = ? ORDER BY first_pass"
        )
    }

    /// Replaces `entries` by those of `container` before `end` that the time from `start` on depends on, in the order of the
    /// timeline; where there are none, by those of its first instant, because they tell which status it had until then.
    ///
    /// Throws where a row says what no entry can, or they are not in their order, or more than the container's row says.
    func entries(
        of container: StoredContainer,
        from start: Instant,
        settledAfter sliceEnd: Instant?,
        before end: Instant,
        into entries: inout [Entry]
    ) throws {
        let first = try settledEntry(of: container, before: start) ?? .distantPast
        try self.entries.read(of: container, from: first, settledAfter: sliceEnd, before: end, into: &entries)
        guard entries.isEmpty else { return }
        selectFirstEntries.bind(1, container.key.number)
        try self.entries.read(selectFirstEntries, of: container, into: &entries)
    }

    /// The instant of the newest entry before `start`, and before coverage ends, that led to `running` and stands alone at its
    /// instant; nil where there is none.
    ///
    /// Whatever came before it has no part in the time after it. What was so when coverage ended is asked of any later time.
    private func settledEntry(of container: StoredContainer, before start: Instant) throws -> Instant? {
        let known = min(container.coveredUntil ?? .distantPast, container.goneSince ?? .distantFuture)
        let bound = min(start, known)
        guard bound > .distantPast else { return nil }
        selectBackwards.bind(1, container.key.number)
        selectBackwards.bind(2, bound.milliseconds)
        defer { selectBackwards.reset() }
        let row = CheckedRow(selectBackwards, of: "transition_projection")
        // The entry before it in the log decides whether the one that was found is alone.
        var found: Instant?
        var later: Instant?
        while try selectBackwards.step() {
            guard let at = try row.instantOrNil(0), at <= later ?? at else { throw row.unusable(0) }
            if let found, at < found { return found }
            let isRunning = try row.symbolOrNil(1, names: extent.names).map(Status.init(symbol:)) == .running
            found = isRunning && at != later ? at : nil
            later = at
        }
        return found
    }

    /// The listings of `container` by instant: those in `range`, and the first and the last of each run.
    func listings(of container: Int64, in range: Interval?) throws -> [Listing] {
        var listings: [Listing] = []
        let row = CheckedRow(selectRuns, of: "listing_projection")
        var next: Int64 = 1
        selectRuns.bind(1, container)
        while try selectRuns.step() {
            guard next <= Int64(passes.count) else { throw row.unusable(0) }
            let first = try row.integer(0, in: next...Int64(passes.count))
            let last = try row.integer(1, in: first...Int64(passes.count))
            let status = try row.symbolOrNil(2, names: extent.names).map(Status.init(symbol:))
            next = last + 1
            for pass in Int(first)...Int(last) {
                let at = passes[pass - 1]
                guard range?.contains(at) ?? true || pass == first || pass == last else { continue }
                listings.append(Listing(at: at, status: status))
            }
        }
        // The client's clock can have been set back between two passes.
        let isOrdered = zip(listings, listings.dropFirst()).allSatisfy { $0.at <= $1.at }
        return isOrdered ? listings : listings.sorted { $0.at < $1.at }
    }
}
