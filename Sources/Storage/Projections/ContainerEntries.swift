import Observations
import Timelines

/// The entries of one container in memory: all of them, or the newest.
///
/// A handle is an entry's index in `known`, which never changes; `order` has the handles by instant and ordinal.
final class ContainerEntries {
    let container: Int64
    // Every element looks these up many times, always for a moment: nothing here calls out, so that no access overlaps another.
    @exclusivity(unchecked) var known: [KnownEntry] = []
    @exclusivity(unchecked) var order: [Int] = []
    /// Whether nothing of the container is left out.
    var isWhole = true
    /// Whether one was amended, vanished or came back since they are here.
    private(set) var isRewritten = false
    /// How many of `known` have no id.
    @exclusivity(unchecked) var withoutID = 0
    /// The handles of the entries with ids, of the first `indexed` of `known`.
    @exclusivity(unchecked) private var handles: [EntryIdentifier: Int] = [:]
    @exclusivity(unchecked) private var indexed = 0
    /// The least and the greatest id of the common form.
    @exclusivity(unchecked) private var extremes: ClosedRange<UInt128>?
    @exclusivity(unchecked) private var touched: [Instant] = []
    @exclusivity(unchecked) private(set) var dirty: [Int] = []

    init(container: Int64) {
        self.container = container
    }

    /// Makes room for so many entries.
    func reserve(_ count: Int) {
        known.reserveCapacity(count)
        order.reserveCapacity(count)
        touched.reserveCapacity(count)
        dirty.reserveCapacity(count)
    }

    // MARK: Finding

    /// The entries that one with `fields` can be: one by its id; by instant and statuses where it or they have none, of which
    /// there are several only where entries with different ids share all that.
    func candidates(for fields: EntryFields, symbols: SymbolTable) -> [Int] {
        switch fields.id {
        case .object(let high, let low):
            if let handle = handle(ofObject: high, low) { return [handle] }
        case .text(let text):
            if let symbol = symbols.symbol(of: text), let handle = handle(of: .text(symbol)) { return [handle] }
        case .none: return candidates(for: fields, symbols: symbols) { _ in true }
        }
        return withoutID == 0 ? [] : candidates(for: fields, symbols: symbols) { $0.id == .none }
    }

    private func handle(ofObject high: UInt64, _ low: UInt32) -> Int? {
        // Ids mostly come in their order or against it: one beyond all known ones is new, without a table of them.
        guard let extremes, extremes.contains(Self.number(high, low)) else { return nil }
        return handle(of: .object(high: high, low: low))
    }

    private func handle(of id: EntryIdentifier) -> Int? {
        if handles.isEmpty { handles.reserveCapacity(known.count) }
        for handle in indexed..<known.count where known[handle].entry.id != .none {
            handles[known[handle].entry.id] = handle
        }
        indexed = known.count
        return handles[id]
    }

    private static func number(_ high: UInt64, _ low: UInt32) -> UInt128 {
        UInt128(high) << 32 | UInt128(low)
    }

    private func candidates(
        for fields: EntryFields,
        symbols: SymbolTable,
        where isEligible: (Entry) -> Bool
    ) -> [Int] {
        let statuses = KnownStatuses(fields, symbols: symbols)
        return order[positions(at: fields.at)].filter { handle in
            statuses.match(known[handle].entry) && isEligible(known[handle].entry)
        }
    }

    /// The indices in `order` of the entries at `instant`.
    func positions(at instant: Instant) -> Range<Int> {
        // What arrives is mostly newer than all that is known.
        guard let last = order.last, known[last].entry.at >= instant else { return order.count..<order.count }
        let start = firstIndex { $0 >= instant }
        var end = start
        while end < order.count, known[order[end]].entry.at == instant { end += 1 }
        return start..<end
    }

    /// The first index in `order` whose instant fulfils a condition that all later ones fulfil too.
    func firstIndex(where isLater: (Instant) -> Bool) -> Int {
        var low = 0
        var high = order.count
        while low < high {
            let middle = low + (high - low) / 2
            if isLater(known[order[middle]].entry.at) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    // MARK: Changing

    /// Adds an entry that was not known.
    @discardableResult
    func add(_ entry: Entry, isMet: Bool) -> Int {
        let handle = known.count
        known.append(KnownEntry(entry: entry, ordinal: 0, stored: nil, position: 0, isMet: isMet))
        index(handle)
        insert(handle)
        markDirty(handle)
        return handle
    }

    /// Takes `entry` as the newest version of the one at `handle`, which is thereby found (again).
    func renew(_ handle: Int, with entry: Entry, isAmendment: Bool) {
        var newest = entry
        let old = known[handle].entry
        if newest.id == .none { newest.id = old.id }
        newest.marks = old.marks.subtracting(.vanished)
        if isAmendment {
            newest.marks.insert(.amended)
            isRewritten = true
        }
        if let position = order[positions(at: old.at)].firstIndex(of: handle) { order.remove(at: position) }
        touched.append(old.at)
        known[handle].entry = newest
        if old.id == .none, newest.id != .none {
            withoutID -= 1
            if handle < indexed { handles[newest.id] = handle }
            widenExtremes(by: newest.id)
        }
        insert(handle)
        markDirty(handle)
    }

    func setVanished(_ handle: Int, _ isVanished: Bool) {
        isRewritten = true
        if isVanished {
            known[handle].entry.marks.insert(.vanished)
        } else {
            known[handle].entry.marks.remove(.vanished)
        }
        markDirty(handle)
    }

    /// Puts entries that the store holds before all that are here, in its order.
    func prepend(_ older: [KnownEntry]) {
        let first = known.count
        known.append(contentsOf: older)
        order = Array(first..<known.count) + order
        for handle in first..<known.count { index(handle) }
    }

    private func index(_ handle: Int) {
        let id = known[handle].entry.id
        if id == .none { withoutID += 1 } else { widenExtremes(by: id) }
    }

    private func widenExtremes(by id: EntryIdentifier) {
        guard case .object(let high, let low) = id else { return }
        let number = Self.number(high, low)
        guard let old = extremes else {
            extremes = number...number
            return
        }
        if number < old.lowerBound { extremes = number...old.upperBound }
        if number > old.upperBound { extremes = old.lowerBound...number }
    }

    /// Into `order`, after those of its instant.
    private func insert(_ handle: Int) {
        let at = known[handle].entry.at
        let position = positions(at: at).upperBound
        if position == order.count { order.append(handle) } else { order.insert(handle, at: position) }
        touched.append(at)
    }

    private func markDirty(_ handle: Int) {
        guard !known[handle].isDirty else { return }
        known[handle].isDirty = true
        dirty.append(handle)
    }

    // MARK: The order within instants

    /// Gives the entries their ordinals wherever something came, went or changed.
    ///
    /// Throws where the store gave several of them one receipt number.
    func settle(symbols: SymbolTable) throws {
        defer { touched.removeAll(keepingCapacity: true) }
        if isWhole, touched.count >= known.count, areAllApart { return }
        if touched.count > 1 { touched.sort() }
        var settled: Instant?
        for instant in touched {
            if let settled, instant <= settled { continue }
            let region = tiedRegion(around: instant)
            settled = region.isEmpty ? instant : max(instant, known[order[region.upperBound - 1]].entry.at)
            try settle(region, symbols: symbols)
        }
    }

    /// Whether no two entries share an instant, and none is numbered as if it did. To see that is faster than to look around each.
    private var areAllApart: Bool {
        known.allSatisfy { $0.ordinal == 0 } && !order.indices.dropFirst().contains { isTied($0 - 1, $0) }
    }

    /// The entries at `instant`, and on either side the instants with several entries that follow each other directly.
    private func tiedRegion(around instant: Instant) -> Range<Int> {
        let here = positions(at: instant)
        var low = here.lowerBound
        while low > 1, isTied(low - 2, low - 1) {
            low -= 2
            while low > 0, isTied(low - 1, low) { low -= 1 }
        }
        var high = here.upperBound
        while high + 1 < order.count, isTied(high, high + 1) {
            high += 2
            while high < order.count, isTied(high - 1, high) { high += 1 }
        }
        return low..<high
    }

    private func isTied(_ left: Int, _ right: Int) -> Bool {
        known[order[left]].entry.at == known[order[right]].entry.at
    }

    private func settle(_ region: Range<Int>, symbols: SymbolTable) throws {
        let isWithoutTies = !region.dropFirst().contains { isTied($0 - 1, $0) }
        if !isWithoutTies {
            // The neighbours on both sides are alone at their instants, or the log's ends: they stay and decide.
            let shown = max(region.lowerBound - 1, 0)..<min(region.upperBound + 1, order.count)
            var entries = order[shown].map { known[$0].entry }
            orderWithinInstants(&entries, symbols: symbols)
            let receipts = order[shown].map { (known[$0].entry.receipt, $0) }
            let handleOf = Dictionary(receipts) { first, _ in first }
            guard handleOf.count == shown.count else {
                throw damage("container \(container) has two entries of one observation")
            }
            order.replaceSubrange(shown, with: entries.compactMap { handleOf[$0.receipt] })
        }
        var ordinal: Int32 = 0
        for position in region {
            ordinal = position > region.lowerBound && isTied(position - 1, position) ? ordinal + 1 : 0
            let handle = order[position]
            guard known[handle].ordinal != ordinal else { continue }
            known[handle].ordinal = ordinal
            markDirty(handle)
        }
    }

    /// The handles whose rows have to be written; none are left afterwards.
    func takeDirty() -> [Int] {
        defer { dirty.removeAll(keepingCapacity: true) }
        for handle in dirty { known[handle].isDirty = false }
        return dirty
    }
}
