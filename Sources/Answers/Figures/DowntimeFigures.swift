package import Study
package import Timelines

/// Totals over downtime windows.
package struct DowntimeFigures: Hashable, Sendable {
    package var windows: Int = 0
    /// Windows still down at the end of the range or of coverage.
    package var open: Int = 0
    /// Windows closed by an entry into `running` inside the range; one that unknown time follows at once is `truncated` as well.
    package var closed: Int = 0
    /// Windows that unknown time ended.
    package var truncated: Int = 0
    /// Windows that began in range and are neither planned nor opened by `pause`: what `meanTimeBetweenFailures` divides by.
    package var failures: Int = 0
    /// Mean full duration of the `closed` ones, in milliseconds; nil at none.
    package var meanTimeToRecovery: Double?
    /// Up time in range per window that began in range and is neither planned nor opened by the operation `pause`, as written
    /// or else derived, in milliseconds; nil at none.
    package var meanTimeBetweenFailures: Double?
    /// The longest full duration of all listed; nil at none.
    package var longest: TimeSpan?
    /// Time down inside the range.
    package var down: TimeSpan = .zero

    package init() {}
}

/// A maximal run of down time.
package struct DowntimeWindow: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var start: Instant
    /// Nil while it is open.
    package var end: Instant?
    /// Its whole length; of an open one up to min(end of range, coverage).
    package var duration: TimeSpan
    package var inRange: TimeSpan
    package var isOpen: Bool
    package var isTruncated: Bool
    package var isPlanned: Bool
    package var isAssumed: Bool
    package var time: DownTimeByStatus
    package var openedBy: Trigger?
    package var closedBy: Trigger?
}

/// The entry that opened or closed a window: who, how, and the evidence.
package struct Trigger: Hashable, Sendable {
    /// `triggered_by`, or `(unattributed)`.
    package var actor: String
    package var kind: ActorKind
    package var operation: String
    /// The entry's id; where it has none, `<container>@<instant>:<from>><to>` (see `Entry.eventID`).
    package var eventID: String
    package var at: Instant
}

/// A restart of a container.
package struct Restart: Hashable, Sendable {
    package var containerID: ContainerID
    /// Back in running.
    package var at: Instant
    package var kind: RestartKind
    /// The opener's actor.
    package var actor: String
    package var operation: String
    /// Unclipped.
    package var down: TimeSpan
    package var eventIDs: [String]
}

/// Totals over restarts.
package struct RestartFigures: Hashable, Sendable {
    package var count: Int = 0
    package var explicit: Int = 0
    package var quick: Int = 0
    package var recovery: Int = 0
    /// Per covered in-service day (up + down) of 24 hours; nil at none.
    package var perDay: Double?
    /// The most within any half-open 60 minutes, of one container.
    package var maxInHour: Int = 0

    package init() {}
}
