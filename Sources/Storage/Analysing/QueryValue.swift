import GRDBSQLite

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
