import GRDB
import GRDBSQLite
import Timelines

/// How an entry stands in a row of the transitions' projection.
enum TransitionRow {
    /// In the order in which `entry` reads them from the first column on.
    static let columns =
        "at, seq, entry_id, from_status, to_status, duration_ms, actor, operation, flags, reason, server"
    /// How many they are.
    static let count: Int32 = 11

    /// The entry in the row at which `row`, a selection that begins with `columns`, stands, in a store of this `extent`, whose
    /// texts are `symbols`.
    ///
    /// Throws `damage` where a column holds what no entry can have. (The types are not looked at: what SQLite makes an integer
    /// of is judged as that integer.)
    static func entry(_ row: PreparedStatement, symbols: SymbolTable, within extent: StoreExtent) throws -> Entry {
        let names = Int64(extent.names)
        let (receipt, flags) = (row.integer(1), row.integer(8))
        let (from, to) = (row.integer(3), row.integer(4))
        let (actor, operation) = (row.integer(6), row.integer(7))
        let (reason, server) = (row.integer(9), row.integer(10))
        guard let at = Instant(checking: row.integer(0)), receipt > 0, receipt <= extent.observations,
            flags & ~EntryFlags.all == 0, from >= 0, from < names, to > 0, to < names, actor >= 0, actor < names,
            operation >= 0, operation < names, reason >= 0, reason <= extent.reasons, server >= 0, server < names,
            reason > 0 || flags & EntryFlags.isReasonError == 0, let duration = duration(row, flags: flags),
            let id = identifier(row, symbols: symbols)
        else { throw unusable(row, symbols: symbols, within: extent) }
        return Entry(
            at: at,
            from: prior(row, from, flags: flags),
            to: Status(symbol: Symbol(number: UInt32(truncatingIfNeeded: to))),
            duration: duration,
            actor: symbol(actor),
            operation: symbol(operation),
            reason: reason == 0
                ? nil
                : EntryReason(
                    text: ReasonNumber(UInt32(truncatingIfNeeded: reason)),
                    isError: flags & EntryFlags.isReasonError != 0
                ),
            server: symbol(server),
            id: id,
            receipt: receipt,
            marks: EntryFlags.marks(flags)
        )
    }

    /// Says which column of the row no entry can have.
    @inline(never)
    private static func unusable(
        _ row: PreparedStatement,
        symbols: SymbolTable,
        within extent: StoreExtent
    ) -> DatabaseError {
        let names = Int64(extent.names)
        func isName(_ column: Int32, from least: Int64 = 0) -> Bool { least..<names ~= row.integer(column) }
        let flags = row.integer(8)
        let areFlags = flags & ~EntryFlags.all == 0 && (row.integer(9) > 0 || flags & EntryFlags.isReasonError == 0)
        let isUsable: [Bool] = [
            Instant(checking: row.integer(0)) != nil, 0 < row.integer(1) && row.integer(1) <= extent.observations,
            identifier(row, symbols: symbols) != nil, isName(3), isName(4, from: 1),
            duration(row, flags: flags) != nil, isName(6), isName(7), areFlags,
            0...Int64(extent.reasons) ~= row.integer(9), isName(10),
        ]
        let position = isUsable.firstIndex(of: false) ?? isUsable.count
        return CheckedRow(row, of: "transition_projection").unusable(Int32(position))
    }

    private static func symbol(_ number: Int64) -> Symbol? {
        // No text has the number 0 but the empty one, which no actor or operation is; NULL reads as 0.
        number == 0 ? nil : Symbol(number: UInt32(truncatingIfNeeded: number))
    }

    private static func prior(_ row: PreparedStatement, _ number: Int64, flags: Int64) -> PriorStatus {
        if number != 0 || !row.isNull(3) {
            return .status(Status(symbol: Symbol(number: UInt32(truncatingIfNeeded: number))))
        }
        return flags & EntryFlags.isFromMissing != 0 ? .missing : .null
    }

    /// Nil where it is none.
    private static func duration(_ row: PreparedStatement, flags: Int64) -> DurationReading? {
        if flags & EntryFlags.isDurationUnusable != 0 { return .invalid }
        if row.isNull(5) { return .missing }
        let duration = DurationReading(milliseconds: row.real(5))
        if case .invalid = duration { return nil }
        return duration
    }

    /// Nil where it is none.
    private static func identifier(_ row: PreparedStatement, symbols: SymbolTable) -> EntryIdentifier? {
        switch row.type(2) {
        case SQLITE_BLOB:
            let bytes = row.bytes(2)
            guard bytes.count == 12 else { return nil }
            return .object(
                high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                low: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
            )
        case SQLITE_TEXT: return symbols.symbol(of: row.text(2) ?? "").map(EntryIdentifier.text)
        case SQLITE_NULL: return EntryIdentifier.none
        default: return nil
        }
    }

    /// Binds `columns`, from parameter `first` on.
    static func bind(_ entry: Entry, to row: PreparedStatement, from first: Int32, symbols: SymbolTable) {
        row.bind(first, entry.at.milliseconds)
        row.bind(first + 1, entry.receipt)
        switch entry.id {
        case .none: row.bindNull(first + 2)
        case .object(let high, let low):
            withUnsafeTemporaryAllocation(byteCount: 12, alignment: 8) { bytes in
                bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
                bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt32.self)
                row.bind(first + 2, blob: UnsafeRawBufferPointer(bytes))
            }
        case .text(let symbol): row.bind(first + 2, text: symbols[symbol])
        }
        switch entry.from {
        case .missing, .null: row.bindNull(first + 3)
        case .status(let status): row.bind(first + 3, Int64(status.symbol.number))
        }
        row.bind(first + 4, Int64(entry.to.symbol.number))
        switch entry.duration {
        case .missing, .invalid: row.bindNull(first + 5)
        case .valid(let milliseconds): row.bind(first + 5, milliseconds)
        }
        row.bind(first + 6, entry.actor.map { Int64($0.number) })
        row.bind(first + 7, entry.operation.map { Int64($0.number) })
        row.bind(first + 8, EntryFlags.of(entry))
        row.bind(first + 9, entry.reason.map { Int64($0.text.value) })
        row.bind(first + 10, entry.server.map { Int64($0.number) })
    }

    /// Whether the row at which `row`, a selection that begins with `columns`, stands is the one that `bind` makes of `entry`.
    static func matches(_ entry: Entry, _ row: PreparedStatement, symbols: SymbolTable) -> Bool {
        guard holds(entry.at.milliseconds, row, 0), holds(entry.receipt, row, 1) else { return false }
        switch entry.id {
        case .none: guard row.isNull(2) else { return false }
        case .object(let high, let low):
            let bytes = row.bytes(2)
            guard row.type(2) == SQLITE_BLOB, bytes.count == 12,
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)) == high,
                UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)) == low
            else { return false }
        case .text(let symbol):
            guard row.type(2) == SQLITE_TEXT, row.bytes(2).elementsEqual(symbols[symbol].utf8) else { return false }
        }
        switch entry.from {
        case .missing, .null: guard row.isNull(3) else { return false }
        case .status(let status): guard holds(status.symbol, row, 3) else { return false }
        }
        switch entry.duration {
        case .missing, .invalid: guard row.isNull(5) else { return false }
        case .valid(let milliseconds):
            guard row.type(5) == SQLITE_FLOAT, row.real(5).bitPattern == milliseconds.bitPattern else { return false }
        }
        return holds(entry.to.symbol, row, 4) && holds(entry.actor, row, 6) && holds(entry.operation, row, 7)
            && holds(EntryFlags.of(entry), row, 8) && holdsReason(entry.reason, row) && holds(entry.server, row, 10)
    }

    private static func holds(_ symbol: Symbol?, _ row: PreparedStatement, _ column: Int32) -> Bool {
        guard let symbol else { return row.isNull(column) }
        return holds(Int64(symbol.number), row, column)
    }

    private static func holdsReason(_ reason: EntryReason?, _ row: PreparedStatement) -> Bool {
        guard let reason else { return row.isNull(9) }
        return holds(Int64(reason.text.value), row, 9)
    }

    private static func holds(_ number: Int64, _ row: PreparedStatement, _ column: Int32) -> Bool {
        // What is no integer reads as one.
        row.integer(column) == number && row.type(column) == SQLITE_INTEGER
    }

    /// The values that `bind` makes of `entry`, in the order of `columns`.
    static func values(of entry: Entry, symbols: SymbolTable) -> [QueryValue] {
        let id: QueryValue =
            switch entry.id {
            case .none: .null
            case .object(let high, let low):
                .blob(
                    withUnsafeBytes(of: high.bigEndian) { Array($0) } + withUnsafeBytes(of: low.bigEndian) { Array($0) }
                )
            case .text(let symbol): .text(symbols[symbol])
            }
        var from: Symbol?
        if case .status(let status) = entry.from { from = status.symbol }
        var duration = QueryValue.null
        if case .valid(let milliseconds) = entry.duration { duration = .real(milliseconds) }
        let numbers = [from, entry.to.symbol, entry.actor, entry.operation, entry.server].map { symbol in
            symbol.map { QueryValue.integer(Int64($0.number)) } ?? .null
        }
        let reason = entry.reason.map { QueryValue.integer(Int64($0.text.value)) } ?? .null
        return [.integer(entry.at.milliseconds), .integer(entry.receipt), id, numbers[0], numbers[1], duration]
            + [numbers[2], numbers[3], .integer(EntryFlags.of(entry)), reason, numbers[4]]
    }
}
