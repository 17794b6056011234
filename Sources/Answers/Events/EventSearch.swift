package import Periods
internal import Rendering
internal import Study
internal import Timelines

/// Collects the entries of a range, container by container, no more of them than `AnalysisOptions.listed` and some.
///
/// What it finds depends neither on the order in which containers are added nor on how they are shared out among searches that are
/// merged at the end.
struct EventSearch: Sendable {
    private let actors: ActorFilter
    private let texts: FigureTexts
    private var coverage: CoverageTotals
    private var found = 0
    private var leftOut = 0
    private var entries: TopElements<FoundEntry>
    /// Where all entries lie; nil where those that are kept are all that is asked for.
    private(set) var times: TimeCounts?
    /// Entries outside of it are not kept; nil is none.
    private let slice: Interval?

    // Used anew for each container.
    private var study: ContainerStudy

    /// `times`, of no entry yet, is to count all by time where they are made while they are written.
    init(
        _ selection: ActorSelection,
        options: AnalysisOptions,
        symbols: SymbolTable,
        times: TimeCounts? = nil,
        slice: Interval? = nil
    ) {
        (self.times, self.slice) = (times, slice)
        study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
        actors = ActorFilter(selection, rules: options.actorRules, symbols: symbols)
        texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        coverage = CoverageTotals(over: options.range)
        entries = TopElements(
            limit: times == nil ? options.listed : EventsReport.listedForPeople,
            isBetter: FoundEntry.isOlder
        )
    }

    /// Ends the search; `metadata` gives that of observations.
    consuming func figures(metadata: (Set<Int64>) throws -> [Int64: String]) rethrows -> EventsFigures {
        let listed = entries.takeSorted(by: FoundEntry.isOlder)
        let metadata = try metadata(Set(listed.map(\.entry.receipt)))
        return EventsFigures(
            coverage: coverage.figures,
            found: found,
            leftOut: leftOut,
            entries: LazyList(count: listed.count) { [texts] in texts.whoEntry(listed[$0], metadata) }
        )
    }
}

extension EventSearch: HistoryFold {
    mutating func add(_ history: ContainerHistory) {
        study.trace(history)
        coverage.add(study)
        let chosen = study.entriesInRange.filter { actors.contains(study.timeline.entries[$0].actor) }
        found += chosen.count
        leftOut += study.entriesInRange.count - chosen.count
        guard !chosen.isEmpty else { return }
        study.findDowntime()
        study.findMaintenance()
        for index in chosen {
            let at = study.timeline.entries[index].at
            times?.add(at, of: study.container.id)
            if at <= entries.bar?.entry.at ?? .distantFuture, slice?.contains(at) ?? true {
                entries.add(FoundEntry(at: index, of: study))
            }
        }
    }

    mutating func merge(_ other: EventSearch) {
        coverage.merge(other.coverage)
        found += other.found
        leftOut += other.leftOut
        entries.merge(other.entries)
        if let others = other.times { times?.merge(others) }
    }
}

extension StoreQueries {
    /// The entries of the chosen containers in `range`; `listed` limits the entries, no count. Without a limit they are made while they
    /// are written.
    package func eventsReport(
        of actors: ActorSelection,
        over range: ReportRange,
        listed: Int?
    ) async throws -> EventsReport {
        let options = options(over: range.interval, listed: listed)
        let search = try await source.fold(
            into: EventSearch(
                actors,
                options: options,
                symbols: symbols,
                times: listed == nil ? TimeCounts(over: knownTime(in: range.interval)) : nil
            ),
            of: chosen,
            from: range.interval.start,
            before: range.interval.end,
            listings: range.interval
        )
        var report = EventsReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices.listing(listed),
            actors: actors,
            log: log,
            figures: try search.figures { try metadata(of: $0) }
        )
        report.list = search.times.map { entries(of: actors, options, $0) }
        return report
    }

    private func entries(
        of actors: ActorSelection,
        _ options: AnalysisOptions,
        _ times: TimeCounts
    ) -> StreamedList<WhoEntry> {
        StreamedList { body in
            for slice in times.slices(of: sliceSize) {
                var search = EventSearch(actors, options: options, symbols: symbols, slice: slice.time)
                try source.histories(in: slice, of: options.range) { search.add($0) }
                try search.figures { try metadata(of: $0) }.entries.forEach(body)
            }
        }
    }
}
