/// A column of the evidence, by its name in JSON.
package enum EvidenceColumn: String, Hashable, Sendable, CaseIterable {
    // Whose, and where it stands in the report.
    case figure
    case containerID = "container_id"
    case containerName = "container_name"
    case projectID = "project_id"
    case role

    // Time.
    case start, end, at
    case length = "length_ms"
    case condition, status, assumed, basis

    // A container's sums.
    case coveredUntil = "covered_until"
    case goneSince = "gone_since"
    case deleted, stale
    case up = "up_ms"
    case down = "down_ms"
    case plannedDown = "planned_down_ms"
    case unknown = "unknown_ms"
    case outOfService = "out_of_service_ms"
    case assumedUp = "assumed_up_ms"
    case assumedDown = "assumed_down_ms"
    case assumedOutOfService = "assumed_out_of_service_ms"
    case maxInHour = "max_in_hour"

    // Windows and restarts.
    case duration = "duration_ms"
    case inRange = "in_range_ms"
    case open, cut, planned, failure
    case openedBy = "opened_by"
    case openedOperation = "opened_operation"
    case openedEventID = "opened_event_id"
    case closedInto = "closed_into"
    case closedEventID = "closed_event_id"
    case kind, actor, operation
    case eventIDs = "event_ids"

    // Entries.
    case number
    case eventID = "event_id"
    case fromStatus = "from_status"
    case toStatus = "to_status"
    case previousStatus = "previous_status"
    case reading, amended, vanished, attributed
    case actorKind = "actor_kind"
    case operationDerived = "operation_derived"
    case chainBroken = "chain_broken"
    case idMissing = "id_missing"
    case unknownStatus = "unknown_status"

    // What was received.
    case seq, reason
}

extension EvidenceColumn {
    /// What its values count.
    package var unit: FigureUnit {
        switch self {
        case .length, .up, .down, .plannedDown, .unknown, .outOfService, .assumedUp, .assumedDown, .assumedOutOfService,
            .duration, .inRange:
            .milliseconds
        case .start, .end, .at, .coveredUntil, .goneSince: .instant
        case .assumed, .deleted, .stale, .open, .cut, .planned, .failure, .amended, .vanished, .attributed,
            .operationDerived, .chainBroken, .idMissing, .unknownStatus:
            .flag
        case .maxInHour, .number, .seq: .count
        case .figure, .containerID, .containerName, .projectID, .role, .condition, .status, .basis, .openedBy,
            .openedOperation, .openedEventID, .closedInto, .closedEventID, .kind, .actor, .operation, .eventIDs,
            .eventID,
            .fromStatus, .toStatus, .previousStatus, .reading, .actorKind, .reason:
            .text
        }
    }
}
