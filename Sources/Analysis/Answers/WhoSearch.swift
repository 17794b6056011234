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
    private var answers: Shortlist<FoundAnswer>

    // Used anew for each container.
    private var timeline = Timeline()
    private var runs: [DownRun] = []

    /// A search over `options.range`, which for everything recorded goes from `Instant.distantPast` to `distantFuture`;
    /// `symbols` is the table behind all histories to be added.
    package init(_ question: WhoQuestion, options: AnalysisOptions, symbols: SymbolTable) {
        self.options = options
        self.symbols = symbols
        texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        subject = SubjectFilter(question.subject, symbols: symbols)
        actors = ActorFilter(question, rules: options.actorRules, symbols: symbols)
        answers = Shortlist(limit: options.listed, isBetter: FoundAnswer.isNewer)
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
        timeline.collectDownRuns(into: &runs)
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
        let maintenance = chosen.isEmpty ? [] : options.maintenance(container.name, container.id)
        let planned = IntervalSet(maintenance)
        for place in chosen.reversed() where timeline.entries[place].at >= answers.bar?.at ?? .distantPast {
            let run = opened[place].map { ($0, runs[$0]) }
            answers.add(answer(place, of: container, opening: run, maintenance: planned))
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

    /// Looks for what the same actors did about the entries that are listed; to be given entries of all containers.
    package var nearbySearch: NearbySearch {
        NearbySearch(
            around: answers.sorted(by: FoundAnswer.isNewer).compactMap { found in
                found.actor.map { (actor: $0, at: found.at) }
            },
            before: options.range.end,
            symbols: symbols
        )
    }

    /// Everything that was found, with what `nearby` found about it.
    package func figures(nearby: NearbySearch) -> WhoFigures {
        let lookup = nearby.lookup
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
            answers: answers.sorted(by: FoundAnswer.isNewer).map { found in
                var answer = found.answer
                answer.nearby = found.actor.map { actor in
                    lookup.entries(around: found.at, by: actor, but: (answer.entry.containerID, found.receipt))
                }
                return answer
            }
        )
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

    private func answer(
        _ place: Int,
        of container: Container,
        opening run: (ordinal: Int, run: DownRun)?,
        maintenance: IntervalSet
    ) -> FoundAnswer {
        let entry = timeline.entries[place]
        let window = run.map { ordinal, run in
            texts.window(
                WindowRecord(
                    run,
                    of: timeline,
                    container: container.id,
                    ordinal: ordinal,
                    inRange: run.interval.intersection(options.range).length,
                    isPlanned: maintenance.covers(run.interval)
                ),
                name: container.name
            )
        }
        return FoundAnswer(
            answer: WhoAnswer(
                entry: texts.whoEntry(entry, window: window, container: container),
                before: place > 0
                    ? ChainEnd(whereItLed: timeline.entries[place - 1], of: container.id, symbols: symbols) : nil,
                after: place + 1 < timeline.entryCount
                    ? ChainEnd(whereItComesFrom: timeline.entries[place + 1], of: container.id, symbols: symbols) : nil,
                doubts: timeline.doubts(at: place)
            ),
            actor: entry.actor,
            receipt: entry.receipt,
            place: place
        )
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

/// An answer with what finds it again.
private struct FoundAnswer: Sendable {
    var answer: WhoAnswer
    let actor: Symbol?
    let receipt: Int64
    /// Among the entries of its container.
    let place: Int

    var at: Instant { answer.entry.at }

    /// Newest first, then by container id.
    static func isNewer(_ left: FoundAnswer, _ right: FoundAnswer) -> Bool {
        if left.at != right.at { return left.at > right.at }
        let (first, second) = (left.answer.entry.containerID, right.answer.entry.containerID)
        return first == second ? left.place > right.place : first < second
    }
}
