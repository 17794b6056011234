internal import GRDB
internal import GRDBSQLite
package import Timelines

extension EventStoreReader {
    /// Runs one SQL statement that only reads; `columns` gets the names of its columns once, then `row` each row.
    ///
    /// Named parameters (`:from`, `@from`, `$from`) get the value under their name without its first character. Neither closure
    /// may use this reader. Throws: `query` where the statement can't be compiled, would write, fails in itself, or names a
    /// parameter that has no value.
    package func query(
        _ sql: String,
        parameters: [String: QueryValue] = [:],
        columns: ([String]) -> Void,
        row: ([QueryValue]) -> Void
    ) throws(StorageError) {
        try access { database in
            do {
                let statement = try PreparedStatement(database, sql)
                guard statement.isReadOnly else { throw StorageError.query("it would write, and a query only reads") }
                try bind(parameters, to: statement)
                let names = statement.columnNames
                columns(names)
                let positions = 0..<Int32(names.count)
                while try statement.step() { row(positions.map { QueryValue(statement, $0) }) }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
                throw StorageError.query(error.message ?? "unknown error")
            } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE {
                throw StorageError.query("it is not one statement")
            }
        }
    }

    /// Makes a table that queries on this reader see in place of the view of its name; the store stays as it is.
    ///
    /// Throws: `query` where SQLite refuses it, as it does a second table of one name.
    package func create(_ table: TemporaryTable) throws(StorageError) {
        try access { database in
            do {
                try database.execute(
                    sql: """
                        CREATE TEMPORARY TABLE \(table.name.quoted) (
                          \(table.columns.map { "\($0.name.quoted) \($0.type.rawValue) NOT NULL" }.joined(separator: ", ")),
                          PRIMARY KEY (\(table.columns.prefix(table.keyLength).map(\.name.quoted).joined(separator: ", ")))
                        ) STRICT, WITHOUT ROWID
                        """
                )
                let places = table.columns.map { _ in "?" }.joined(separator: ", ")
                let insert = try PreparedStatement(
                    database,
                    "INSERT INTO temp.\(table.name.quoted) VALUES (\(places))"
                )
                for row in table.rows {
                    for (place, value) in zip(Int32(1)..., row) { insert.bind(place, value) }
                    _ = try insert.step()
                    insert.reset()
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
                throw StorageError.query(error.message ?? "unknown error")
            }
        }
    }

    /// From when on anything is known of each container, and until when: from its creation, its first entry or its first listing
    /// to the end of its coverage, or its newest entry where that is later. None for one of which nothing is.
    package func knownTimes() throws(StorageError) -> [ContainerID: Interval] {
        var times: [ContainerID: Interval] = [:]
        let sql = """
            SELECT id, min(existing_since, first_at, assumed_since) AS since, newest_at FROM (
              SELECT
                id,
                coalesce(existing_since, first_at, assumed_since) AS existing_since,
                coalesce(first_at, existing_since, assumed_since) AS first_at,
                coalesce(assumed_since, existing_since, first_at) AS assumed_since,
                max(ifnull(covered_until, newest_at), ifnull(newest_at, covered_until)) AS newest_at
              FROM containers
            )
            """
        try query(sql, columns: { _ in }) { row in
            guard case .text(let id) = row[0], case .integer(let since) = row[1], case .integer(let end) = row[2],
                since <= end
            else { return }
            times[ContainerID(id)] = Interval(
                start: Instant(milliseconds: since),
                end: Instant(milliseconds: end)
            )
        }
        return times
    }

    private func bind(_ parameters: [String: QueryValue], to statement: PreparedStatement) throws {
        for (before, name) in statement.parameterNames.enumerated() {
            guard let name = name?.dropFirst() else { throw StorageError.query("a parameter has no name; write :name") }
            guard let value = parameters[String(name)] else {
                throw StorageError.query("it needs a value for :\(name)")
            }
            statement.bind(Int32(before + 1), value)
        }
    }
}

extension PreparedStatement {
    fileprivate func bind(_ position: Int32, _ value: QueryValue) {
        switch value {
        case .null: bindNull(position)
        case .integer(let number): bind(position, number)
        case .real(let number): bind(position, number)
        case .text(let text): bind(position, text: text)
        case .blob(let bytes): bytes.withUnsafeBytes { bind(position, blob: $0) }
        }
    }
}

extension String {
    /// As a name in SQL.
    fileprivate var quoted: String { "\"\(replacing("\"", with: "\"\""))\"" }
}

extension StorageError {
    fileprivate static func query(_ why: String) -> StorageError {
        StorageError(code: .query, message: "the query can't be run: \(why)")
    }
}

/// Rows that the store does not hold, for queries to read.
package struct TemporaryTable: Sendable {
    package enum ColumnType: String, Sendable {
        case text = "TEXT"
        case integer = "INTEGER"
    }

    package let name: String
    package let columns: [(name: String, type: ColumnType)]
    /// How many of the first columns tell a row from all others.
    package let keyLength: Int
    /// Each with a value of its type, and no null, for every column.
    package let rows: [[QueryValue]]

    package init(_ name: String, _ columns: [(name: String, type: ColumnType)], keyLength: Int, rows: [[QueryValue]]) {
        self.name = name
        self.columns = columns
        self.keyLength = keyLength
        self.rows = rows
    }
}

/// A value that a query takes or yields.
package enum QueryValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    init(_ row: PreparedStatement, _ column: Int32) {
        switch row.type(column) {
        case SQLITE_INTEGER: self = .integer(row.integer(column))
        case SQLITE_FLOAT: self = .real(row.real(column))
        case SQLITE_TEXT: self = .text(row.text(column) ?? "")
        case SQLITE_BLOB: self = .blob(Array(row.bytes(column)))
        default: self = .null
        }
    }
}
