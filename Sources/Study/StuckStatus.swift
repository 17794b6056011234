package import Timelines

/// A status that a container does not leave, though it should.
package struct StuckStatus: Hashable, Sendable {
    package var status: Status
    /// Since when it has been in it.
    package var since: Instant
    /// The index of the entry that asked for a restart and stopped it; nil where it is in a status that should not last.
    package var restart: Int?
}

extension ContainerStudy {
    /// How long after a restart has stopped a container it should be back.
    private static let restartPatience = TimeSpan.minutes(10)

    /// What it is stuck in where the range, or what is covered of the container, ends: a status that should not last, longer than the
    /// options allow; or a restart that has stopped it and did not bring it back. Nil where it is in neither, gone or deleted.
    package var stuck: StuckStatus? {
        guard !isGone, !isDeleted else { return nil }
        let end = timeline.knownUntil
        if timeline.coveredEntryCount > 0 {
            let index = timeline.coveredEntryCount - 1
            let newest = timeline.entries[index]
            if newest.to == .stopped, newest.operation == .restart,
                newest.leaves(.running, after: status(before: index)),
                end - newest.at > Self.restartPatience
            {
                return StuckStatus(status: .stopped, since: newest.at, restart: index)
            }
        }
        guard let last = timeline.stretches.lastIndex(where: { $0.interval.start < end && $0.interval.length > .zero }),
            let status = timeline.stretches[last].status, Self.passing.contains(status)
        else { return nil }
        var first = last
        while first > 0, timeline.stretches[first - 1].status == status { first -= 1 }
        let since = timeline.stretches[first].interval.start
        return end - since > options.stuckAfter ? StuckStatus(status: status, since: since) : nil
    }

    /// Statuses that a container should leave by itself.
    private static let passing: Set<Status> = [.creating, .claiming, .copying, .deleting]
}
