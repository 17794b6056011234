import Timelines

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
        let read: @Sendable (Source) -> ExplainedValue
    }
}

extension EvidenceShape.Cell {
    /// A column that every table of the kind has.
    static func always(_ column: EvidenceColumn, _ read: @escaping @Sendable (Source) -> ExplainedValue) -> Self {
        Self(column: column, isAlwaysShown: true, read: read)
    }

    /// A column that only those figures' tables have that ask for it.
    static func asked(_ column: EvidenceColumn, _ read: @escaping @Sendable (Source) -> ExplainedValue) -> Self {
        Self(column: column, isAlwaysShown: false, read: read)
    }
}
