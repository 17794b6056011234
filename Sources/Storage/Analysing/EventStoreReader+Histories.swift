package import Timelines

extension EventStoreReader {
    /// Every container, by id, without its listings.
    package func containers() -> [Container] {
        rows.map { Container($0) }
    }

    /// Calls `body` with the history of each container, by id; one at a time, so that only one is in memory.
    ///
    /// Entries at or after `end` are left out, but for those of a container's first instant where nothing lies before `end`:
    /// they tell its status until then. Listings outside of `listings` are left out but for the first and the last of each run
    /// of passes that said the same, so that one of each status stays; nil tells all. Of several shards each has a part of the
    /// containers with about as many entries as the others. `body` must not use this reader.
    package func histories(
        of chosen: Set<ContainerID>? = nil,
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
                try rows.entries(of: row, before: end, into: &history.entries)
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
            server: row.server,
            image: row.image,
            createdAt: row.createdAt,
            coveredUntil: row.coveredUntil,
            goneSince: row.goneSince
        )
    }
}
