package import Study
package import Timelines

/// The answer to "who did it?", with what was searched for it.
package struct WhoFigures: Hashable, Sendable {
    /// How far the searched containers are covered: stale is before the end of the range or, where everything recorded was
    /// searched, before that of the container that is covered furthest.
    package var coverage: CoverageFigures
    /// The oldest entry of the searched containers that is used; nil where they have none.
    package var loggedSince: Instant?
    /// How many logs of searched containers begin in the range, and not with the creation of the container.
    package var logsBegunLate: Int
    /// How many entries lie in the range.
    package var entries: Int
    /// How many of them answer; `answers` holds fewer where a limit says so.
    package var found: Int
    /// How many more would, were they not somebody's whom the question leaves out.
    package var leftOut: Int
    /// Newest first, then by container id.
    package var answers: LazyList<WhoAnswer>
    /// The entry that answers best: the newest whose window is still open, else the newest whose window is no restart's, else the
    /// newest; nil where none was found.
    package var lead: WhoAnswer?
    /// The entries found whose window is a restart's; nil where there is none.
    package var restarts: FoundRestarts?
    /// What else happened to the group of `lead`; nil where `lead` opened no window.
    package var surroundings: WhoSurroundings?
}

/// Entries whose windows are those of short restarts.
package struct FoundRestarts: Hashable, Sendable {
    package var count: Int
    /// The actor of the newest, and whether all are by the same.
    package var actor: String
    package var kind: ActorKind
    package var isOneActor: Bool
    /// The newest.
    package var last: Instant
}

/// What else happened to the group of a container that went down.
package struct WhoSurroundings: Hashable, Sendable {
    package var group: String
    /// How many containers the group has.
    package var containers: Int
    /// By start, then container id.
    package var alsoDown: [AlsoDown]
    /// Nil where the log does not name who did it.
    package var before: EarlierDeeds?
}

/// A container of the same group that went down at about the same time.
package struct AlsoDown: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var start: Instant
    /// Nil while it is down.
    package var end: Instant?
    package var duration: TimeSpan
    package var actor: String
    package var kind: ActorKind
    package var cause: DowntimeCause
    /// Nil where no entry opened the window.
    package var eventID: String?
}

/// How often the same actor took containers of the group down before, short restarts apart.
package struct EarlierDeeds: Hashable, Sendable {
    /// From when on.
    package var since: Instant
    package var count: Int
    /// The newest; nil where there is none.
    package var last: AlsoDown?
}

/// An entry that answers "who did it?", with what the log has next to it.
package struct WhoAnswer: Hashable, Sendable {
    package var entry: WhoEntry
    /// The entry before it and where that led; nil where it is the first.
    package var before: ChainEnd?
    /// The entry after it and where that comes from; nil where it is the last that is used.
    package var after: ChainEnd?
    /// The last pass that saw its container; nil while that is not gone.
    package var goneSince: Instant?
    /// What there is to doubt, in the order of `LogDoubt`.
    package var doubts: [LogDoubt] = []
    /// What else the same actor did about then; nil where the log names no actor.
    package var nearby: NearbyEntries?

    /// Whether nothing shows that an entry directly before or after it is missing.
    package var isLogComplete: Bool {
        !doubts.contains(where: \.tellsOfMissingEntries)
    }
}

/// What speaks against the log next to an entry.
package enum LogDoubt: String, Hashable, Sendable, CaseIterable {
    /// It does not come from where the entry before it led.
    case chainBreakBefore = "chain-break-before"
    /// The entry after it does not come from where it led.
    case chainBreakAfter = "chain-break-after"
    /// It is the first entry of a log that does not reach back to the container's creation.
    case nothingBefore = "nothing-before"
    /// No complete pass has come as far.
    case notCovered = "not-covered"
    /// It came again with other content.
    case amended
    /// A later pass no longer found it.
    case vanished

    package var tellsOfMissingEntries: Bool {
        switch self {
        case .chainBreakBefore, .chainBreakAfter, .nothingBefore, .notCovered: true
        case .amended, .vanished: false
        }
    }
}

/// What an actor did within ten minutes before and after an entry of its own, in any container.
package struct NearbyEntries: Hashable, Sendable {
    /// How many entries there are.
    package var count: Int
    /// The nearest of them, in the order of time.
    package var entries: [NearbyEntry]
}

package struct NearbyEntry: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var at: Instant
    /// How much later it is than the entry that it is near to; negative where it is earlier.
    package var offset: TimeSpan
    package var operation: String
    package var isOperationDerived: Bool
    package var toStatus: String
    package var eventID: String
}

/// An entry that brought a container into a status, with the window it opened: one answer to "who stopped prod?".
package struct WhoEntry: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var at: Instant
    /// `triggered_by`, or `(unattributed)`.
    package var actor: String
    package var kind: ActorKind
    package var operation: String
    /// Whether the entry names no operation, so that the statuses alone gave it.
    package var isOperationDerived: Bool
    /// Nil where `from_status` was null or missing.
    package var fromStatus: String?
    package var toStatus: String
    package var duration: DurationReading
    package var eventID: String
    /// Why, as its metadata tells it; nil where it tells nothing.
    package var reason: String?
    /// As received, in compact JSON; nil where it is missing, null, or was not asked for.
    package var metadata: String?
    /// Nil for an entry that opened none.
    package var window: DowntimeWindow?
}
