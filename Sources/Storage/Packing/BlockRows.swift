internal import GRDB
internal import Timelines

/// The rows of the blocks' projection: as many of a container's first entries as fill whole blocks stand in them a second time,
/// packed, because to step over a row an entry is what most of the time of an answer goes into.
///
/// Which blocks there are follows from the entries alone: the first `EntryBlock.count` of a container, the next ones, and so on.
final class BlockRows {
    private let selectLast: PreparedStatement
    private let remove: PreparedStatement
    private let selectEntries: PreparedStatement
    private let insertion: PreparedStatement
    private var block = EntryBlock()

    init(_ database: Database) throws {
        selectLast = try PreparedStatement(
            database,
            """
            SELECT last_at, last_ordinal, number FROM block_projection WHERE container = ?
            ORDER BY last_at DESC, last_ordinal DESC LIMIT 1
            """
        )
        remove = try PreparedStatement(
            database,
            "DELETE FROM block_projection WHERE container = ? AND (last_at, last_ordinal) >= (?, ?)"
        )
        selectEntries = try PreparedStatement(
            database,
            """
            SELECT \(TransitionRow.columns), ordinal FROM transition_projection
            WHERE container = ? AND (at, ordinal) > (?, ?) ORDER BY at, ordinal
            """
        )
        insertion = try PreparedStatement(
            database,
            """
            INSERT INTO block_projection (container, last_at, last_ordinal, number, first_at, entries)
            VALUES (?, ?, ?, ?, ?, ?)
            """
        )
    }

    /// Brings the blocks of `container` up to date, whose rows are `count` and have changed from `first` on.
    func update(
        _ container: Int64,
        from first: EntryKey,
        count: Int64,
        symbols: SymbolTable,
        within extent: StoreExtent
    ) throws {
        guard count >= EntryBlock.count else { return }
        var last = try lastBlock(of: container)
        if let block = last, block.key >= first {
            remove.bind(1, container)
            remove.bind(2, first.at.milliseconds)
            remove.bind(3, first.ordinal)
            try remove.run()
            last = try lastBlock(of: container)
        }
        var number = last.map { $0.number + 1 } ?? 0
        let missing = count / Int64(EntryBlock.count) - number
        guard missing > 0 else { return }
        selectEntries.bind(1, container)
        selectEntries.bind(2, last?.key.at.milliseconds ?? .min)
        selectEntries.bind(3, last?.key.ordinal ?? 0)
        defer { selectEntries.reset() }
        var entries: [Entry] = []
        entries.reserveCapacity(EntryBlock.count)
        for _ in 0..<missing {
            entries.removeAll(keepingCapacity: true)
            while entries.count < EntryBlock.count, try selectEntries.step() {
                entries.append(try TransitionRow.entry(selectEntries, symbols: symbols, within: extent))
            }
            guard entries.count == EntryBlock.count, let first = entries.first, let last = entries.last else {
                throw damage("container \(container) has fewer entries than its row says")
            }
            block.replace(with: entries)
            insertion.bind(1, container)
            insertion.bind(2, last.at.milliseconds)
            insertion.bind(3, selectEntries.integer(TransitionRow.count))
            insertion.bind(4, number)
            insertion.bind(5, first.at.milliseconds)
            block.bytes().withUnsafeBytes { insertion.bind(6, blob: $0) }
            try insertion.run()
            number += 1
        }
    }

    private func lastBlock(of container: Int64) throws -> (key: EntryKey, number: Int64)? {
        selectLast.bind(1, container)
        defer { selectLast.reset() }
        guard try selectLast.step() else { return nil }
        let row = CheckedRow(selectLast, of: "block_projection")
        return (
            EntryKey(at: try row.instant(0), ordinal: try row.integer(1, in: 0...Int64(Int32.max))),
            try row.integer(2, in: 0...Int64(Int32.max))
        )
    }
}

/// Where an entry stands in its container's log.
struct EntryKey: Comparable {
    let at: Instant
    /// Its place within its instant, from 0.
    let ordinal: Int64

    static func < (one: EntryKey, other: EntryKey) -> Bool {
        (one.at, one.ordinal) < (other.at, other.ordinal)
    }
}
