import Timelines

/// Elements that can't stand on a timeline.
extension LogEditor {
    mutating func insertUnusable() {
        insert(shows: .noTime, [{ $0.time = nil }, { $0.time = .null }, { $0.time = .text("yesterday at noon") }])
        insert(
            shows: .noTime,
            // Without a zone nobody knows which instant that is.
            [{ $0.time = .text(String(CivilTime($0.at).timestamp.dropLast())) }]
        )
        insert(shows: .noStatus, [{ $0.toText = nil }, { $0.toText = .text("") }, { $0.toText = .integer(7) }])
        insert(shows: .otherContainer, [{ $0.containerID = .text("5f0000000000000000c0ffee") }])
        insert(
            shows: .notAnObject,
            [{ $0.instead = .text("corrupt") }, { $0.instead = .integer(42) }, { $0.instead = .array([]) }]
        )
    }

    /// One more element for each of `spoilings`, 20 minutes after an entry that nothing was done to.
    private mutating func insert(shows situation: Situation, _ spoilings: [(inout EntryDraft) -> Void]) {
        let places = plain(spoilings.count)
        for (place, spoil) in zip(places, spoilings).reversed() {
            var draft = drafts[place]
            draft.at = draft.at + .minutes(20)
            draft.shownFrom = draft.at
            draft.time = .text(CivilTime(draft.at).timestamp)
            draft.id = .text(objectID(seconds: draft.at.seconds, machine: 0xDEAD, counter: UInt64(place)))
            draft.situations = [situation]
            spoil(&draft)
            drafts.insert(draft, at: place + 1)
        }
    }
}
