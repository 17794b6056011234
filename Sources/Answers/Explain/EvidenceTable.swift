package import Rendering
internal import Timelines

/// Rows of one kind that figures are computed from, each with a value for every column.
package struct EvidenceTable: Hashable, Sendable {
    package let kind: EvidenceKind
    package let columns: [EvidenceColumn]
    package internal(set) var rows: [[Scalar]] = []
    /// The row that matters most, where one does: a text that can't show all shows those around it.
    package internal(set) var focus: Int?

    init(kind: EvidenceKind, columns: [EvidenceColumn]) {
        self.kind = kind
        self.columns = columns
    }

    /// The places of the rows that meet all conditions of `selection`, in order.
    package func positions(_ selection: EvidenceSelection) -> [Int] {
        let tests = selection.conditions.compactMap { condition in
            columns.firstIndex(of: condition.column).map { (position: $0, condition: condition) }
        }
        guard tests.count == selection.conditions.count else { return [] }
        return rows.indices.filter { row in tests.allSatisfy { $0.condition.holds(of: rows[row][$0.position]) } }
    }

    /// The values of `column` in the rows that meet the conditions.
    func values(_ selection: EvidenceSelection, _ column: EvidenceColumn) -> [Scalar] {
        guard let position = columns.firstIndex(of: column) else { return [] }
        return positions(selection).map { rows[$0][position] }
    }

    /// Sorts the rows by a numeric column, as they came within equal values; rows without a number come last.
    mutating func sort(by column: EvidenceColumn, descending: Bool = false) {
        guard let position = columns.firstIndex(of: column) else { return }
        func key(_ row: [Scalar]) -> Double {
            row[position].amount.map { descending ? -$0 : $0 } ?? .infinity
        }
        rows = rows.enumerated()
            .sorted { left, right in
                let (first, second) = (key(left.element), key(right.element))
                return first == second ? left.offset < right.offset : first < second
            }
            .map(\.element)
    }
}

/// What the rows of a table are.
package enum EvidenceKind: String, Hashable, Sendable, CaseIterable {
    case containers, stretches, windows, counted, outages, restarts, entries, listings, hours, maintenance, quarantined
}

/// The rows of a table that meet all of some conditions.
package struct EvidenceSelection: Hashable, Sendable {
    package let kind: EvidenceKind
    package let conditions: [EvidenceCondition]

    init(_ kind: EvidenceKind, _ conditions: [EvidenceCondition] = []) {
        self.kind = kind
        self.conditions = conditions
    }
}

extension EvidenceSelection {
    static let entries = EvidenceSelection(.entries)
    static let windows = EvidenceSelection(.windows)
    static let restarts = EvidenceSelection(.restarts)
    static let containers = EvidenceSelection(.containers)

    static func entries(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.entries, conditions)
    }

    static func windows(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.windows, conditions)
    }

    static func counted(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.counted, conditions)
    }

    static func outages(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.outages, conditions)
    }

    static func restarts(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.restarts, conditions)
    }

    static func stretches(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.stretches, conditions)
    }
}

/// What a column of a row has to hold.
package struct EvidenceCondition: Hashable, Sendable {
    package let column: EvidenceColumn
    package let relation: Relation
    package let value: Scalar

    package enum Relation: String, Hashable, Sendable, CaseIterable {
        case equals = "is"
        case differs = "is not"
        case isAtLeast = "is at least"
    }

    static func holds(_ column: EvidenceColumn) -> EvidenceCondition {
        EvidenceCondition(column: column, relation: .equals, value: .flag(true))
    }

    static func equal(_ column: EvidenceColumn, _ text: String) -> EvidenceCondition {
        EvidenceCondition(column: column, relation: .equals, value: .text(text))
    }

    static func role(_ role: EvidenceRole) -> EvidenceCondition {
        .equal(.role, role.rawValue)
    }

    func holds(of found: Scalar) -> Bool {
        switch relation {
        case .equals: found == value
        case .differs: found != value
        case .isAtLeast: (found.amount ?? -.infinity) >= (value.amount ?? .infinity)
        }
    }
}

/// What a row is to the figure.
package enum EvidenceRole: String, Hashable, Sendable, CaseIterable {
    /// It counts.
    case counted
    /// An attempt that ended in `failed`.
    case failedAttempt = "failed-attempt"
    /// Part of the downtime window, and what comes after it.
    case within, after
    /// What began and ended the window or the restart, and what lies between.
    case opening, between, closing
    /// The only entry of a restart: it ended what it began.
    case alone
    /// It tells why the window happened.
    case telling
    /// The newest before a listing.
    case before
    /// The last one of the covered part of the range.
    case last
}

/// What a figure rests on, table by table, as it is collected.
struct Evidence: Sendable {
    private(set) var tables: [EvidenceKind: EvidenceTable] = [:]
    /// Columns that this figure needs beside those that always stand there.
    private let extra: Set<EvidenceColumn>

    init(extra: Set<EvidenceColumn> = []) {
        self.extra = extra
    }

    mutating func add<Source>(_ source: Source, as shape: EvidenceShape<Source>) {
        let cells = shape.cells.filter { $0.isAlwaysShown || extra.contains($0.column) }
        tables[shape.kind, default: EvidenceTable(kind: shape.kind, columns: cells.map(\.column))].rows
            .append(cells.map { $0.read(source) })
    }

    subscript(kind: EvidenceKind) -> EvidenceTable {
        tables[kind] ?? EvidenceTable(kind: kind, columns: [])
    }

    mutating func sort(_ kind: EvidenceKind, by column: EvidenceColumn, descending: Bool) {
        tables[kind]?.sort(by: column, descending: descending)
    }

    mutating func focus(_ kind: EvidenceKind, on row: Int?) {
        tables[kind]?.focus = row
    }
}

/// The columns of a table, each with how it is read.
struct EvidenceShape<Source>: Sendable {
    let kind: EvidenceKind
    let cells: [Cell]

    struct Cell: Sendable {
        let column: EvidenceColumn
        let isAlwaysShown: Bool
        let read: @Sendable (Source) -> Scalar
    }
}

extension EvidenceShape.Cell {
    /// A column that every table of the kind has.
    static func always(_ column: EvidenceColumn, _ read: @escaping @Sendable (Source) -> Scalar) -> Self {
        Self(column: column, isAlwaysShown: true, read: read)
    }

    /// A column that only those figures' tables have that ask for it.
    static func asked(_ column: EvidenceColumn, _ read: @escaping @Sendable (Source) -> Scalar) -> Self {
        Self(column: column, isAlwaysShown: false, read: read)
    }
}

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
    case runningTime = "running_ms"
    case pausedTime = "paused_ms"
    case stoppedTime = "stopped_ms"
    case failedTime = "failed_ms"
    case otherTime = "other_ms"
    case statusPart = "status_part"
    case maxInHour = "max_in_hour"
    case present
    case serviceUp = "service_up_ms"
    case counted = "counted_ms"
    case servicePlanned = "service_planned_ms"
    case grace = "grace_ms"
    case serviceUnknown = "service_unknown_ms"
    case serviceOutOfService = "service_out_of_service_ms"
    case serviceAssumedUp = "service_assumed_up_ms"
    case assumedCounted = "assumed_counted_ms"
    case assumedExcused = "assumed_excused_ms"
    case offUp = "off_up_ms"
    case offDown = "off_down_ms"
    case offUnknown = "off_unknown_ms"

    // Windows and restarts.
    case duration = "duration_ms"
    case inRange = "in_range_ms"
    case took = "took_ms"
    case open, cut, planned, failure
    case group, cause, outage, recovered, server
    case countsOn = "counts_on"
    case openedBy = "opened_by_actor"
    case openedOperation = "opened_by_operation"
    case openedEventID = "opened_by_event_id"
    case closedInto = "closed_into"
    case closedEventID = "closed_by_event_id"
    case kind, actor, operation
    case eventIDs = "event_ids"

    // Entries.
    case number
    case eventID = "event_id"
    case fromStatus = "from_status"
    case toStatus = "to_status"
    case previousStatus = "previous_status"
    case reading, amended, vanished, attributed, beyond
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
            .duration, .inRange, .serviceUp, .counted, .servicePlanned, .grace, .serviceUnknown, .serviceOutOfService,
            .serviceAssumedUp, .assumedCounted, .assumedExcused, .offUp, .offDown, .offUnknown, .runningTime,
            .pausedTime, .stoppedTime, .failedTime, .otherTime, .took:
            .milliseconds
        case .start, .end, .at, .coveredUntil, .goneSince: .instant
        case .assumed, .deleted, .stale, .open, .cut, .planned, .failure, .amended, .vanished, .attributed,
            .operationDerived, .chainBroken, .idMissing, .unknownStatus, .present, .recovered, .countsOn, .beyond:
            .flag
        case .maxInHour, .number, .seq: .count
        case .group, .cause, .outage, .figure, .containerID, .containerName, .projectID, .role, .condition, .status,
            .basis, .openedBy,
            .openedOperation, .openedEventID, .closedInto, .closedEventID, .kind, .actor, .operation, .eventIDs,
            .eventID,
            .server, .statusPart, .fromStatus, .toStatus, .previousStatus, .reading, .actorKind, .reason:
            .text
        }
    }
}
