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
    /// Entries before this place lie before `knownUntil`.
    package private(set) var coveredEntryCount = 0
    /// The places of the covered entries that are a restart written as one row, ascending, whether or not they left down time.
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
