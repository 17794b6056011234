/// The timeline of one container up to an instant: what it is in at every instant, in stretches that leave no gap.
///
/// Reusable: `trace` keeps the storage of the container before, so that a pass over many allocates next to nothing.
package struct Timeline: Sendable {
    /// The log in its order; those from `entryCount` on lie at or after the end and are not used.
    package private(set) var entries: [Entry] = []
    package private(set) var entryCount = 0
    /// From `Instant.distantPast` up to the end, each beginning where the one before it ends.
    package private(set) var stretches: [Stretch] = []
    /// The earliest of the end, coverage, and being gone: windows and restarts lie before it.
    package private(set) var knownUntil = Instant.distantPast
    /// Entries before this index lie before `knownUntil`.
    package private(set) var coveredEntryCount = 0
    /// The indices of the covered entries that are a restart written as one row, ascending, whether or not they left down time.
    package private(set) var singleEntryRestarts: [Int] = []

    package init() {}

    /// The timeline of `history` up to, but not, `end`, with `paused` in the given part.
    package init(of history: ContainerHistory, until end: Instant, paused: Condition, symbols: SymbolTable) {
        trace(history, until: end, paused: paused, symbols: symbols)
    }

    /// Replaces it with the timeline of `history` up to, but not, `end`.
    ///
    /// No entry at or after `end` is used (nor does any decide the order within an instant before it), except that where all
    /// of them lie there, the first one tells what was before it.
    package mutating func trace(
        _ history: ContainerHistory,
        until end: Instant,
        paused: Condition,
        symbols: SymbolTable
    ) {
        // 1. The entries to be used, in order.
        entries = history.entries
        entryCount = entries.count(before: end)
        if let tie = firstTie(in: entries, from: 0), tie < entryCount {
            entries.removeLast(entries.count - entryCount)
            orderWithinInstants(&entries, symbols: symbols)
        }

        // 2. How far they tell the condition.
        let container = history.container
        let gone = container.goneSince ?? .distantFuture
        let covered = min(end, container.coveredUntil ?? .distantPast)
        knownUntil = min(covered, gone)
        coveredEntryCount = min(entryCount, entries.count(before: knownUntil))

        // 3. The stretches.
        stretches.removeAll(keepingCapacity: true)
        stretches.reserveCapacity(entryCount + 4)
        singleEntryRestarts.removeAll(keepingCapacity: true)
        var writer = StretchWriter(
            paused: paused,
            limit: knownUntil,
            stretches: stretches,
            singleEntryRestarts: singleEntryRestarts
        )
        stretches = []
        singleEntryRestarts = []
        writer.appendTimeBeforeEntries(
            container: container,
            first: entryCount > 0 ? entries[0] : firstUnused(of: history, symbols: symbols)
        )
        writer.appendEntries(entries, count: entryCount, covered: coveredEntryCount)
        let deletion = entryCount > 0 && entries[entryCount - 1].to == .deleted ? entryCount - 1 : nil
        writer.appendTimeAfterEntries(
            end: end,
            gone: gone,
            deletion: deletion.map { ($0, entries[$0].at) }
        )
        stretches = writer.stretches
        singleEntryRestarts = writer.singleEntryRestarts
    }

    /// The first entry of a log that lies wholly at or after the end, its first instant taken alone.
    private func firstUnused(of history: ContainerHistory, symbols: SymbolTable) -> Entry? {
        guard let first = history.entries.first else { return nil }
        var tied = Array(history.entries.prefix { $0.at == first.at })
        orderWithinInstants(&tied, symbols: symbols)
        return tied.first
    }
}

/// What a container is at an instant, as far as availability goes.
package enum Condition: String, Hashable, Sendable, CaseIterable {
    case up
    case down
    case outOfService = "out-of-service"
    case unknown
}

extension Status {
    /// The part of availability that it belongs to; `paused` is where the reader of the report wants it.
    @inlinable
    package func condition(paused: Condition) -> Condition {
        switch self {
        case .running: .up
        case .stopped, .failed: .down
        case .paused: paused
        case .creating, .claiming, .copying, .deleting, .deleted: .outOfService
        case .unknown: .unknown
        }
    }
}

/// A part of a timeline in which nothing changes; empty between two entries at one instant.
package struct Stretch: Hashable, Sendable {
    package var interval: Interval
    package var basis: StretchBasis
    package var condition: Condition
    /// The index of the entry that began it, in `Timeline.entries`; nil where none did.
    package var entry: Int?

    /// Whether it is known only from the first entry's `from_status` or from listings.
    @inlinable
    package var isAssumed: Bool {
        if case .assumed = basis { true } else { false }
    }

    /// The status that it is in; nil where unknown, before the container existed and after it was gone.
    @inlinable
    package var status: Status? {
        switch basis {
        case .logged(let status), .assumed(let status): status
        case .singleEntryRestart: .stopped
        case .notYetCreated, .gone, .unknown: nil
        }
    }
}

/// What a stretch is known from.
package enum StretchBasis: Hashable, Sendable {
    /// The `to_status` of the entry that began it.
    case logged(Status)
    /// The `from_status` of the first entry, or the status in which the listings of a container without entries agree.
    case assumed(Status)
    /// The window of a lone `running → running` entry with the operation `restart`, which `Stretch.entry` names: it ends there.
    /// The entry tells it, so that it is not assumed even over time that would be.
    case singleEntryRestart
    /// Before the container existed.
    case notYetCreated
    /// It answers 404 and has left the listing.
    case gone
    case unknown(UnknownCause)
}

/// Why a stretch is unknown time.
package enum UnknownCause: Hashable, Sendable {
    /// The entry after it does not continue the one that began it: one is missing.
    case chainBreak
    /// The first entry has no `from_status`.
    case priorStatusMissing
    /// Neither the listing nor the id says since when the container exists.
    case creationUnknown
    /// There are no entries, and the listings disagree or give no status.
    case listingsInconclusive
    /// No complete pass has come as far.
    case notCovered
}
