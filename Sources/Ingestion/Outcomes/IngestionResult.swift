package import Timelines

/// What a run came to; everything that it received is kept, however it ended.
package struct IngestionResult: Hashable, Sendable {
    package var ending: IngestionEnding
    /// Containers that were read to their end.
    package var complete = 0
    /// By id.
    package var incomplete: [IncompleteContainer] = []
    /// Containers that were found to be gone, by id.
    package var gone: [ContainerID] = []
    /// Containers that would be gone if the pass were believed; nil where nothing is doubted.
    package var doubted: DoubtedAbsence?
    /// Containers that were not asked for or not read to their end, because the run ended early.
    package var unfinished = 0
    /// Elements of the listing without a usable id: kept as received, and no containers.
    package var unusable = 0
    package var entries = EntryCounts()
    /// Pages asked for; what the source asked again is not counted.
    package var requests = 0
    package var duration: TimeSpan = .zero

    package init(ending: IngestionEnding) {
        self.ending = ending
    }

    /// True where all containers that were meant are covered by the pass, or known to be gone.
    package var isWhole: Bool {
        ending == .finished && incomplete.isEmpty && doubted == nil && unfinished == 0
    }
}

/// How a run ended.
package enum IngestionEnding: Hashable, Sendable {
    /// Every container was asked for.
    case finished
    /// It was cancelled.
    case interrupted
    /// The API refused the token in the middle.
    case unauthorized(detail: String)
    /// The API stopped answering, and neither containers nor their list could be had.
    case unreachable(detail: String)
}

/// A container that was not read to its end, and why.
package struct IncompleteContainer: Hashable, Sendable {
    package var id: ContainerID
    /// As the listing, or else the store, gives it.
    package var name: String?
    package var reason: String

    package init(id: ContainerID, name: String?, reason: String) {
        self.id = id
        self.name = name
        self.reason = reason
    }
}

/// So many known containers not in the listing and answered with 404 that none of them is taken to be gone.
package struct DoubtedAbsence: Hashable, Sendable {
    /// Those that answered 404 in this run, by id.
    package var containers: [ContainerID]
    /// How many containers the pass did not find, those included that it did not ask for.
    package var lost: Int
    /// How many containers were known when those were last seen, and not gone.
    package var known: Int

    package init(containers: [ContainerID], lost: Int, known: Int) {
        self.containers = containers
        self.lost = lost
        self.known = known
    }
}

/// What became of the elements that a run received.
package struct EntryCounts: Hashable, Sendable {
    /// Elements received, repeated ones included.
    package var received = 0
    package var new = 0
    package var amended = 0
    package var quarantined = 0
    package var vanished = 0
    package var returned = 0

    package init() {}
}
