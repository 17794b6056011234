internal import GRDB
internal import GRDBSQLite
internal import Timelines

/// A statement that is compiled once and stepped directly, without a value per column in between.
///
/// Belongs to one connection and is used only inside accesses to it. Places count from 1 for parameters, from 0 for columns.
final class PreparedStatement {
    private let statement: Statement
    private let handle: OpaquePointer

    init(_ database: Database, _ sql: String) throws {
        statement = try database.makeStatement(sql: sql)
        handle = statement.sqliteStatement
    }

    /// Whether it leaves the database as it is.
    var isReadOnly: Bool { statement.isReadonly }

    var columnNames: [String] { statement.columnNames }

    /// In the order of their places, each with its first character (`:`, `@`, `$`); nil where one has no name.
    var parameterNames: [String?] {
        (0..<sqlite3_bind_parameter_count(handle)).map { before in
            sqlite3_bind_parameter_name(handle, before + 1).map { String(cString: $0) }
        }
    }

    func bind(_ position: Int32, _ value: Int64) {
        sqlite3_bind_int64(handle, position, value)
    }

    func bind(_ position: Int32, _ value: Int64?) {
        if let value { sqlite3_bind_int64(handle, position, value) } else { sqlite3_bind_null(handle, position) }
    }

    func bind(_ position: Int32, _ value: Double) {
        sqlite3_bind_double(handle, position, value)
    }

    func bind(_ position: Int32, _ value: Bool) {
        sqlite3_bind_int64(handle, position, value ? 1 : 0)
    }

    func bindNull(_ position: Int32) {
        sqlite3_bind_null(handle, position)
    }

    /// SQLite copies the text.
    func bind(_ position: Int32, text: String?) {
        guard var text else { return bindNull(position) }
        text.withUTF8 { bind(position, utf8: UnsafeRawBufferPointer($0), copied: true) }
    }

    /// Text that is not copied has to outlive the next `run` or the last `step`.
    func bind(_ position: Int32, utf8 bytes: UnsafeRawBufferPointer, copied: Bool = false) {
        // An empty buffer may have no address, which SQLite would take for NULL.
        guard let start = bytes.baseAddress, bytes.count > 0 else {
            sqlite3_bind_text(handle, position, "", 0, Self.copying)
            return
        }
        sqlite3_bind_text64(
            handle,
            position,
            start.assumingMemoryBound(to: CChar.self),
            sqlite3_uint64(bytes.count),
            copied ? Self.copying : nil,
            UInt8(SQLITE_UTF8)
        )
    }

    /// SQLite copies the bytes.
    func bind(_ position: Int32, blob bytes: UnsafeRawBufferPointer) {
        sqlite3_bind_blob64(handle, position, bytes.baseAddress, sqlite3_uint64(bytes.count), Self.copying)
    }

    /// To the next row; false, and ready to be run again, where there is none.
    func step() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else {
            let error = failure(code)
            sqlite3_reset(handle)
            throw error
        }
        sqlite3_reset(handle)
        return false
    }

    /// Runs a statement that yields no rows.
    func run() throws {
        _ = try step()
    }

    /// Ends a run whose rows were not all read.
    func reset() {
        sqlite3_reset(handle)
    }

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func type(_ column: Int32) -> Int32 {
        sqlite3_column_type(handle, column)
    }

    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    func integerOrNil(_ column: Int32) -> Int64? {
        isNull(column) ? nil : sqlite3_column_int64(handle, column)
    }

    func real(_ column: Int32) -> Double {
        sqlite3_column_double(handle, column)
    }

    func text(_ column: Int32) -> String? {
        isNull(column) ? nil : String(decoding: bytes(column), as: UTF8.self)
    }

    /// The bytes of a text or a blob, valid until the next step.
    func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(handle, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle)))
        )
    }

    /// `SQLITE_TRANSIENT`, which C writes as a cast of −1.
    private static let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

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

/// The error of a store that holds what this program never writes; `what` is put in words after "the store is damaged".
func damage(_ what: String) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: what)
}
