package import Study
package import Timelines

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
    /// Nil for an entry that opened none.
    package var window: DowntimeWindow?
}

/// One stretch of a container's timeline, with the entry that began it.
package struct TimelineStretch: Hashable, Sendable {
    package var interval: Interval
    package var condition: Condition
    /// As written; nil where unknown, before the container existed and after it was gone.
    package var status: String?
    package var isAssumed: Bool
    /// The entry at the beginning of the stretch, for the window of a restart written as one entry the one at its end; nil where
    /// none began it.
    package var entry: WhoEntry?
    /// Why the time is unknown, or what is odd about the stretch, for a person; nil where nothing is.
    package var remark: String?
}
