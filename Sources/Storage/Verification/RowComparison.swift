import GRDB
import Transparency

/// Compares the rows of a table with those that follow from the log, which another database has.
struct RowComparison {
    let table: String
    /// The columns of the key, integers, which come first.
    let keyColumns: Int

    func run(
        expected: Database,
        found: Database,
        _ report: (_ column: String?, _ expected: Row?, _ found: Row?) -> Void
    ) throws {
        var left = try Cursor(expected, self)
        var right = try Cursor(found, self)
        while left.row != nil || right.row != nil {
            switch (left.row, right.row) {
            case (let one?, let other?) where one.key == other.key:
                for position in left.columns.indices where !one.values[position].isIdentical(to: other.values[position])
                {
                    report(left.columns[position], one, other)
                }
                try left.advance()
                try right.advance()
            case (let one?, let other) where other.map({ one.key.lexicographicallyPrecedes($0.key) }) ?? true:
                report(nil, one, nil)
                try left.advance()
            default:
                report(nil, nil, right.row)
                try right.advance()
            }
        }
        if right.isDisordered { report(nil, nil, nil) }
    }

    struct Row {
        let columns: [String]
        let values: [QueryValue]
        let key: [Int64]

        subscript(column: String) -> QueryValue {
            columns.firstIndex(of: column).map { values[$0] } ?? .null
        }

        func integer(_ column: String) -> Int64? {
            if case .integer(let value) = self[column] { value } else { nil }
        }
    }

    private struct Cursor {
        let columns: [String]
        private(set) var row: Row?
        private(set) var isDisordered = false
        private let select: PreparedStatement
        private let keyColumns: Int

        init(_ database: Database, _ comparison: RowComparison) throws {
            let order = (1...comparison.keyColumns).map(String.init).joined(separator: ", ")
            select = try PreparedStatement(database, "SELECT * FROM \(comparison.table) ORDER BY \(order)")
            columns = select.columnNames
            keyColumns = comparison.keyColumns
            try advance()
        }

        mutating func advance() throws {
            guard try select.step() else { return row = nil }
            let values = columns.indices.map { QueryValue(select, Int32($0)) }
            let key = (0..<Int32(keyColumns)).map { select.integer($0) }
            // Of a table that is out of order no row after that can be told from another.
            if let last = row?.key, !last.lexicographicallyPrecedes(key) {
                isDisordered = true
                select.reset()
                return row = nil
            }
            row = Row(columns: columns, values: values, key: key)
        }
    }
}

extension QueryValue {
    /// Whether both are the same value of the same type, down to the last bit.
    func isIdentical(to other: QueryValue) -> Bool {
        switch (self, other) {
        case (.real(let one), .real(let other)): one.bitPattern == other.bitPattern
        // `String` would hold canonically equivalent texts equal.
        case (.text(let one), .text(let other)): one.utf8.elementsEqual(other.utf8)
        default: self == other
        }
    }

    /// For a person, where `other` is something else; of what looks alike it is said what it is.
    func told(besides other: QueryValue) -> String {
        guard shown == other.shown else { return shown }
        return switch self {
        case .null: shown
        case .integer: "the integer \(shown)"
        case .real: "the real number \(shown)"
        case .text: "the text \(shown)"
        case .blob: "the blob \(shown)"
        }
    }

    /// For a person.
    var shown: String {
        switch self {
        case .null: "NULL"
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .text(let text): text
        case .blob(let bytes): bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
    }
}

extension RowComparison {
    /// What a difference between `expected` and `found` is called; one of them is nil where there is no such row, both where
    /// rows are out of order.
    func finding(_ column: String?, _ expected: Row?, _ found: Row?, _ containers: [ContainerKey])
        -> StoreFinding
    {
        let row = expected ?? found
        let number = row?.integer(table == "container_projection" ? "number" : "container")
        return StoreFinding(
            .projection,
            table: table,
            row: row?.key.map(String.init).joined(separator: ", ") ?? "",
            column: column,
            seq: row?.integer("seq"),
            container: number.flatMap { number in containers.first { $0.number == number }?.id },
            expected: row == nil
                ? "rows in the order of their keys"
                : column.flatMap { expected?[$0].shown } ?? (expected == nil ? "no row" : "a row"),
            found: row == nil
                ? "rows out of it"
                : column.flatMap { found?[$0].told(besides: expected?[$0] ?? .null) }
                    ?? (found == nil ? "no row" : "a row")
        )
    }
}
