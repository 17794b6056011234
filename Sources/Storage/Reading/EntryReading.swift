internal import GRDB
internal import Timelines

/// Reads the entries of one container after the other: what blocks hold from them, and the rest row by row.
final class EntryReading {
    private let symbols: SymbolTable
    private let extent: StoreExtent
    private let selectBlocks: PreparedStatement
    private let selectRows: PreparedStatement
    private var block = EntryBlock()

    init(_ database: Database, symbols: SymbolTable, within extent: StoreExtent) throws {
        self.symbols = symbols
        self.extent = extent
        selectBlocks = try PreparedStatement(
            database,
            """
            SELECT last_at, last_ordinal, number, first_at, entries FROM block_projection
            WHERE container = ? AND last_at >= ? ORDER BY last_at, last_ordinal
            """
        )
        selectRows = try PreparedStatement(
            database,
            """
            SELECT \(TransitionRow.columns) FROM transition_projection
            WHERE container = ? AND (at, ordinal) > (?, ?) AND at < ? ORDER BY at, ordinal
            """
        )
    }

    /// Replaces `entries` by those of `container` from `start` on and before `end`, in the order of the timeline; blocks that have
    /// nothing in `periods` (nil is all of that time) are left out. Where `sliceEnd` is given, it stops some way after the first entry at
    /// or after it that led to `running` and stands alone at its instant.
    ///
    /// Throws where a row or a block says what no entry can, where they are not in their order, or more than the container's row
    /// says, or where a block is missing between two.
    func read(
        of container: StoredContainer,
        from start: Instant,
        settledAfter sliceEnd: Instant? = nil,
        before end: Instant,
        within periods: IntervalSet? = nil,
        into entries: inout [Entry]
    ) throws {
        entries.removeAll(keepingCapacity: true)
        var settling = sliceEnd.map { SettlingEntry(after: $0) }
        // Of the whole history also what is at no instant, to be refused.
        let least = start == .distantPast ? .min : start.milliseconds
        var next = (at: least, ordinal: Int64(-1))
        var number: Int64?
        let row = CheckedRow(selectBlocks, of: "block_projection")
        selectBlocks.bind(1, container.key.number)
        selectBlocks.bind(2, least)
        while try selectBlocks.step() {
            let (first, last) = (try row.instant(3), try row.instant(0))
            guard first <= last else { throw row.unusable(3) }
            guard first < end else {
                selectBlocks.reset()
                return
            }
            let expected = number.map { $0 + 1 } ?? 0
            let isFollowing = number != nil || start == .distantPast
            number = try row.integer(2, in: expected...(isFollowing ? expected : Int64(Int32.max)))
            if periods?.reaches(into: first...last) ?? true {
                guard first >= entries.last?.at ?? first, block.unpack(selectBlocks.bytes(4), within: extent),
                    block.range == first...last
                else { throw row.unusable(4) }
                block.append(from: start, before: end, to: &entries)
                guard entries.count <= container.entries else { throw excess(container) }
                if settling?.isMet(in: entries) ?? false {
                    selectBlocks.reset()
                    return
                }
            }
            next = (last.milliseconds, try row.integer(1, in: 0...Int64(Int32.max)))
        }
        selectRows.bind(1, container.key.number)
        selectRows.bind(2, next.at)
        selectRows.bind(3, next.ordinal)
        selectRows.bind(4, end.milliseconds)
        try read(selectRows, of: container, settling, into: &entries)
    }

    /// Appends to `entries` those in the rows of `select`, a selection of the columns of `TransitionRow`; no more of them once there is
    /// the entry that `settling` looks for.
    func read(
        _ select: PreparedStatement,
        of container: StoredContainer,
        _ settling: SettlingEntry? = nil,
        into entries: inout [Entry]
    ) throws {
        var settling = settling
        var latest = entries.last?.at ?? .distantPast
        while try select.step() {
            let entry = try TransitionRow.entry(select, symbols: symbols, within: extent)
            guard entry.at >= latest, entries.count < container.entries else { throw excess(container) }
            latest = entry.at
            entries.append(entry)
            if settling?.isMet(in: entries) ?? false {
                select.reset()
                return
            }
        }
    }

    private func excess(_ container: StoredContainer) -> DatabaseError {
        damage("transition_projection: the rows of container \(container.key.number) are not its entries")
    }
}

/// Looks for the first entry at or after an instant that led to `running` and stands alone at its own: whatever was down before that
/// instant is over there, and nothing later decides its order.
struct SettlingEntry {
    private let instant: Instant
    /// The entries before it are none.
    private var position = 0

    init(after instant: Instant) {
        self.instant = instant
    }

    /// Whether it is among `entries`, which are those of the last call and later ones.
    mutating func isMet(in entries: [Entry]) -> Bool {
        while position + 1 < entries.count {
            let entry = entries[position]
            let isAlone = entries[position + 1].at > entry.at && (position == 0 || entries[position - 1].at < entry.at)
            if entry.at >= instant, entry.to == .running, isAlone { return true }
            position += 1
        }
        return false
    }
}
