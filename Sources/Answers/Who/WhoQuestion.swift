package import Periods
internal import Rendering
internal import ServiceLevels
internal import Study
package import Timelines

/// Who did what: what is asked about, and whose entries count.
package struct WhoQuestion: Hashable, Sendable {
    package var subject: WhoSubject
    package var actors: ActorSelection

    package init(_ subject: WhoSubject, by actors: ActorSelection = ActorSelection()) {
        self.subject = subject
        self.actors = actors
    }
}

/// What is asked about: who brought containers into a status, or whose the entries of an operation are.
package enum WhoSubject: Hashable, Sendable {
    /// As written.
    case status(String)
    /// As an entry names it or, where it names none, as its statuses give it.
    case operation(String)

    /// The operations that the definitions name, in their order.
    package static let knownOperations = [
        "start", "stop", "force-stop", "restart", "pause", "resume", "provision", "fail", "other",
    ]
    package static let knownStatuses = Status.known.map(\.knownText)

    /// What a word of the definitions means; nil for any other.
    package init?(knownWord word: String) {
        if WhoSubject.knownStatuses.contains(word) {
            self = .status(word)
        } else if WhoSubject.knownOperations.contains(word) {
            self = .operation(word)
        } else {
            return nil
        }
    }
}

/// Which entries a question is about.
struct SubjectFilter: Sendable {
    private let status: Status?
    private let operation: Symbol?
    private let derived: Set<LatencyKind>
    let isOperation: Bool

    init(_ subject: WhoSubject, symbols: SymbolTable) {
        switch subject {
        case .status(let text):
            // A text that was never met is the status of no entry.
            status = symbols.symbol(of: text).map { Status(symbol: $0) }
            operation = nil
            derived = []
            isOperation = false
        case .operation(let text):
            status = nil
            operation = symbols.symbol(of: text)
            derived = Set(
                LatencyKind.allCases.filter { kind in
                    ExactText(OperationReading.derived(kind).text(in: symbols)) == ExactText(text)
                }
            )
            isOperation = true
        }
    }

    func matches(_ entry: Entry) -> Bool {
        guard isOperation else { return entry.to == status }
        return switch entry.operationReading {
        case .written(let symbol): symbol == operation
        case .derived(let kind): derived.contains(kind)
        }
    }
}

extension StoreQueries {
    /// Who did it in the chosen containers, over everything recorded where `range` is nil; `listed` limits the answers, no count. Without
    /// a limit they are made while they are written.
    package func whoReport(
        _ question: WhoQuestion,
        over range: Interval?,
        clock: ZonedClock,
        listed: Int?
    ) async throws -> WhoReport {
        let searched = range ?? Interval(start: .distantPast, end: .distantFuture)
        let options = options(over: searched, listed: listed)
        let empty = WhoSearch(
            question,
            options: options,
            symbols: symbols,
            times: listed == nil ? TimeCounts(over: knownTime(in: searched)) : nil
        )
        var search = try await source.fold(
            into: empty,
            of: chosen,
            from: searched.start,
            before: searched.end,
            listings: searched
        )
        // What the actors did about then is looked for in all containers, chosen or not.
        var nearby = search.nearbySearch()
        try source.entries(within: nearby.periods) { nearby.add($1, of: $0) }
        let surroundings = try await surroundings(of: search.lead?.found, until: searched.end)
        var report = WhoReport(
            question: question,
            range: range,
            timezone: clock.identifier,
            options: choices.listing(listed),
            log: log,
            figures: search.figures(
                nearby: nearby,
                surroundings: surroundings,
                metadata: try metadata(of: search.receipts)
            )
        )
        report.list = search.times.map { answers(to: question, options, $0) }
        return report
    }

    private func answers(
        to question: WhoQuestion,
        _ options: AnalysisOptions,
        _ times: TimeCounts
    ) -> StreamedList<WhoAnswer> {
        StreamedList { body in
            for slice in times.slices(of: sliceSize).reversed() {
                var search = WhoSearch(question, options: options, symbols: symbols, slice: slice.time)
                try source.histories(in: slice, of: options.range) { search.add($0) }
                var nearby = search.nearbySearch()
                try source.entries(within: nearby.periods) { nearby.add($1, of: $0) }
                try search.answers(nearby: nearby.lookup(), metadata(of: search.receipts)).forEach(body)
            }
        }
    }

    /// What else happened to the group of an entry's container, whatever containers were chosen; nil where it opened no window.
    private func surroundings(of lead: FoundEntry?, until end: Instant) async throws -> WhoSurroundings? {
        guard let lead, let container = source.containers.first(where: { $0.id == lead.container }) else { return nil }
        let group = choices.groups.group(of: container)
        let members = source.containers.filter { choices.groups.group(of: $0) == group }
        let options = options(over: Interval(start: .distantPast, end: end))
        let empty = SurroundingsSearch(
            lead,
            group: group.name,
            members: members.count,
            options: options,
            symbols: symbols
        )
        guard let empty else { return nil }
        return try await source.fold(
            into: empty,
            of: Set(members.map(\.id)),
            from: empty.earliest,
            before: end,
            listings: nil
        ).surroundings
    }

    /// What a word in the place of the status means: a status or an operation of the definitions, else one that an entry bears,
    /// as a status before as an operation.
    ///
    /// Throws: where it is neither. An answer that nothing was found would hide the slip.
    package func subject(named word: String) throws -> WhoSubject {
        if let known = WhoSubject(knownWord: word) { return known }
        let words = try source.recordedTerms()
        if words.statuses.contains(ExactText(word)) { return .status(word) }
        if words.operations.contains(ExactText(word)) { return .operation(word) }
        if !ContainerSelection.bearers(of: word, among: source.containers).isEmpty {
            throw QuestionError.usage("\(word) is a container; name the status first: tacho who stopped \(word)")
        }
        if words.actors.contains(ExactText(word)) {
            throw QuestionError.usage("\(word) is an actor; name the status first: tacho who stopped --actor \(word)")
        }
        let known = WhoSubject.knownStatuses + WhoSubject.knownOperations
        let others = words.statuses.union(words.operations).subtracting(known.map { ExactText($0) })
        let candidates = known + others.sorted().map(\.text)
        let advice = nearest(to: word, among: candidates).map { "did you mean \($0)?" }
        let all = "give one of \(listing(candidates, most: known.count))"
        throw QuestionError.usage("“\(word)” is no status and no operation that the store has met; \(advice ?? all)")
    }
}

extension WhoSearch: HistoryFold {}
