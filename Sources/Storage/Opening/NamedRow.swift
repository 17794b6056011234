internal import Foundation
internal import GRDB
internal import Timelines

/// A row of a small table, read by the names of its columns and without trust: a file can hold any value of any type in any column.
///
/// Every method throws `damage` where the value is none that this program writes into such a column.
struct NamedRow {
    private let row: Row
    /// For the message.
    private let table: StaticString

    /// The first row that `sql` selects.
    static func first(
        of table: StaticString,
        _ database: Database,
        _ sql: String,
        _ arguments: StatementArguments
    ) throws -> NamedRow? {
        try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments).map {
            NamedRow(row: $0, table: table)
        }
    }

    /// The rows that `sql` selects; each is there until the next one is asked for.
    static func cursor(
        of table: StaticString,
        _ database: Database,
        _ sql: String
    ) throws -> MapCursor<RowCursor, NamedRow> {
        try Row.fetchCursor(database, sql: sql).map { NamedRow(row: $0, table: table) }
    }

    func integer(_ column: String, in range: ClosedRange<Int64>) throws -> Int64 {
        guard case .int64(let integer) = try storage(column), range ~= integer else { throw try unusable(column) }
        return integer
    }

    func flag(_ column: String) throws -> Bool {
        try integer(column, in: 0...1) == 1
    }

    func instant(_ column: String) throws -> Instant {
        guard case .int64(let milliseconds) = try storage(column), let instant = Instant(checking: milliseconds) else {
            throw try unusable(column)
        }
        return instant
    }

    func text(_ column: String) throws -> String {
        guard case .string = try storage(column), let utf8: Data = row[column] else { throw try unusable(column) }
        // All of it: GRDB's own text ends at a zero byte.
        return String(decoding: utf8, as: UTF8.self)
    }

    func bytes(_ column: String) throws -> [UInt8] {
        guard case .blob(let data) = try storage(column) else { throw try unusable(column) }
        return Array(data)
    }

    private func storage(_ column: String) throws -> DatabaseValue.Storage {
        guard let value: DatabaseValue = row[column] else { throw damage("\(table): there is no \(column)") }
        return value.storage
    }

    func unusable(_ column: String) throws -> DatabaseError {
        let found =
            switch try storage(column) {
            case .null: "NULL"
            case .int64(let number): String(number)
            case .double(let number): String(number)
            case .string: "a text"
            case .blob(let data): "a blob of \(data.count) bytes"
            }
        return damage("\(table): \(column) is \(found)")
    }
}
