import Timelines

extension Composer {
    /// What listings say of a container that lived through `drafts`.
    func listed(_ role: Role, life drafts: [EntryDraft], initial: Status) -> [ListedStatus] {
        var listed = [ListedStatus(at: .distantPast, status: initial.knownText)]
        listed += drafts.map { ListedStatus(at: $0.at, status: $0.to.knownText) }
        if role.listing.contains(.changing) {
            listed = [
                ListedStatus(at: .distantPast, status: Status.stopped.knownText),
                ListedStatus(at: change, status: Status.running.knownText),
            ]
        }
        return role.listing.contains(.drift) ? drifting(listed) : listed
    }

    /// With the contrary of the truth around the first revision, up to the next real change at least.
    private func drifting(_ listed: [ListedStatus]) -> [ListedStatus] {
        let begin = firstRevision - .hours(1)
        let end = firstRevision + .hours(1)
        guard let truth = listed.last(where: { $0.at <= firstRevision }) else { return listed }
        let contrary: Status = truth.status == Status.running.knownText ? .stopped : .running
        let after = listed.last { $0.at <= end } ?? truth
        return listed.filter { $0.at < begin } + [ListedStatus(at: begin, status: contrary.knownText)]
            + [ListedStatus(at: end, status: after.status)] + listed.filter { $0.at > end }
    }

    func situations(
        of role: Role,
        drafts: [EntryDraft],
        listed: [ListedStatus],
        sharesName: Bool
    ) -> Set<Situation> {
        var situations = Set(drafts.flatMap(\.situations))
        if sharesName { situations.insert(.sharedName) }
        if role.birth == .withoutLog { situations.insert(.withoutEntries) }
        for oddity in role.listing {
            switch oddity {
            case .drift: situations.insert(.drift)
            case .changing: situations.insert(.changingListing)
            case .gone: situations.insert(.gone)
            case .expired: situations.insert(.expired)
            case .prespawned: situations.insert(.prespawned)
            case .withoutCreationTime: situations.insert(.withoutCreationTime)
            }
        }
        let down: [Status] = [.stopped, .paused, .failed]
        if let last = drafts.last(where: { $0.at < options.now }), down.contains(last.to) {
            situations.insert(.openDowntime)
        }
        return situations
    }
}

/// The realms that containers belong to.
enum Realm {
    static let store = "66a1f0c2d4e5b6a798c0d1e2"
    static let office = "66a1f0c2d4e5b6a798c0d1e3"
}

extension SimulatedEntry {
    init(_ draft: EntryDraft) {
        self.init(
            body: draft.body,
            at: draft.at,
            shownFrom: draft.shownFrom,
            shownUntil: draft.shownUntil,
            situations: draft.situations,
            from: draft.fromText?.plainText,
            to: draft.toText?.plainText
        )
    }
}
