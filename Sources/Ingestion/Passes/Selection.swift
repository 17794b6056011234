import Observations
import Timelines

/// The containers that a run is to read, resolved from its listing and what the store knows.
struct Selection {
    struct Target: Hashable, Sendable {
        var id: ContainerID
        var name: String?
        /// Whether a 404 means that it is gone: it was met before, and a complete listing no longer holds it.
        var canBeGone = false
        /// Whether an earlier pass found it gone.
        var isGone = false
        /// Whether neither listing nor store have heard of it: it is kept only once the API answers for it.
        var isUnheardOf = false
    }

    private(set) var targets: [Target] = []
    /// The containers that were known before the pass and not gone.
    let known: [RosterEntry]
    /// Those of them that a complete listing no longer holds, whether this run is to read them or not.
    let left: [RosterEntry]

    /// Chooses from `listing`, which holds all containers or those of `options.projects`, and from all that are `known`.
    ///
    /// - Throws: where a text of `options.containers` names no container.
    init(_ options: IngestionOptions, listing: ReceivedListing, known: [RosterEntry]) throws(IngestionError) {
        let listed = listing.containers.map { Target(id: $0.id, name: $0.name) }
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
            // A glob chooses among what would be read without it: not what is known to be gone, unless there is nothing else.
            let places = filter.isGlob ? [read, left] : [listed, left]
            for target in try Selection.matches(of: filter, in: places)
            where chosen.insert(target.id).inserted {
                targets.append(target)
            }
        }
    }

    /// In the first of `places` that holds any; an id that nobody knows is asked for as it is.
    private static func matches(
        of filter: ContainerFilter,
        in places: [[Target]]
    ) throws(IngestionError) -> [Target] {
        for candidates in places {
            let found = filter.matches(in: candidates, id: \.id, name: \.name)
            if !found.isEmpty { return found }
        }
        let text = filter.text
        let id = ContainerID(text)
        if id.creationInstant != nil { return [Target(id: id, isUnheardOf: true)] }
        let names = places.joined().flatMap { [$0.name, $0.id.text].compactMap(\.self) }
        let hint = nearest(to: text, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
        throw IngestionError(code: .noSuchContainer, message: "no container matches \"\(text)\"\(hint)")
    }
}
