package import Periods
internal import Rendering
package import Timelines

extension StoreQueries {
    /// Who did it in the chosen containers, over everything recorded where `range` is nil; `listed` limits the answers, no count.
    package func whoReport(
        _ question: WhoQuestion,
        over range: Interval?,
        clock: ZonedClock,
        listed: Int?
    ) async throws -> WhoReport {
        let searched = range ?? Interval(start: .distantPast, end: .distantFuture)
        let empty = WhoSearch(question, options: options(over: searched, listed: listed), symbols: symbols)
        var search = try await source.fold(into: empty, of: chosen, before: searched.end, listings: searched)
        // What the actors did about then is looked for in all containers, chosen or not.
        var nearby = search.nearbySearch()
        try source.entries(within: nearby.periods) { nearby.add($1, of: $0) }
        return WhoReport(
            question: question,
            range: range,
            timezone: clock.identifier,
            options: choices.stated(listed: listed),
            log: log,
            figures: search.figures(nearby: nearby)
        )
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

    /// Makes sure that every actor that is asked for can be one of the store's.
    ///
    /// Throws: where the store knows no text of that form at all.
    package func checkActors(_ question: WhoQuestion) throws {
        guard let pattern = question.actorsThatFitNone(of: symbols).first else { return }
        let actors = try source.recordedTerms().actors.sorted().map(\.text)
        let containing = actors.first { $0.lowercased().contains(pattern.lowercased()) }
        let advice = (nearest(to: pattern, among: actors) ?? containing).map { "did you mean \($0)?" }
        throw QuestionError.usage(
            "--actor \(pattern): the store knows no actor of that name or form; "
                + (advice ?? "tacho query actors lists them")
        )
    }
}

extension WhoSearch: HistoryFold {}
