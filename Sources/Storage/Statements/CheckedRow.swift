import GRDB
import GRDBSQLite
import Timelines

/// The row at which a statement stands, read without trust: a file can hold any value of any type in any column.
///
/// Every method throws `damage` where the value is none that this program writes into such a column.
struct CheckedRow {
    private let row: PreparedStatement
    /// For the message.
    private let table: StaticString

    init(_ row: PreparedStatement, of table: StaticString) {
        self.row = row
        self.table = table
    }

    func integer(_ column: Int32, in range: ClosedRange<Int64>) throws -> Int64 {
        guard row.type(column) == SQLITE_INTEGER, range ~= row.integer(column) else { throw unusable(column) }
        return row.integer(column)
    }

    func integerOrNil(_ column: Int32, in range: ClosedRange<Int64>) throws -> Int64? {
        row.isNull(column) ? nil : try integer(column, in: range)
    }

    func flag(_ column: Int32) throws -> Bool {
        try integer(column, in: 0...1) == 1
    }

    func instant(_ column: Int32) throws -> Instant {
        guard row.type(column) == SQLITE_INTEGER, let instant = Instant(checking: row.integer(column)) else {
            throw unusable(column)
        }
        return instant
    }

    func instantOrNil(_ column: Int32) throws -> Instant? {
        row.isNull(column) ? nil : try instant(column)
    }

    /// A number of one of the first `names` texts; nil for NULL.
    func symbolOrNil(_ column: Int32, names: Int) throws -> Symbol? {
        try integerOrNil(column, in: 0...Int64(names) - 1).map { Symbol(number: UInt32($0)) }
    }

    func text(_ column: Int32) throws -> String {
        guard row.type(column) == SQLITE_TEXT, let text = row.text(column) else { throw unusable(column) }
        return text
    }

    func textOrNil(_ column: Int32) throws -> String? {
        row.isNull(column) ? nil : try text(column)
    }

    func unusable(_ column: Int32) -> DatabaseError {
        let found =
            switch QueryValue(row, column) {
            case .null: "NULL"
            case .integer(let number): String(number)
            case .real(let number): String(number)
            case .text: "a text"
            case .blob(let bytes): "a blob of \(bytes.count) bytes"
            }
        return damage("\(table): \(row.columnNames[Int(column)]) is \(found)")
    }
}
