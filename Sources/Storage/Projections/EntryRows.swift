internal import GRDB
internal import Timelines

/// The rows of the transitions' projection: loads them into memory and writes what changed there.
final class EntryRows {
    /// How many entries before the stretch that is read again are loaded too: pages begin before it.
    static let margin = 200

    private let setRow: PreparedStatement
    private let removeRow: PreparedStatement
    private let selectBackwards: PreparedStatement
    private let selectBefore: PreparedStatement

    init(_ database: Database) throws {
        setRow = try PreparedStatement(
            database,
            """
            INSERT INTO transition_projection (container, ordinal, \(TransitionRow.columns))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        removeRow = try PreparedStatement(
            database,
            "DELETE FROM transition_projection WHERE container = ? AND at = ? AND ordinal = ?"
        )
        selectBackwards = try PreparedStatement(
            database,
            """
            SELECT \(TransitionRow.columns), ordinal FROM transition_projection WHERE container = ?
            ORDER BY at DESC, ordinal DESC
            """
        )
        selectBefore = try PreparedStatement(
            database,
            """
            SELECT \(TransitionRow.columns), ordinal FROM transition_projection
            WHERE container = ? AND (at, ordinal) < (?, ?) ORDER BY at, ordinal
            """
        )
    }

    /// The entries of `container` from `overlap` before its newest one that has not vanished, and `margin` more; all of them
    /// where `overlap` is nil. `expected` is how many elements the log should serve in all.
    ///
    /// Returns: the entries, and where the stretch begins.
    func load(
        _ container: Int64,
        overlap: TimeSpan?,
        expected: Int,
        symbols: SymbolTable,
        within extent: StoreExtent
    ) throws -> (entries: ContainerEntries, from: Instant) {
        var newestFirst: [KnownEntry] = []
        var stretch: Instant?
        var before = 0
        var isWhole = true
        selectBackwards.bind(1, container)
        while try selectBackwards.step() {
            let known = try knownEntry(selectBackwards, symbols: symbols, within: extent)
            if let later = newestFirst.last, !(known.key < later.key) { throw Self.disorder }
            if stretch == nil, !known.isVanished { stretch = overlap.map { known.entry.at - $0 } ?? .distantPast }
            if let stretch, known.entry.at < stretch { before += 1 }
            if before > Self.margin {
                selectBackwards.reset()
                isWhole = false
                break
            }
            newestFirst.append(known)
        }
        let entries = ContainerEntries(container: container)
        entries.isWhole = isWhole
        let live = newestFirst.count { !$0.isVanished }
        guard live <= expected else { throw damage("container \(container) has more entries than its row says") }
        entries.prepend(numbered(newestFirst.reversed(), from: expected - live))
        return (entries, stretch ?? .distantPast)
    }

    /// Loads what `entries` leave out; `first` is how many elements the log should serve before the oldest entry.
    func complete(
        _ entries: ContainerEntries,
        first: Int,
        symbols: SymbolTable,
        within extent: StoreExtent
    ) throws {
        guard !entries.isWhole, let oldest = entries.order.first else { return }
        selectBefore.bind(1, entries.container)
        selectBefore.bind(2, entries.known[oldest].entry.at.milliseconds)
        selectBefore.bind(3, Int64(entries.known[oldest].ordinal))
        var older: [KnownEntry] = []
        while try selectBefore.step() {
            let known = try knownEntry(selectBefore, symbols: symbols, within: extent)
            if let earlier = older.last, !(earlier.key < known.key) { throw Self.disorder }
            older.append(known)
        }
        entries.prepend(numbered(older, from: first))
        entries.isWhole = true
    }

    /// Writes the rows that have changed.
    ///
    /// Returns: by how much the numbers of entries, and of vanished ones among them, grew; and the first row that is another one
    /// than before.
    func flush(_ entries: ContainerEntries, symbols: SymbolTable) throws -> (
        entries: Int64, vanished: Int64, first: EntryKey
    ) {
        var growth: (entries: Int64, vanished: Int64) = (0, 0)
        var first = EntryKey(at: .distantFuture, ordinal: 0)
        let dirty = entries.takeDirty()
        // Old rows leave first, since one may take the place of another. (To replace them in place costs every new row the
        // journal of a statement that writes twice.)
        for handle in dirty {
            guard let stored = entries.known[handle].stored else { continue }
            first = min(first, EntryKey(at: stored.at, ordinal: Int64(stored.ordinal)))
            removeRow.bind(1, entries.container)
            removeRow.bind(2, stored.at.milliseconds)
            removeRow.bind(3, Int64(stored.ordinal))
            try removeRow.run()
        }
        for handle in dirty {
            let known = entries.known[handle]
            first = min(first, EntryKey(at: known.entry.at, ordinal: Int64(known.ordinal)))
            setRow.bind(1, entries.container)
            setRow.bind(2, Int64(known.ordinal))
            TransitionRow.bind(known.entry, to: setRow, from: 3, symbols: symbols)
            try setRow.run()
            if known.stored == nil { growth.entries += 1 }
            growth.vanished += (known.isVanished ? 1 : 0) - (known.stored?.isVanished == true ? 1 : 0)
            entries.known[handle].stored = known.row
        }
        return (growth.entries, growth.vanished, first)
    }

    private static let disorder = damage("transition_projection: its rows are not in their order")

    private func knownEntry(
        _ row: PreparedStatement,
        symbols: SymbolTable,
        within extent: StoreExtent
    ) throws -> KnownEntry {
        let entry = try TransitionRow.entry(row, symbols: symbols, within: extent)
        let ordinal = Int32(
            try CheckedRow(row, of: "transition_projection").integer(TransitionRow.count, in: 0...Int64(Int32.max))
        )
        var known = KnownEntry(entry: entry, ordinal: ordinal, stored: nil, position: 0)
        known.stored = known.row
        return known
    }

    /// `entries` with their expected places, vanished ones not counted.
    private func numbered(_ entries: [KnownEntry], from first: Int) -> [KnownEntry] {
        var next = first
        return entries.map { known in
            var known = known
            known.position = next
            if !known.isVanished { next += 1 }
            return known
        }
    }
}

extension KnownEntry {
    fileprivate var key: (Instant, Int32) { (entry.at, ordinal) }
    fileprivate var row: StoredRow { StoredRow(at: entry.at, ordinal: ordinal, isVanished: isVanished) }
}

/// An entry as the projection holds it, and what the reading that is under way found of it.
struct KnownEntry {
    var entry: Entry
    /// Its place within its instant.
    var ordinal: Int32
    /// Its row as the store has it; nil before it is written.
    var stored: StoredRow?
    /// How many elements the log was expected to serve before it when the reading began; 0 for what the reading added.
    var position: Int
    var isMet = false
    var isDirty = false

    var isVanished: Bool { entry.marks.contains(.vanished) }
}

/// What the store says of an entry besides its content: its key within the container, and whether it counts as vanished.
struct StoredRow {
    let at: Instant
    let ordinal: Int32
    let isVanished: Bool
}
