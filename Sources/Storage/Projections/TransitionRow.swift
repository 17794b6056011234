import GRDBSQLite
import Timelines

/// How an entry stands in a row of the transitions' projection.
enum TransitionRow {
    /// In the order in which `entry` reads them from the first column on.
    static let columns = "at, seq, entry_id, from_status, to_status, duration_ms, actor, operation, flags"

    private static let isAmended: Int64 = 1
    private static let isVanished: Int64 = 2
    private static let isFromMissing: Int64 = 4
    private static let isDurationUnusable: Int64 = 8

    /// The entry in the row at which `row`, a selection that begins with `columns`, stands.
    static func entry(_ row: PreparedStatement, symbols: SymbolTable) -> Entry {
        let flags = row.integer(8)
        return Entry(
            at: Instant(milliseconds: row.integer(0)),
            from: from(row, flags: flags),
            to: Status(symbol: symbol(row, 4) ?? Symbol(number: 0)),
            duration: duration(row, flags: flags),
            actor: symbol(row, 6),
            operation: symbol(row, 7),
            id: identifier(row, symbols: symbols),
            receipt: row.integer(1),
            marks: EntryMarks(rawValue: UInt8(truncatingIfNeeded: flags & (isAmended | isVanished)))
        )
    }

    private static func symbol(_ row: PreparedStatement, _ column: Int32) -> Symbol? {
        // No text has the number 0 but the empty one, which no status, actor or operation is.
        let number = UInt32(truncatingIfNeeded: row.integer(column))
        return number == 0 ? nil : Symbol(number: number)
    }

    private static func from(_ row: PreparedStatement, flags: Int64) -> PriorStatus {
        if let status = row.integerOrNil(3) {
            return .status(Status(symbol: Symbol(number: UInt32(truncatingIfNeeded: status))))
        }
        return flags & isFromMissing != 0 ? .missing : .null
    }

    private static func duration(_ row: PreparedStatement, flags: Int64) -> DurationReading {
        if flags & isDurationUnusable != 0 { return .invalid }
        return row.isNull(5) ? .missing : .valid(row.real(5))
    }

    private static func identifier(_ row: PreparedStatement, symbols: SymbolTable) -> EntryIdentifier {
        switch row.type(2) {
        case SQLITE_BLOB:
            let bytes = row.bytes(2)
            guard bytes.count == 12 else { return .none }
            return .object(
                high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                low: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
            )
        case SQLITE_TEXT:
            return symbols.symbol(of: row.text(2) ?? "").map(EntryIdentifier.text) ?? .none
        default: return .none
        }
    }

    /// Binds `columns`, from parameter `first` on.
    static func bind(_ entry: Entry, to row: PreparedStatement, from first: Int32, symbols: SymbolTable) {
        var flags = Int64(entry.marks.rawValue)
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
        case .missing:
            flags |= isFromMissing
            row.bindNull(first + 3)
        case .null: row.bindNull(first + 3)
        case .status(let status): row.bind(first + 3, Int64(status.symbol.number))
        }
        row.bind(first + 4, Int64(entry.to.symbol.number))
        switch entry.duration {
        case .missing: row.bindNull(first + 5)
        case .invalid:
            flags |= isDurationUnusable
            row.bindNull(first + 5)
        case .valid(let milliseconds): row.bind(first + 5, milliseconds)
        }
        row.bind(first + 6, entry.actor.map { Int64($0.number) })
        row.bind(first + 7, entry.operation.map { Int64($0.number) })
        row.bind(first + 8, flags)
    }
}
