/// Puts entries that share an instant into the order of the definitions: the one with the fewest broken links over the whole
/// container; among several such the lexicographically least by `id`, those without one first.
///
/// Entries without an id differ by `from_status` (missing, null, then by text) and `to_status`, so the result never
/// depends on the order of arrival. Adjacent instants that each hold several entries are settled together. Where more entries
/// share an instant than `InstantOrder.exactLimit` allows (about sixteen that all differ in their statuses), each follows the
/// one before it as far as one fits.
///
/// The entries have to be sorted by `at`. A slice of a log gives the same order as the whole log where it begins and ends with
///   an entry that is alone at its instant (or with the log's first or last entry).
package func orderWithinInstants(_ entries: inout [Entry], symbols: SymbolTable) {
    guard var position = firstTie(in: entries, from: 0) else { return }
    while true {
        let run = tiedRun(in: entries, from: position)
        let before = run.lowerBound > 0 ? entries[run.lowerBound - 1].to : nil
        let after = run.upperBound < entries.count ? entries[run.upperBound].from : nil
        if run.count == 2 {
            orderPair(&entries, at: run.lowerBound, before: before, after: after, symbols: symbols)
        } else if !isSettled(entries, run: run, before: before, after: after) {
            let order = InstantOrder(entries: entries[run], before: before, after: after, symbols: symbols)
            entries.replaceSubrange(run, with: order.ordered())
        }
        guard let next = firstTie(in: entries, from: run.upperBound) else { return }
        position = next
    }
}

/// The index of the first entry from `start` on that shares its instant with the next one.
package func firstTie(in entries: [Entry], from start: Int) -> Int? {
    guard start + 1 < entries.count else { return nil }
    return entries.withUnsafeBufferPointer { entries in
        var position = start
        while position + 1 < entries.count {
            if entries[position].at == entries[position + 1].at { return position }
            position += 1
        }
        return nil
    }
}

/// The tied instant that begins at `start`, and those after it as long as each is tied too.
private func tiedRun(in entries: [Entry], from start: Int) -> Range<Int> {
    var end = start
    while end < entries.count {
        let next = entries[end...].firstIndex { $0.at != entries[end].at } ?? entries.count
        guard next - end > 1 else { break }
        end = next
    }
    return start..<end
}

/// The common case, both legs of something at one instant, without a table.
private func orderPair(
    _ entries: inout [Entry],
    at position: Int,
    before: Status?,
    after: PriorStatus?,
    symbols: SymbolTable
) {
    func breaks(_ first: Entry, _ second: Entry) -> Int {
        linkCost(before, first.from) + linkCost(first.to, second.from) + (after.map { linkCost(second.to, $0) } ?? 0)
    }
    let (first, second) = (entries[position], entries[position + 1])
    let asIs = breaks(first, second)
    let swapped = breaks(second, first)
    if swapped < asIs || (swapped == asIs && second.precedesAtOneInstant(first, symbols: symbols)) {
        entries.swapAt(position, position + 1)
    }
}

/// Whether a run of pairs plainly stands right already, as in a log that was put in order before: it breaks no link, and
/// turning round the first pair, or the next one after those that have to stay, would break one.
private func isSettled(_ entries: [Entry], run: Range<Int>, before: Status?, after: PriorStatus?) -> Bool {
    guard run.count.isMultiple(of: 2) else { return false }
    var last = before
    for position in stride(from: run.lowerBound, to: run.upperBound, by: 2) {
        let (first, second) = (entries[position], entries[position + 1])
        guard first.at == second.at, position + 2 == run.upperBound || entries[position + 2].at != first.at,
            linkCost(last, first.from) + linkCost(first.to, second.from) == 0,
            linkCost(last, second.from) + linkCost(second.to, first.from) > 0
        else { return false }
        last = second.to
    }
    return after.map { linkCost(last, $0) } ?? 0 == 0
}

/// 1 where the link is broken; nothing before the first entry breaks one.
func linkCost(_ previous: Status?, _ from: PriorStatus) -> Int {
    guard let previous else { return 0 }
    return from.breaksChain(after: previous) ? 1 : 0
}

extension PriorStatus {
    /// Whether an entry with this `from_status` can't directly follow one into `previous`: an entry between them is missing.
    ///
    /// A missing `from_status` says nothing and breaks nothing; null, which stands for a creation, follows `deleted` only.
    @inlinable
    package func breaksChain(after previous: Status) -> Bool {
        switch self {
        case .missing: false
        case .null: previous != .deleted
        case .status(let status): status != previous
        }
    }
}
