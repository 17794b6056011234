import Timelines

/// Changes a log so that it shows what a real one shows on a bad day.
struct LogEditor {
    private(set) var drafts: [EntryDraft]
    let options: FleetOptions

    /// The log after `edits`, by time; entries of one instant in the order in which they were made.
    func edited(_ edits: [Edit]) -> [EntryDraft] {
        var editor = self
        for edit in edits { editor.apply(edit) }
        return editor.drafts.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    private mutating func apply(_ edit: Edit) {
        switch edit {
        case .bare: makeBare()
        case .command: nameCommands()
        case .chainBreaks(let count): breakChain(count)
        case .nullFrom(let count): set("from_status", to: .null, count, shows: .nullFromStatus)
        case .missingFrom(let count): set("from_status", to: nil, count, shows: .missingFromStatus)
        case .durations(let count):
            set("duration_ms", to: .null, count, shows: .nullDuration)
            set("duration_ms", to: nil, count, shows: .missingDuration)
            set("duration_ms", to: .integer(-5_120), count, shows: .negativeDuration)
            set("duration_ms", to: .literal("1e15"), count, shows: .hugeDuration)
            set("duration_ms", to: .text("12s"), count, shows: .textDuration)
        case .actors(let count):
            set("triggered_by", to: nil, count, shows: .missingActor)
            set("triggered_by", to: .text(""), count, shows: .emptyActor)
        case .fineFractions(let count):
            change(count, shows: .fineFraction) { $0.setTime { $0.dropLast() + "789Z" } }
            change(1, shows: .fineFraction) { $0.setTime { $0.dropLast() + "999999Z" } }
        case .unusable: insertUnusable()
        case .amendment: amend()
        case .vanishing: hide()
        case .lateArrivals: delay()
        case .laterID: identifyLater()
        }
    }

    /// The indices of up to `count` entries that nothing was done to yet, spread over the history before the first revision,
    /// the last one among them.
    private func plain(_ count: Int, where fits: (Int) -> Bool = { _ in true }) -> [Int] {
        let span = Interval(start: options.life.start + .days(1), end: options.firstRevision - .days(1))
        let indices = drafts.indices.filter { drafts[$0].isPlain && span.contains(drafts[$0].at) && fits($0) }
        guard !indices.isEmpty else { return [] }
        let chosen = (0..<count).map { indices[indices.count - 1 - $0 * indices.count / count] }
        return Array(Set(chosen)).sorted()
    }

    private mutating func change(_ count: Int, shows scenario: Scenario, _ body: (inout EntryDraft) -> Void) {
        for index in plain(count) {
            body(&drafts[index])
            drafts[index].scenarios.append(scenario)
        }
    }

    private mutating func set(_ field: String, to value: JSONValue?, _ count: Int, shows scenario: Scenario) {
        change(count, shows: scenario) { $0[field] = value }
    }

    private mutating func makeBare() {
        for index in drafts.indices {
            for field in ["id", "container_id", "metadata"] { drafts[index][field] = nil }
            drafts[index].scenarios.append(.withoutID)
        }
    }

    private mutating func nameCommands() {
        for index in drafts.indices {
            guard case .object(let metadata)? = drafts[index]["metadata"],
                metadata.contains(where: { $0.name == "operation" })
            else { continue }
            drafts[index]["metadata"] = .object(
                metadata.map { ($0.name == "operation" ? "command" : $0.name, $0.value) }
            )
            drafts[index].scenarios.append(.commandForOperation)
        }
    }

    private mutating func breakChain(_ count: Int) {
        let indices = plain(count) { $0 + 1 < drafts.count && drafts[$0 + 1].isPlain }
        for index in indices.reversed() {
            drafts[index + 1].scenarios.append(.chainBreak)
            drafts.remove(at: index)
        }
    }
}

/// Elements that can't be on a timeline.
extension LogEditor {
    private mutating func insertUnusable() {
        insert(
            shows: .noTime,
            [
                { $0["transition_time"] = nil }, { $0["transition_time"] = .null },
                { $0["transition_time"] = .text("yesterday at noon") },
            ]
        )
        // Without a zone nobody knows which instant that is.
        insert(shows: .noTime, [{ $0.setTime { $0.dropLast() } }])
        insert(
            shows: .noStatus,
            [{ $0["to_status"] = nil }, { $0["to_status"] = .text("") }, { $0["to_status"] = .integer(7) }]
        )
        insert(shows: .otherContainer, [{ $0["container_id"] = .text("5f0000000000000000c0ffee") }])
        insert(
            shows: .notAnObject,
            [{ $0.replacement = .text("corrupt") }, { $0.replacement = .integer(42) }, { $0.replacement = .array([]) }]
        )
    }

    /// One more element for each of `changes`, 20 minutes after an entry that nothing was done to.
    private mutating func insert(shows scenario: Scenario, _ changes: [(inout EntryDraft) -> Void]) {
        for (index, change) in zip(plain(changes.count), changes).reversed() {
            var draft = drafts[index]
            draft.at = draft.at + .minutes(20)
            draft.shownFrom = draft.at
            draft.setTime { $0 }
            draft["id"] = .text(objectID(seconds: draft.at.seconds, machine: 0xDEAD, counter: UInt64(index)))
            draft.scenarios = [scenario]
            change(&draft)
            drafts.insert(draft, at: index + 1)
        }
    }
}

/// What differs between the revisions.
extension LogEditor {
    /// The newest entry of the first revision gets another content.
    private mutating func amend() {
        guard let index = newest(0) else { return }
        var amended = drafts[index]
        amended["duration_ms"] = .integer(14_321)
        amended["triggered_by"] = .text(Actor.ines.rawValue)
        replace(index, by: amended, shows: .amended)
    }

    /// The second newest entry of the first revision is served no longer.
    private mutating func hide() {
        guard let index = newest(1) else { return }
        drafts[index].shownUntil = options.change
        drafts[index].scenarios.append(.vanished)
    }

    /// The newest entry before the first revision, and an older one, are served only afterwards.
    private mutating func delay() {
        for index in [newest(0), newest(6)].compactMap(\.self) {
            drafts[index].shownFrom = options.change
            drafts[index].scenarios.append(.lateArrival)
        }
    }

    /// The newest entry of the first revision has no id there.
    private mutating func identifyLater() {
        guard let index = newest(0) else { return }
        let identified = drafts[index]
        drafts[index]["id"] = nil
        replace(index, by: identified, shows: .idArrivesLater)
    }

    /// The index of the entry that `count` others follow before the first revision.
    private func newest(_ count: Int) -> Int? {
        let indices = drafts.indices.filter { drafts[$0].at < options.firstRevision }
        return indices.count > count ? indices[indices.count - 1 - count] : nil
    }

    private mutating func replace(_ index: Int, by later: EntryDraft, shows scenario: Scenario) {
        var later = later
        later.shownFrom = options.change
        later.scenarios.append(scenario)
        drafts[index].shownUntil = options.change
        drafts[index].scenarios.append(scenario)
        drafts.insert(later, at: index + 1)
    }
}

extension EntryDraft {
    /// Sets `transition_time` to its instant's text, changed by `change`.
    fileprivate mutating func setTime(_ change: (String) -> some StringProtocol) {
        self["transition_time"] = .text(String(change(at.iso8601)))
    }
}
