package import Study
package import Timelines

/// Looks for the entries that answer a question, container by container; holds one container's entries at a time, and of the
/// others their answers, no more of them than `AnalysisOptions.listed` and some.
///
/// What it finds depends neither on the order in which containers are added nor on how they are shared out among searches that
/// are merged at the end. Each container is to be added once.
package struct WhoSearch: Sendable {
    private let options: AnalysisOptions
    private let symbols: SymbolTable
    private let texts: FigureTexts
    private let subject: SubjectFilter
    private let actors: ActorFilter

    private var containers = 0
    /// Those that are neither gone nor deleted.
    private var covered: [StaleContainer] = []
    private var leastCovered: Instant?
    private var loggedSince: Instant?
    private var logsBegunLate = 0
    private var entries = 0
    private var found = 0
    private var leftOut = 0
    private var answers: TopElements<FoundAnswer>
    /// The answers once the search has ended.
    private var listed: [FoundAnswer] = []

    // Used anew for each container.
    private var timeline = Timeline()
    private var runs: [DowntimeInterval] = []

    /// A search over `options.range`, which for everything recorded goes from `Instant.distantPast` to `distantFuture`;
    /// `symbols` is the table behind all histories to be added.
    package init(_ question: WhoQuestion, options: AnalysisOptions, symbols: SymbolTable) {
        self.options = options
        self.symbols = symbols
        texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        subject = SubjectFilter(question.subject, symbols: symbols)
        actors = ActorFilter(question, rules: options.actorRules, symbols: symbols)
        answers = TopElements(limit: options.listed, isBetter: FoundAnswer.isNewer)
    }

    /// Adds a container with all of its entries before the end of the range.
    package mutating func add(_ history: ContainerHistory) {
        let container = history.container
        timeline.trace(history, until: options.range.end, paused: options.paused.condition, symbols: symbols)
        addCoverage(of: container)
        let first = timeline.entries.count(before: options.range.start)
        guard first < timeline.entryCount else { return }
        entries += timeline.entryCount - first
        var places = (first..<timeline.entryCount).filter { subject.matches(timeline.entries[$0]) }
        guard !places.isEmpty else { return }

        // 1. The windows, by the entries that opened them.
        timeline.collectDowntimeIntervals(into: &runs)
        let opened = Dictionary(
            runs.indices.compactMap { number in runs[number].opener.map { ($0, number) } },
            uniquingKeysWith: { first, _ in first }
        )
        // 2. One answer for what wrote two entries.
        if subject.isOperation { removeReturns(from: &places, opened: opened) }
        // 3. Whose entries count.
        let chosen = places.filter { actors.contains(timeline.entries[$0].actor) }
        found += chosen.count
        leftOut += places.count - chosen.count
        // 4. The answers, as far as they can still be listed.
        guard !chosen.isEmpty else { return }
        let planned = options.maintenance(of: container, for: runs)
        for place in chosen.reversed() where timeline.entries[place].at >= answers.bar?.entry.at ?? .distantPast {
            answers.add(
                FoundAnswer(
                    container: container.id,
                    name: container.name,
                    entry: timeline.entries[place],
                    place: place,
                    before: place > 0 ? timeline.entries[place - 1] : nil,
                    after: place + 1 < timeline.entryCount ? timeline.entries[place + 1] : nil,
                    doubts: timeline.doubts(at: place),
                    window: opened[place].map { .init(runs[$0], of: timeline, maintenance: planned) }
                )
            )
        }
    }

    /// Adds what `other` found of other containers, with the same question, options and symbols.
    package mutating func merge(_ other: WhoSearch) {
        containers += other.containers
        covered += other.covered
        leastCovered = [leastCovered, other.leastCovered].compactMap(\.self).min()
        loggedSince = [loggedSince, other.loggedSince].compactMap(\.self).min()
        logsBegunLate += other.logsBegunLate
        entries += other.entries
        found += other.found
        leftOut += other.leftOut
        answers.merge(other.answers)
    }

    /// Ends the search, and looks for what the actors did about the entries that are listed; to be given entries of all
    /// containers.
    package mutating func nearbySearch() -> NearbySearch {
        listed = answers.takeSorted(by: FoundAnswer.isNewer)
        return NearbySearch(
            around: listed.lazy.compactMap { found in found.entry.actor.map { (actor: $0, at: found.entry.at) } },
            before: options.range.end,
            symbols: symbols
        )
    }

    /// Everything that was found, with what `nearby`, which the search gave, found about it.
    package func figures(nearby: consuming NearbySearch) -> WhoFigures {
        let end = options.range.end
        let expected = end == .distantFuture ? covered.compactMap(\.coveredUntil).max() ?? end : end
        return WhoFigures(
            coverage: CoverageFigures(
                coveredUntil: leastCovered == .distantPast ? nil : leastCovered,
                containers: containers,
                stale: covered.filter { $0.coveredUntil ?? .distantPast < expected }.sorted { $0.id < $1.id }
            ),
            loggedSince: loggedSince,
            logsBegunLate: logsBegunLate,
            entries: entries,
            found: found,
            leftOut: leftOut,
            answers: answers(nearby: nearby.lookup())
        )
    }

    private func answers(nearby lookup: NearbySearch.Lookup) -> WhoAnswers {
        WhoAnswers(count: listed.count) { [listed, texts, range = options.range] place in
            let found = listed[place]
            var answer = texts.answer(found, in: range)
            answer.nearby = found.entry.actor.map { lookup.entries(around: found, by: $0) }
            return answer
        }
    }

    // MARK: One container

    /// Removes the entry that closes a window which an entry of the same operation and actor opened: a restart is one answer.
    private func removeReturns(from places: inout [Int], opened: [Int: Int]) {
        let returns = Set(
            places.compactMap { place -> Int? in
                guard let run = opened[place], let closer = runs[run].closer,
                    timeline.entries[closer].actor == timeline.entries[place].actor
                else { return nil }
                return closer
            }
        )
        // A restart that is written as one entry opens and closes its window.
        places.removeAll { returns.contains($0) && opened[$0] == nil }
    }

    private mutating func addCoverage(of container: Container) {
        containers += 1
        if timeline.entryCount > 0 {
            let first = timeline.entries[0]
            loggedSince = min(loggedSince ?? first.at, first.at)
            if first.from != .null, first.at > options.range.start { logsBegunLate += 1 }
        }
        guard container.goneSince == nil else { return }
        leastCovered = min(leastCovered ?? .distantFuture, container.coveredUntil ?? .distantPast)
        let isDeleted = timeline.entryCount > 0 && timeline.entries[timeline.entryCount - 1].to == .deleted
        guard !isDeleted else { return }
        covered.append(
            StaleContainer(id: container.id, name: container.name, coveredUntil: container.coveredUntil)
        )
    }
}
