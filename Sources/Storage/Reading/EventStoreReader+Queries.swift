internal import GRDB
internal import GRDBSQLite

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

    private func bind(_ parameters: [String: QueryValue], to statement: PreparedStatement) throws {
        for (before, name) in statement.parameterNames.enumerated() {
            guard let name = name?.dropFirst() else { throw StorageError.query("a parameter has no name; write :name") }
            guard let value = parameters[String(name)] else {
                throw StorageError.query("it needs a value for :\(name)")
            }
            let position = Int32(before + 1)
            switch value {
            case .null: statement.bindNull(position)
            case .integer(let number): statement.bind(position, number)
            case .real(let number): statement.bind(position, number)
            case .text(let text): statement.bind(position, text: text)
            case .blob(let bytes): bytes.withUnsafeBytes { statement.bind(position, blob: $0) }
            }
        }
    }
}

extension StorageError {
    fileprivate static func query(_ why: String) -> StorageError {
        StorageError(code: .query, message: "the query can't be run: \(why)")
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
