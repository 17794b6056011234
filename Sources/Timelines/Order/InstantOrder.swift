/// A run of adjacent instants of which each holds several entries, between two neighbours that stay where they are.
///
/// Exact dynamic programming: the cost of the rest depends only on which (from, to) pairs are left of an instant, how often
/// each, and on the status before it. Instants are chained from the last to the first.
struct InstantOrder {
    /// The most cells that the table of one instant may have.
    static let exactLimit = 1 << 20

    private let before: Status?
    private let after: PriorStatus?
    private let instants: [TiedInstant]
    /// Every status that can stand before an entry of the run.
    private let statuses: [Status]

    init(entries: ArraySlice<Entry>, before: Status?, after: PriorStatus?, symbols: SymbolTable) {
        self.before = before
        self.after = after
        var instants: [TiedInstant] = []
        var rest = entries
        while let first = rest.first {
            let group = rest.prefix { $0.at == first.at }
            instants.append(TiedInstant(entries: group.sorted { $0.precedesAtOneInstant($1, symbols: symbols) }))
            rest = rest.dropFirst(group.count)
        }
        self.instants = instants
        var statuses: [Status] = before.map { [$0] } ?? []
        for entry in entries where !statuses.contains(entry.to) {
            statuses.append(entry.to)
        }
        self.statuses = statuses
    }

    func ordered() -> [Entry] {
        instants.allSatisfy { $0.cells(statuses: statuses.count) <= Self.exactLimit } ? exact() : greedy()
    }

    // MARK: Exact

    private func exact() -> [Entry] {
        // 1. From the last instant to the first: what the rest costs at least, after each status.
        var exits = statuses.map { status in after.map { linkCost(status, $0) } ?? 0 }
        var tables: [[Int]] = []
        for instant in instants.reversed() {
            let table = costs(of: instant, exits: exits)
            exits = Array(table.suffix(statuses.count))
            tables.append(table)
        }
        tables.reverse()

        // 2. From the first to the last: always the least entry with which that cost can still be reached.
        var result: [Entry] = []
        var last = before
        for (instant, table) in zip(instants, tables) {
            var left = instant.combinations - 1
            var taken = [Bool](repeating: false, count: instant.entries.count)
            for _ in instant.entries {
                let options = instant.entries.indices.filter { !taken[$0] }
                let price = { (place: Int) in
                    cost(after: last, instant.entries[place], left - instant.strides[instant.kinds[place]], table)
                }
                guard let least = options.map(price).min(), let choice = options.first(where: { price($0) == least })
                else { break }
                taken[choice] = true
                left -= instant.strides[instant.kinds[choice]]
                last = instant.entries[choice].to
                result.append(instant.entries[choice])
            }
        }
        return result
    }

    /// The cost of every combination that is left, after every status: the combination is the row.
    private func costs(of instant: TiedInstant, exits: [Int]) -> [Int] {
        var table = exits
        table.reserveCapacity(instant.combinations * statuses.count)
        for left in 1..<instant.combinations {
            for status in statuses {
                var least = Int.max
                for (kind, stride) in instant.strides.enumerated() where instant.isLeft(kind, of: left) {
                    least = min(least, cost(after: status, instant.examples[kind], left - stride, table))
                }
                table.append(least)
            }
        }
        return table
    }

    private func cost(after last: Status?, _ entry: Entry, _ left: Int, _ table: [Int]) -> Int {
        let column = statuses.firstIndex(of: entry.to) ?? 0
        return linkCost(last, entry.from) + table[left * statuses.count + column]
    }

    // MARK: Beyond the limit

    private func greedy() -> [Entry] {
        var result: [Entry] = []
        var last = before
        for instant in instants {
            var left = instant.entries
            while !left.isEmpty {
                let fitting = left.firstIndex { linkCost(last, $0.from) == 0 } ?? 0
                let entry = left.remove(at: fitting)
                last = entry.to
                result.append(entry)
            }
        }
        return result
    }
}
