internal import Rendering

/// Rows of one kind that figures are computed from, each with a value for every column.
package struct EvidenceTable: Hashable, Sendable {
    package let kind: EvidenceKind
    package let columns: [EvidenceColumn]
    package internal(set) var rows: [[ExplainedValue]] = []
    /// The row that matters most, where one does: a text that can't show all shows those around it.
    package internal(set) var focus: Int?

    init(kind: EvidenceKind, columns: [EvidenceColumn]) {
        self.kind = kind
        self.columns = columns
    }

    /// The places of the rows that meet all conditions of `selection`, in order.
    package func places(_ selection: EvidenceSelection) -> [Int] {
        let tests = selection.conditions.compactMap { condition in
            columns.firstIndex(of: condition.column).map { (place: $0, condition: condition) }
        }
        guard tests.count == selection.conditions.count else { return [] }
        return rows.indices.filter { row in tests.allSatisfy { $0.condition.holds(of: rows[row][$0.place]) } }
    }

    /// The values of `column` in the rows that meet the conditions.
    func values(_ selection: EvidenceSelection, _ column: EvidenceColumn) -> [ExplainedValue] {
        guard let place = columns.firstIndex(of: column) else { return [] }
        return places(selection).map { rows[$0][place] }
    }

    /// Sorts the rows by a numeric column, as they came within equal values; rows without a number come last.
    mutating func sort(by column: EvidenceColumn, descending: Bool = false) {
        guard let place = columns.firstIndex(of: column) else { return }
        func key(_ row: [ExplainedValue]) -> Double {
            row[place].amount.map { descending ? -$0 : $0 } ?? .infinity
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
    case containers, stretches, windows, restarts, entries, listings, maintenance, quarantined
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

/// What a column of a row has to hold.
package struct EvidenceCondition: Hashable, Sendable {
    package let column: EvidenceColumn
    package let relation: Relation
    package let value: ExplainedValue

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

    func holds(of found: ExplainedValue) -> Bool {
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
    /// The newest before a listing.
    case before
    /// The last one of the covered part of the range.
    case last
}
