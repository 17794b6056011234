import DrawnTimelines
import TestSupport
import Testing
import Timelines

@Suite struct InstantOrderTests {
    private func ordered(_ drawing: String, shuffled: Bool = true) throws -> [String] {
        var symbols = SymbolTable()
        var entries = try DrawnTimeline(drawing, symbols: &symbols).entries
        if shuffled { entries = Array(entries.reversed()).sorted { $0.at < $1.at } }
        orderWithinInstants(&entries, symbols: symbols)
        return entries.map { $0.id.text(in: symbols) ?? "-" }
    }

    @Test("Both legs at one instant stand so that no link breaks, whatever their ids")
    func bothLegs() throws {
        #expect(try ordered("up 1h | stop id b | start id a | up 1h | stop id c") == ["b", "a", "c"])
    }

    @Test("The neighbour after the instant counts as the one before does")
    func neighbours() throws {
        // Nothing is before; running→stopped→running breaks nothing between, but stopped must come last for `c`.
        #expect(
            try ordered("? | stop from running id a | ? | start from stopped id b | ? 1h | start from stopped id c")
                == ["b", "a", "c"]
        )
    }

    @Test("Among orders that break equally few links the ids decide, those without one first")
    func ids() throws {
        let drawing = "? | to x from x id b | ? | to x from x | ? | to x from x id a | ? 1h | to x from x id c"
        #expect(try ordered(drawing) == ["-", "a", "b", "c"])
        #expect(try ordered("? | to x from y id b | ? | to v from w id a") == ["a", "b"])
    }

    @Test("Ids compare by their text, object ids with others too")
    func mixedIDs() throws {
        let drawing = """
            ? | to x from x id 690b0a400000000000000002 | to x id 690b0a400000000000000001 | to x id 690b0a | to x id zz
            """
        #expect(
            try ordered(drawing)
                == ["690b0a", "690b0a400000000000000001", "690b0a400000000000000002", "zz"]
        )
    }

    @Test("Null continues after deleted only, and a missing from continues anything")
    func nullAndMissing() throws {
        #expect(
            try ordered("up 1h | deleted! id z | ? | create from null id a | creating 1h | provision id c")
                == ["z", "a", "c"]
        )
        // `b` from nothing said can follow anything; `a` can't follow `b`'s failed.
        #expect(try ordered("up 1h | fail from missing id a | ? | stop from running id b") == ["b", "a"])
    }

    @Test("Adjacent instants are settled together")
    func adjacent() throws {
        // z ‖ a: x→y, b: y→x ‖ c: y→w, d: w→y ‖ e: y→v. Only b a, c d breaks one link alone (z to b): a's y leads to c, d's y
        // to e. The ids alone, or the first instant without the second, would put a before b.
        let drawing = """
            in z 1h | ? | to y from x id a | ? | to x from y id b | ? 1h | to w from y id c | ? | to y from w id d \
            | ? 1h | to v from y id e
            """
        #expect(try ordered(drawing) == ["b", "a", "c", "d", "e"])
    }

    @Test("Random ties come out as the best of all permutations would, however they arrived", arguments: 1...400)
    func againstBruteForce(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        var symbols = SymbolTable()
        let statuses: [Status] = [.running, .stopped, .deleted, Status(symbol: symbols.intern("odd"))]
        var entries: [Entry] = []
        for instant in 0..<Int.random(in: 1...4, using: &generator) {
            for _ in 0..<Int.random(in: 1...(instant == 1 ? 4 : 3), using: &generator) {
                let from: PriorStatus =
                    switch Int.random(in: 0..<8, using: &generator) {
                    case 0: .missing
                    case 1: .null
                    default: .status(statuses[Int.random(in: 0..<statuses.count, using: &generator)])
                    }
                let to = statuses[Int.random(in: 0..<statuses.count, using: &generator)]
                let at = Instant(milliseconds: Int64(instant))
                let hasID = Bool.random(using: &generator)
                let isKnown = entries.contains {
                    $0.at == at && $0.from == from && $0.to == to && $0.id == EntryIdentifier.none
                }
                let id: EntryIdentifier =
                    hasID || isKnown
                    ? .object(high: UInt64.random(in: 0...3, using: &generator), low: UInt32(entries.count)) : .none
                entries.append(Entry(at: at, from: from, to: to, id: id))
            }
        }
        let expected = bestOrder(of: entries, symbols: symbols)
        for _ in 0..<3 {
            var arrived = entries.shuffled(using: &generator).sorted { $0.at < $1.at }
            orderWithinInstants(&arrived, symbols: symbols)
            #expect(arrived == expected, "seed \(seed)")
        }
    }

    @Test("Hundreds of entries at one instant are ordered too, the same way whatever the order of arrival")
    func many() throws {
        var symbols = SymbolTable()
        let statuses = (0..<30).map { Status(symbol: symbols.intern("s\($0)")) }
        let entries = (0..<600).map { number in
            Entry(
                at: Instant(milliseconds: 0),
                from: .status(statuses[number % 30]),
                to: statuses[(number + 1) % 30],
                id: .object(high: UInt64(number * 7 % 600), low: 0)
            )
        }
        var generator = SeededGenerator(seed: 1)
        var first = entries.shuffled(using: &generator)
        var second = entries.shuffled(using: &generator)
        orderWithinInstants(&first, symbols: symbols)
        orderWithinInstants(&second, symbols: symbols)
        #expect(first == second)
        #expect(Set(first) == Set(entries))
        #expect(zip(first, first.dropFirst()).allSatisfy { !$1.from.breaksChain(after: $0.to) })
    }
}

/// By the definition: every order of every instant, the fewest breaks, then the least sequence of ids.
private func bestOrder(of entries: [Entry], symbols: SymbolTable) -> [Entry] {
    let instants = Dictionary(grouping: entries, by: \.at).sorted { $0.key < $1.key }.map(\.value)
    var orders: [[Entry]] = [[]]
    for instant in instants {
        orders = orders.flatMap { order in permutations(of: instant).map { order + $0 } }
    }
    func breaks(_ order: [Entry]) -> Int {
        zip(order, order.dropFirst()).count { $1.from.breaksChain(after: $0.to) }
    }
    let fewest = orders.map(breaks).min() ?? 0
    let best = orders.filter { breaks($0) == fewest }.min { left, right in
        left.map { sortKey($0, symbols) }.lexicographicallyPrecedes(right.map { sortKey($0, symbols) })
    }
    return best ?? []
}

private func sortKey(_ entry: Entry, _ symbols: SymbolTable) -> String {
    if let id = entry.id.text(in: symbols) { return "1" + id }
    let from =
        switch entry.from {
        case .missing: "0"
        case .null: "1"
        case .status(let status): "2" + symbols[status.symbol]
        }
    return "0\(from) \(symbols[entry.to.symbol])"
}

private func permutations(of entries: [Entry]) -> [[Entry]] {
    guard entries.count > 1 else { return [entries] }
    return entries.indices.flatMap { place in
        var rest = entries
        let first = rest.remove(at: place)
        return permutations(of: rest).map { [first] + $0 }
    }
}
