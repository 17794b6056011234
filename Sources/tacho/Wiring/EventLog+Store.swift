internal import Ingestion
internal import Observations
internal import Storage

extension EventLog {
    /// What was received is kept in the event store.
    init(_ store: EventStore) {
        self.init(
            knownContainers: {
                try await store.knownContainers().map { known in
                    RosterEntry(
                        id: known.id,
                        name: known.name,
                        isGone: known.isGone,
                        firstListed: known.firstListed,
                        lastListed: known.lastListed
                    )
                }
            },
            beginPass: { start, instant in try await store.beginPass(start, recordedAt: instant) },
            recordListing: { listing, pass, instant in
                try await store.record(
                    listing: listing.containers,
                    unusable: listing.unusable,
                    isLast: true,
                    of: pass,
                    recordedAt: instant
                )
            },
            beginReading: { container, pass, mode, instant in
                try await store.beginReading(of: container, in: pass, mode: mode, recordedAt: instant)
            },
            recordPage: { page, container, pass, instant in
                try await store.record(page: page.entries, of: container, in: pass, recordedAt: instant)
            },
            endReading: { container, end, instant in
                try await store.endReading(of: container, as: end, recordedAt: instant)
            },
            endPass: { pass, instant in try await store.endPass(pass, recordedAt: instant) }
        )
    }
}
