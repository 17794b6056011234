import Observations
import Timelines

/// The containers that a run reads, selected from its listing and what the store knows.
struct TargetSelection {
    struct Target: Hashable, Sendable {
        var id: ContainerID
        var name: String?
        /// The id and the alias of its project.
        var projects: [ExactText] = []
        /// Whether a 404 means that it is gone: it was met before, and a complete listing no longer includes it.
        var canBeGone = false
        /// Whether an earlier pass found it gone.
        var isGone = false
        /// Whether it is in no listing and not in the store: it is stored only once the API answers for it.
        var isUnlisted = false
    }

    private(set) var targets: [Target] = []
    /// The containers that were known before the pass and not gone.
    let known: [KnownContainer]
    /// Those of them that a complete listing no longer includes, whether this run reads them or not.
    let left: [KnownContainer]

    /// Selects from `listed`, all containers or those of `options.projects`, and from all that are `known`.
    ///
    /// - Throws: if a pattern in `options.containers` matches no container.
    init(_ options: IngestionOptions, listed: [ListedContainer], known: [KnownContainer]) throws(IngestionError) {
        let listed = listed.map { container in
            Target(
                id: container.id,
                name: container.name,
                projects: [container.projectID, container.projectAlias].compactMap { $0.map { ExactText($0) } }
            )
        }
        let listedIDs = Set(listed.map(\.id))
        // Only a listing of everything shows that a container has left it.
        let isComplete = options.projects.isEmpty
        let departed = known.filter { isComplete && !listedIDs.contains($0.id) }
        self.known = known.filter { !$0.isGone }
        self.left = departed.filter { !$0.isGone }
        let left = departed.map { Target(id: $0.id, name: $0.name, canBeGone: true, isGone: $0.isGone) }
        let read = listed + left.filter { options.full || !$0.isGone }
        guard !options.containers.isEmpty else {
            targets = read
            return
        }
        var chosen: Set<ContainerID> = []
        for filter in options.containers.map(ContainerFilter.init) {
            // A glob selects from what would be read without it: not what is known to be gone, unless nothing else matches.
            let candidates = filter.isGlob ? [read, left] : [listed, left]
            for target in try TargetSelection.matches(of: filter, in: candidates)
            where chosen.insert(target.id).inserted {
                targets.append(target)
            }
        }
    }

    /// From the first of `lists` that has any match; an id that is in none is requested as it is.
    private static func matches(
        of filter: ContainerFilter,
        in lists: [[Target]]
    ) throws(IngestionError) -> [Target] {
        for candidates in lists {
            let found = filter.matches(in: candidates, id: \.id, name: \.name, projects: \.projects)
            if !found.isEmpty { return found }
        }
        let id = ContainerID(filter.text)
        if id.creationInstant != nil { return [Target(id: id, isUnlisted: true)] }
        let names = lists.joined().flatMap { [$0.name, $0.id.text].compactMap(\.self) }
        let hint = filter.suggestion(among: names).map { "; did you mean \($0)?" } ?? ""
        throw IngestionError(code: .noSuchContainer, message: "no container matches \"\(filter.text)\"\(hint)")
    }
}

/// The containers of a run that answered 404 after they had left the listing: gone, or invisible to this token?
///
/// With a token or realm that sees another fleet, every known container looks gone, and a gate would then judge what is left.
/// So if more than half of the known containers, and at least three, would be gone at once, none of them is marked: they are
/// incomplete until a later pass sees them again or `--gone` accepts it. The other fleet's containers enter the store by the
/// same pass and must not change the result when it is repeated: a container counts as known only if it was met before the
/// lost ones were last seen.
struct AbsentContainers {
    let selection: TargetSelection
    let outcomes: [ContainerID: ContainerOutcome]

    static let fewest = 3

    /// The disappearance of too many containers at once; nil where there is none.
    ///
    /// Containers that left the listing and were not requested count as well: with `--container` the run requests only a few.
    var massDisappearance: MassDisappearance? {
        let lost = selection.left.filter { container in
            switch outcomes[container.id] {
            case .absent, .unfinished, nil: true
            case .complete, .gone, .refused, .incomplete, .failed: false
            }
        }
        let lastSeen = lost.compactMap(\.lastListed).max()
        let known = selection.known.count { container in
            guard let lastSeen, let first = container.firstListed else { return true }
            return first <= lastSeen
        }
        let requested = targets.filter { !$0.isGone }.map(\.id)
        guard !requested.isEmpty, lost.count >= AbsentContainers.fewest, lost.count * 2 > known else { return nil }
        return MassDisappearance(containers: requested.sorted(), lost: lost.count, known: known)
    }

    /// Those to be settled, in the order of the selection.
    var targets: [TargetSelection.Target] {
        selection.targets.filter { if case .absent? = outcomes[$0.id] { true } else { false } }
    }
}
