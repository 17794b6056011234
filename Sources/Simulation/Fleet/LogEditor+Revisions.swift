import Timelines

/// What differs between the revisions.
extension LogEditor {
    /// The newest entry of the first revision says something else afterwards.
    mutating func amend() {
        guard let place = newest(0) else { return }
        var amended = drafts[place]
        amended.duration = .integer(14_321)
        amended.actor = .text(Actor.ines.name)
        replace(place, by: amended, shows: .amended)
    }

    /// The second newest entry of the first revision is served no longer.
    mutating func hide() {
        guard let place = newest(1) else { return }
        drafts[place].shownUntil = change
        drafts[place].situations.append(.vanished)
    }

    /// The newest entry before the first revision, and an older one, are served only afterwards.
    mutating func delay() {
        for place in [newest(0), newest(6)].compactMap({ $0 }) {
            drafts[place].shownFrom = change
            drafts[place].situations.append(.lateArrival)
        }
    }

    /// The newest entry of the first revision has no id there.
    mutating func identifyLater() {
        guard let place = newest(0) else { return }
        let identified = drafts[place]
        drafts[place].id = nil
        replace(place, by: identified, shows: .idArrivesLater)
    }

    /// The place of the entry that `count` others follow before the first revision.
    private func newest(_ count: Int) -> Int? {
        let places = drafts.indices.filter { drafts[$0].at < firstRevision }
        return places.count > count ? places[places.count - 1 - count] : nil
    }

    private mutating func replace(_ place: Int, by later: EntryDraft, shows situation: Situation) {
        var later = later
        later.shownFrom = change
        later.situations.append(situation)
        drafts[place].shownUntil = change
        drafts[place].situations.append(situation)
        drafts.insert(later, at: place + 1)
    }
}
