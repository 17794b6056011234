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
                let price = { (position: Int) in
                    cost(after: last, instant.entries[position], left - instant.strides[instant.kinds[position]], table)
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

/// The entries of one instant, and how often each (from, to) pair occurs among them.
struct TiedInstant {
    /// By `precedesAtOneInstant`.
    let entries: [Entry]
    /// The pair of each entry, as an index in `examples`.
    let kinds: [Int]
    /// One entry of each pair.
    let examples: [Entry]
    /// A combination of what is left is Σ count · stride.
    let strides: [Int]
    /// How many combinations there are; saturates where they are past counting.
    let combinations: Int
    private let counts: [Int]

    init(entries: [Entry]) {
        var kinds: [Int] = []
        var examples: [Entry] = []
        var counts: [Int] = []
        for entry in entries {
            if let kind = examples.firstIndex(where: { $0.from == entry.from && $0.to == entry.to }) {
                kinds.append(kind)
                counts[kind] += 1
            } else {
                kinds.append(examples.count)
                examples.append(entry)
                counts.append(1)
            }
        }
        var strides: [Int] = []
        var combinations = 1
        for count in counts {
            strides.append(combinations)
            let (product, overflow) = combinations.multipliedReportingOverflow(by: count + 1)
            combinations = overflow ? .max : product
        }
        self.entries = entries
        self.kinds = kinds
        self.examples = examples
        self.counts = counts
        self.strides = strides
        self.combinations = combinations
    }

    func isLeft(_ kind: Int, of combination: Int) -> Bool {
        combination / strides[kind] % (counts[kind] + 1) > 0
    }

    func cells(statuses: Int) -> Int {
        let (product, overflow) = combinations.multipliedReportingOverflow(by: statuses)
        return overflow ? .max : product
    }
}

extension Entry {
    /// Whether it comes before `other` at the same instant where the links don't decide: by id, those without one first;
    /// then by `from_status` (missing, null, text) and `to_status`. Texts compare by their UTF-8.
    func precedesAtOneInstant(_ other: Entry, symbols: SymbolTable) -> Bool {
        switch (id, other.id) {
        case (.none, .none): precedesByStatuses(other, symbols: symbols)
        case (.none, _): true
        case (_, .none): false
        case (.object(let high, let low), .object(let otherHigh, let otherLow)):
            high == otherHigh ? low < otherLow : high < otherHigh
        default: precedes(id.text(in: symbols) ?? "", other.id.text(in: symbols) ?? "") ?? false
        }
    }

    private func precedesByStatuses(_ other: Entry, symbols: SymbolTable) -> Bool {
        precedes(from.sortText(in: symbols), other.from.sortText(in: symbols))
            ?? precedes(symbols[to.symbol], symbols[other.to.symbol]) ?? false
    }
}

extension PriorStatus {
    /// Missing before null before any status by its text.
    fileprivate func sortText(in symbols: SymbolTable) -> String {
        switch self {
        case .missing: "0"
        case .null: "1"
        case .status(let status): "2" + symbols[status.symbol]
        }
    }
}

/// Nil where both texts are the same.
private func precedes(_ left: String, _ right: String) -> Bool? {
    if left.utf8.elementsEqual(right.utf8) { return nil }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
}
