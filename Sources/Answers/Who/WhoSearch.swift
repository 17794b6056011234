internal import Study
package import Timelines

/// Looks for the entries that answer a question, container by container; holds one container's entries at a time, and of the
/// others their answers, no more of them than `AnalysisOptions.listed` and some.
///
/// What it finds depends neither on the order in which containers are added nor on how they are shared out among searches that
/// are merged at the end. Each container is to be added once.
package struct WhoSearch: Sendable {
    private let texts: FigureTexts
    private let subject: SubjectFilter
    private let actors: ActorFilter

    private var coverage: CoverageTotals
    private var loggedSince: Instant?
    private var logsBegunLate = 0
    private var entries = 0
    private var found = 0
    private var leftOut = 0
    private var answers: TopElements<FoundAnswer>
    private var newest = NewestAnswers()
    private var restarts = RestartCount()
    /// Where all answers lie; nil where those that are kept are all that is asked for.
    private(set) var times: TimeCounts?
    /// Answers outside of it are not kept; nil is none.
    private let slice: Interval?
    /// The answers once the search has ended.
    private var listed: [FoundAnswer] = []

    // Used anew for each container.
    private var study: ContainerStudy

    /// A search over `options.range`, which for everything recorded goes from `Instant.distantPast` to `distantFuture`;
    /// `symbols` is the table behind all histories to be added. `times`, of no answer yet, is to count all by time where they are made
    /// while they are written.
    init(
        _ question: WhoQuestion,
        options: AnalysisOptions,
        symbols: SymbolTable,
        times: TimeCounts? = nil,
        slice: Interval? = nil
    ) {
        (self.times, self.slice) = (times, slice)
        study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
        coverage = CoverageTotals(over: options.range)
        texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        subject = SubjectFilter(question.subject, symbols: symbols)
        actors = ActorFilter(question.actors, rules: options.actorRules, symbols: symbols)
        answers = TopElements(
            limit: times == nil ? options.listed : WhoReport.listedForPeople,
            isBetter: FoundAnswer.isNewer
        )
    }

    /// Adds a container with all of its entries before the end of the range.
    package mutating func add(_ history: ContainerHistory) {
        study.trace(history)
        addCoverage()
        entries += study.entriesInRange.count
        var matching = study.entriesInRange.filter { subject.matches(study.timeline.entries[$0]) }
        guard !matching.isEmpty else { return }

        // 1. One answer for what wrote two entries.
        study.findDowntime()
        if subject.isOperation { removeReturns(from: &matching) }
        // 2. Whose entries count.
        let chosen = matching.filter { actors.contains(study.timeline.entries[$0].actor) }
        found += chosen.count
        leftOut += matching.count - chosen.count
        // 3. The answers, as far as they can still be listed.
        guard !chosen.isEmpty else { return }
        study.findMaintenance()
        addNewest(chosen)
        for index in chosen.reversed() {
            let at = study.timeline.entries[index].at
            times?.add(at, of: study.container.id)
            if at >= answers.bar?.found.entry.at ?? .distantPast, slice?.contains(at) ?? true {
                answers.add(FoundAnswer(at: index, of: study))
            }
        }
    }

    /// Adds what `other` found of other containers, with the same question, options and symbols.
    package mutating func merge(_ other: WhoSearch) {
        coverage.merge(other.coverage)
        loggedSince = [loggedSince, other.loggedSince].compactMap(\.self).min()
        logsBegunLate += other.logsBegunLate
        entries += other.entries
        found += other.found
        leftOut += other.leftOut
        answers.merge(other.answers)
        newest.merge(other.newest)
        restarts.merge(other.restarts)
        if let others = other.times { times?.merge(others) }
    }

    /// Ends the search, and looks for what the actors did about the entries that are listed; to be given entries of all
    /// containers.
    package mutating func nearbySearch() -> NearbySearch {
        listed = answers.takeSorted(by: FoundAnswer.isNewer)
        return NearbySearch(
            around: (listed + [lead].compactMap(\.self)).lazy.compactMap { found in
                found.found.entry.actor.map { (actor: $0, at: found.found.entry.at) }
            },
            before: study.options.range.end,
            symbols: study.symbols
        )
    }

    /// The observations of the entries that are listed, once the search has ended.
    var receipts: Set<Int64> { Set((listed + [lead].compactMap(\.self)).map(\.found.entry.receipt)) }

    /// Everything that was found, with what `nearby`, which the search gave, found about it, and `metadata` of `receipts`.
    package func figures(
        nearby: consuming NearbySearch,
        surroundings: WhoSurroundings? = nil,
        metadata: [Int64: String] = [:]
    ) -> WhoFigures {
        let lookup = nearby.lookup()
        return WhoFigures(
            coverage: coverage.figures,
            loggedSince: loggedSince,
            logsBegunLate: logsBegunLate,
            entries: entries,
            found: found,
            leftOut: leftOut,
            answers: answers(nearby: lookup, metadata),
            lead: lead.map { texts.answer($0, nearby: lookup, metadata) },
            restarts: restarts.last.map { last in
                FoundRestarts(
                    count: restarts.count,
                    actor: texts.actor(last.actor),
                    kind: texts.kind(of: last.actor),
                    isOneActor: restarts.actors.count == 1,
                    last: last.at
                )
            },
            surroundings: surroundings
        )
    }

    /// Those that are listed, once the search has ended.
    func answers(nearby lookup: NearbySearch.Lookup, _ metadata: [Int64: String]) -> LazyList<WhoAnswer> {
        LazyList(count: listed.count) { [listed, texts] in texts.answer(listed[$0], nearby: lookup, metadata) }
    }

    /// The entry that answers best.
    var lead: FoundAnswer? { newest.open ?? newest.lasting ?? newest.any }

    // MARK: One container

    /// Removes the entry that closes a window which an entry of the same operation and actor opened: a restart is one answer.
    private func removeReturns(from matching: inout [Int]) {
        let entries = study.timeline.entries
        let returns = Set(
            matching.compactMap { index -> Int? in
                guard let interval = study.interval(openedBy: index), let closer = study.intervals[interval].closer,
                    entries[closer].actor == entries[index].actor
                else { return nil }
                return closer
            }
        )
        // A restart that is written as one entry opens and closes its window.
        matching.removeAll { returns.contains($0) && study.interval(openedBy: $0) == nil }
    }

    /// Adds the entries at `chosen`, in the order of the log, to what the best answer is chosen from.
    private mutating func addNewest(_ chosen: [Int]) {
        var found = NewestAnswers()
        // What a closure reads of `self` while it changes is copied for each entry.
        let study = study
        for index in chosen.reversed() {
            let interval = study.interval(openedBy: index)
            let isRestart = interval.map { study.cause(of: study.intervals[$0], at: $0) == .restart } ?? false
            if isRestart { restarts.add(study.timeline.entries[index]) }
            let isOpen = interval.map { study.intervals[$0].ending == .open } ?? false
            if found.any == nil { found.any = FoundAnswer(at: index, of: study) }
            if found.open == nil, isOpen { found.open = FoundAnswer(at: index, of: study) }
            if found.lasting == nil, interval != nil, !isRestart { found.lasting = FoundAnswer(at: index, of: study) }
        }
        newest.merge(found)
    }

    private mutating func addCoverage() {
        coverage.add(study)
        guard study.timeline.entryCount > 0 else { return }
        let first = study.timeline.entries[0]
        loggedSince = min(loggedSince ?? first.at, first.at)
        if first.from != .null, first.at > study.options.range.start { logsBegunLate += 1 }
    }
}

/// What the best answer is chosen from.
private struct NewestAnswers: Sendable {
    var any: FoundAnswer?
    /// Its window is still open.
    var open: FoundAnswer?
    /// Its window is no restart's.
    var lasting: FoundAnswer?

    mutating func merge(_ other: NewestAnswers) {
        any = NewestAnswers.newer(any, other.any)
        open = NewestAnswers.newer(open, other.open)
        lasting = NewestAnswers.newer(lasting, other.lasting)
    }

    private static func newer(_ left: FoundAnswer?, _ right: FoundAnswer?) -> FoundAnswer? {
        guard let left, let right else { return left ?? right }
        return FoundAnswer.isNewer(left, right) ? left : right
    }
}

/// Entries whose windows are those of short restarts.
private struct RestartCount: Sendable {
    private(set) var count = 0
    private(set) var actors: Set<Symbol?> = []
    /// The newest; of several at one instant, the one whose actor was met first in the store.
    private(set) var last: (at: Instant, actor: Symbol?)?

    mutating func add(_ entry: Entry) {
        count += 1
        actors.insert(entry.actor)
        add((entry.at, entry.actor))
    }

    mutating func merge(_ other: RestartCount) {
        count += other.count
        actors.formUnion(other.actors)
        if let found = other.last { add(found) }
    }

    private mutating func add(_ found: (at: Instant, actor: Symbol?)) {
        guard let known = last else { return last = found }
        let isFirst = found.actor?.number ?? .max < known.actor?.number ?? .max
        if found.at > known.at || found.at == known.at && isFirst { last = found }
    }
}

/// An answer as the search keeps it until it is looked at.
struct FoundAnswer: Sendable {
    let found: FoundEntry
    let before: Entry?
    let after: Entry?
    let goneSince: Instant?
    let doubts: [LogDoubt]

    init(at index: Int, of study: ContainerStudy) {
        let timeline = study.timeline
        found = FoundEntry(at: index, of: study)
        before = index > 0 ? timeline.entries[index - 1] : nil
        after = index + 1 < timeline.entryCount ? timeline.entries[index + 1] : nil
        goneSince = study.container.goneSince
        doubts = timeline.doubts(at: index)
    }

    /// Newest first, then by container id.
    static func isNewer(_ left: FoundAnswer, _ right: FoundAnswer) -> Bool {
        let (left, right) = (left.found, right.found)
        if left.entry.at != right.entry.at { return left.entry.at > right.entry.at }
        return left.container == right.container ? left.index > right.index : left.container < right.container
    }
}

extension Timeline {
    /// What speaks against the log next to the entry at `index`.
    func doubts(at index: Int) -> [LogDoubt] {
        let entry = entries[index]
        let breaksBefore = index > 0 && entry.from.breaksChain(after: entries[index - 1].to)
        let breaksAfter = index + 1 < entryCount && entries[index + 1].from.breaksChain(after: entry.to)
        return LogDoubt.allCases.filter { doubt in
            switch doubt {
            case .chainBreakBefore: breaksBefore
            case .chainBreakAfter: breaksAfter
            case .nothingBefore: index == 0 && entry.from != .null
            case .notCovered: index >= coveredEntryCount
            case .amended: entry.marks.contains(.amended)
            case .vanished: entry.marks.contains(.vanished)
            }
        }
    }
}

extension FigureTexts {
    /// The answer in the words of a report, with what its actor did near it and its metadata.
    func answer(_ answer: FoundAnswer, nearby lookup: NearbySearch.Lookup, _ metadata: [Int64: String]) -> WhoAnswer {
        let found = answer.found
        return WhoAnswer(
            entry: whoEntry(found, metadata),
            before: answer.before.map { ChainEnd(whereItLed: $0, of: found.container, symbols: symbols) },
            after: answer.after.map { ChainEnd(whereItComesFrom: $0, of: found.container, symbols: symbols) },
            goneSince: answer.goneSince,
            doubts: answer.doubts,
            nearby: found.entry.actor.map { lookup.entries(around: found, by: $0) }
        )
    }
}
