import Timelines

/// Changes a log so that it shows what a real one shows on a bad day.
struct LogEditor {
    var drafts: [EntryDraft]
    let options: FleetOptions
    /// When what differs between the revisions changes.
    let change: Instant

    var firstRevision: Instant { options.now - .days(1) }

    /// The log after `edits`, by place; entries of one instant in the order in which they were made.
    func edited(_ edits: [Edit]) -> [EntryDraft] {
        var editor = self
        for edit in edits { editor.apply(edit) }
        return editor.drafts.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    private mutating func apply(_ edit: Edit) {
        switch edit {
        case .bare: bare()
        case .command: nameCommands()
        case .chainBreaks(let count): breakChain(count)
        case .nullFrom(let count): change(count, shows: .nullFromStatus) { $0.fromText = .null }
        case .missingFrom(let count): change(count, shows: .missingFromStatus) { $0.fromText = nil }
        case .durations(let count): spoilDurations(count)
        case .actors(let count):
            change(count, shows: .missingActor) { $0.actor = nil }
            change(count, shows: .emptyActor) { $0.actor = .text("") }
        case .fineFractions(let count): refineFractions(count)
        case .unusable: insertUnusable()
        case .amendment: amend()
        case .vanishing: hide()
        case .lateArrivals: delay()
        case .laterID: identifyLater()
        }
    }

    /// Up to `count` entries that nothing was done to yet, spread over the history before the first revision, the last
    /// one among them.
    func plain(_ count: Int, where fits: (Int) -> Bool = { _ in true }) -> [Int] {
        let span = Interval(start: options.life.start + .days(1), end: firstRevision - .days(1))
        let places = drafts.indices.filter { drafts[$0].isPlain && span.contains(drafts[$0].at) && fits($0) }
        guard !places.isEmpty else { return [] }
        let chosen = (0..<count).map { places[places.count - 1 - $0 * places.count / count] }
        return Array(Set(chosen)).sorted()
    }

    mutating func change(_ count: Int, shows situation: Situation, _ body: (inout EntryDraft) -> Void) {
        for place in plain(count) {
            body(&drafts[place])
            drafts[place].situations.append(situation)
        }
    }

    private mutating func bare() {
        for place in drafts.indices {
            drafts[place].id = nil
            drafts[place].containerID = nil
            drafts[place].metadata = nil
            drafts[place].situations.append(.withoutID)
        }
    }

    private mutating func nameCommands() {
        for place in drafts.indices {
            guard let metadata = drafts[place].metadata, metadata.contains(where: { $0.0 == "operation" }) else {
                continue
            }
            drafts[place].metadata = metadata.map { ($0.0 == "operation" ? "command" : $0.0, $0.1) }
            drafts[place].situations.append(.commandForOperation)
        }
    }

    private mutating func breakChain(_ count: Int) {
        let places = plain(count) { $0 + 1 < drafts.count && drafts[$0 + 1].isPlain }
        for place in places.reversed() {
            drafts[place + 1].situations.append(.chainBreak)
            drafts.remove(at: place)
        }
    }

    private mutating func spoilDurations(_ count: Int) {
        change(count, shows: .nullDuration) { $0.duration = .null }
        change(count, shows: .missingDuration) { $0.duration = nil }
        change(count, shows: .negativeDuration) { $0.duration = .integer(-5_120) }
        change(count, shows: .hugeDuration) { $0.duration = .literal("1e15") }
        change(count, shows: .textDuration) { $0.duration = .text("12s") }
    }

    private mutating func refineFractions(_ count: Int) {
        change(count, shows: .fineFraction) { draft in
            draft.time = .text(CivilTime(draft.at).timestamp.dropLast() + "789Z")
        }
        change(1, shows: .fineFraction) { draft in
            draft.time = .text(CivilTime(draft.at).timestamp.dropLast() + "999999Z")
        }
    }
}
