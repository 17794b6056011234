internal import Study
internal import Timelines

/// Collects the entries around outages: of their containers by anyone, and of their actors in any container.
struct SurroundingEntries: Sendable {
    private let outages: [Surrounded]
    private let texts: FigureTexts
    private var found: [[(entry: FoundEntry, part: OutagePart)]]

    // Used anew for each container.
    private var study: ContainerStudy

    /// What of an outage decides whether an entry is around it.
    private struct Surrounded: Sendable {
        let period: Interval
        /// The beginnings of its windows, by container.
        let windows: [ContainerID: Set<Instant>]
        let actors: Set<Symbol>
    }

    /// Each outage with the time in which entries are looked for.
    init(_ outages: [(outage: Outage, period: Interval)], options: AnalysisOptions, symbols: SymbolTable) {
        self.outages = outages.map { outage, period in
            Surrounded(
                period: period,
                windows: Dictionary(grouping: outage.windows, by: \.containerID).mapValues { Set($0.map(\.start)) },
                actors: Set(
                    outage.actors.filter { $0.kind != .unattributed }.compactMap { symbols.symbol(of: $0.actor) }
                )
            )
        }
        texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
        found = outages.map { _ in [] }
    }

    /// The entries around each outage, oldest first, then by container id; `metadata` gives that of observations.
    func entries(metadata: (Set<Int64>) throws -> [Int64: String]) rethrows -> [[OutageEntry]] {
        let metadata = try metadata(Set(found.joined().map(\.entry.entry.receipt)))
        return found.map { found in
            found.sorted { FoundEntry.isOlder($0.entry, $1.entry) }
                .map { OutageEntry(entry: texts.whoEntry($0.entry, metadata), part: $0.part) }
        }
    }

    /// What the entry at `index` has to do with the windows that begin at `starts`.
    private func part(ofEntryAt index: Int, _ starts: Set<Instant>) -> OutagePart {
        let at = study.timeline.entries[index].at
        let windows = study.intervals.filter { starts.contains($0.start) && $0.start <= at && at <= $0.end }
        if windows.contains(where: { $0.opener == index }) { return .opened }
        if windows.contains(where: { $0.closer == index }) { return .closed }
        return windows.contains { $0.start < at && at < $0.end } ? .within : .near
    }
}

extension SurroundingEntries: HistoryFold {
    mutating func add(_ history: ContainerHistory) {
        study.trace(history)
        guard !study.entriesInRange.isEmpty else { return }
        var isSearched = false
        for (number, outage) in outages.enumerated() {
            let starts = outage.windows[history.container.id]
            for index in study.entriesInRange {
                let entry = study.timeline.entries[index]
                guard outage.period.contains(entry.at),
                    starts != nil || entry.actor.map(outage.actors.contains) ?? false
                else { continue }
                if !isSearched {
                    study.findDowntime()
                    study.findMaintenance()
                    isSearched = true
                }
                let part = starts.map { self.part(ofEntryAt: index, $0) } ?? .near
                found[number].append((FoundEntry(at: index, of: study), part))
            }
        }
    }

    mutating func merge(_ other: SurroundingEntries) {
        for (number, entries) in other.found.enumerated() { found[number] += entries }
    }
}
