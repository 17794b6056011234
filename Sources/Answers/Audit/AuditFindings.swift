package import Timelines

/// An entry that came again with other content.
package struct Amendment: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var eventID: String
    package var noticed: Noticed
    /// The members that differ, by name.
    package var changes: [MemberChange]
    package var before: AuditedVersion
    package var after: AuditedVersion

    package init(
        containerID: ContainerID,
        containerName: String?,
        eventID: String,
        noticed: Noticed,
        changes: [MemberChange],
        before: AuditedVersion,
        after: AuditedVersion
    ) {
        self.containerID = containerID
        self.containerName = containerName
        self.eventID = eventID
        self.noticed = noticed
        self.changes = changes
        self.before = before
        self.after = after
    }
}

/// A version of an entry, as it was received.
package struct AuditedVersion: Hashable, Sendable {
    /// Its place in the log, from 1.
    package var seq: Int64
    package var recorded: Noticed
    package var at: Instant
    /// `triggered_by`, or `(unattributed)`.
    package var actor: String
    package var operation: String
    package var isOperationDerived: Bool
    /// Nil where `from_status` was null or missing.
    package var fromStatus: String?
    package var toStatus: String
    package var duration: DurationReading
    /// The JSON as received.
    package var body: String

    package init(
        seq: Int64,
        recorded: Noticed,
        at: Instant,
        actor: String,
        operation: String,
        isOperationDerived: Bool,
        fromStatus: String?,
        toStatus: String,
        duration: DurationReading,
        body: String
    ) {
        self.seq = seq
        self.recorded = recorded
        self.at = at
        self.actor = actor
        self.operation = operation
        self.isOperationDerived = isOperationDerived
        self.fromStatus = fromStatus
        self.toStatus = toStatus
        self.duration = duration
        self.body = body
    }
}

/// An entry that a complete reading no longer found.
package struct VanishedEntry: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var eventID: String
    package var noticed: Noticed
    /// Where it was found again; nil where it is still missing.
    package var returned: Noticed?
    /// As it was last served.
    package var version: AuditedVersion

    package init(
        containerID: ContainerID,
        containerName: String?,
        eventID: String,
        noticed: Noticed,
        returned: Noticed?,
        version: AuditedVersion
    ) {
        self.containerID = containerID
        self.containerName = containerName
        self.eventID = eventID
        self.noticed = noticed
        self.returned = returned
        self.version = version
    }
}

/// Two entries that can't directly follow each other: one between them is missing.
package struct ChainBreak: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    /// When the newer of the two versions was recorded.
    package var noticed: Noticed
    /// The entry before the gap, and where it led to.
    package var before: ChainEnd
    /// The entry after the gap, and where it comes from: `null` where it says so.
    package var after: ChainEnd
}

/// One side of a gap in a chain of entries.
package struct ChainEnd: Hashable, Sendable {
    package var at: Instant
    package var status: String
    package var eventID: String
}

/// A received element that can't stand on a timeline.
package struct QuarantinedElement: Hashable, Sendable {
    /// Nil for an element of a container list.
    package var containerID: ContainerID?
    package var containerName: String?
    package var seq: Int64
    package var noticed: Noticed
    package var reason: String
    /// As received.
    package var body: String
    /// Whether a later pass no longer found it.
    package var isVanished: Bool

    package init(
        containerID: ContainerID?,
        containerName: String?,
        seq: Int64,
        noticed: Noticed,
        reason: String,
        body: String,
        isVanished: Bool
    ) {
        self.containerID = containerID
        self.containerName = containerName
        self.seq = seq
        self.noticed = noticed
        self.reason = reason
        self.body = body
        self.isVanished = isVanished
    }
}
