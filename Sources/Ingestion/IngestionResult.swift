import Observations
package import Timelines

/// The result of a run; everything that it received is kept, however it ended.
package struct IngestionResult: Hashable, Sendable {
    package var ending: IngestionEnding
    /// Containers that were read to their end.
    package var complete = 0
    /// By id.
    package var incomplete: [IncompleteContainer] = []
    /// Containers that were found to be gone, by id.
    package var gone: [ContainerID] = []
    /// Missing containers that were not marked as gone because they are too many; nil where that was not so.
    package var massDisappearance: MassDisappearance?
    /// Containers that were not requested or not read to their end, because the run ended early.
    package var unfinished = 0
    /// Elements of the listing without a usable id: kept as received, and no containers.
    package var unusable = 0
    package var entries = EntryCounts()
    /// Pages requested; the source's retries are not counted.
    package var requests = 0
    package var duration: TimeSpan = .zero

    /// True where all selected containers are covered by the pass, or known to be gone.
    package var isWhole: Bool {
        ending == .finished && incomplete.isEmpty && massDisappearance == nil && unfinished == 0
    }
}

/// How a run ended.
package enum IngestionEnding: Hashable, Sendable {
    /// Every container was requested.
    case finished
    /// It was cancelled.
    case interrupted
    /// The API refused the token during the run.
    case unauthorized(detail: String)
    /// The API stopped answering, for containers and for their list.
    case unreachable(detail: String)
}

/// A container that was not read to its end, and why.
package struct IncompleteContainer: Hashable, Sendable {
    package var id: ContainerID
    /// As the listing, or else the store, gives it.
    package var name: String?
    package var reason: String
}

/// So many known containers are missing from the listing and answer 404 that none of them was marked as gone.
package struct MassDisappearance: Hashable, Sendable {
    /// Those that answered 404 in this run, by id.
    package var containers: [ContainerID]
    /// How many containers the pass did not find, including those that it did not request.
    package var lost: Int
    /// How many containers were known when those were last seen, and not gone.
    package var known: Int
}

/// Counts of the elements that a run received.
package struct EntryCounts: Hashable, Sendable {
    /// Elements received, repeated ones included.
    package var received = 0
    package var new = 0
    package var amended = 0
    package var quarantined = 0
    package var vanished = 0
    package var returned = 0
}

/// How far a run is.
package struct IngestionProgress: Hashable, Sendable {
    /// Selected containers; nil while they are being listed.
    package var containers: Int?
    /// Containers that are finished, whatever the result.
    package var done: Int
    package var entries: EntryCounts
    package var requests: Int
}

extension IngestionResult {
    /// Counts and lists the outcomes of the selected containers.
    ///
    /// - Throws: the event log's failure, if there was one.
    mutating func take(
        _ outcomes: [ContainerID: ContainerOutcome],
        of targets: [TargetSelection.Target]
    ) throws(IngestionError) {
        for target in targets.sorted(by: { $0.id < $1.id }) {
            switch outcomes[target.id] {
            case .complete: complete += 1
            case .gone: gone.append(target.id)
            // Included in `massDisappearance`.
            case .absent: break
            case .refused(let failure): note(target, failure.detail)
            case .incomplete(let reason): note(target, reason)
            case .unfinished, nil: unfinished += 1
            case .failed(let error): throw error
            }
        }
    }

    private mutating func note(_ target: TargetSelection.Target, _ reason: String) {
        incomplete.append(IncompleteContainer(id: target.id, name: target.name, reason: reason))
    }
}
