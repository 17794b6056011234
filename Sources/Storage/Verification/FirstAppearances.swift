import Timelines

/// Where in the log each text was met first, by its number.
struct AppearanceKeys {
    private var keys: [Int64] = []
    private static let reserved = SymbolTable.reserved.count

    /// The texts of an entry get their numbers in this order.
    @inline(__always)
    mutating func note(_ entry: Entry, seq: Int64) {
        if case .status(let status) = entry.from { note(status.symbol, seq &* 8) }
        note(entry.to.symbol, seq &* 8 + 1)
        if let actor = entry.actor { note(actor, seq &* 8 + 2) }
        if let operation = entry.operation { note(operation, seq &* 8 + 3) }
        if case .text(let id) = entry.id { note(id, seq &* 8 + 4) }
    }

    @inline(__always)
    mutating func note(_ symbol: Symbol, _ key: Int64) {
        let position = Int(symbol.number) - Self.reserved
        guard position >= 0 else { return }
        while keys.count <= position { keys.append(.max) }
        if key < keys[position] { keys[position] = key }
    }

    /// Calls `body` with each text that was met.
    func forEach(in symbols: SymbolTable, _ body: (String, Int64) -> Void) {
        for (position, key) in keys.enumerated() where key < .max {
            body(symbols[Symbol(number: UInt32(position + Self.reserved))], key)
        }
    }
}

/// The same by text, so that several threads' findings can be put together.
struct FirstAppearances: Sendable {
    private var keys: [[UInt8]: Int64] = [:]

    init() {}

    init(_ appearances: AppearanceKeys, symbols: SymbolTable) {
        appearances.forEach(in: symbols) { text, key in keys[Array(text.utf8)] = key }
    }

    mutating func add(_ other: FirstAppearances) {
        keys.merge(other.keys) { min($0, $1) }
    }

    /// The texts without the reserved ones, in the order of first appearance: that of their numbers.
    var texts: [String] {
        keys.sorted { $0.value < $1.value }.map { String(decoding: $0.key, as: UTF8.self) }
    }
}
