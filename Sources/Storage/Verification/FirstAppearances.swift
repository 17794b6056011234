import Timelines

/// Where in the log each text was met first, by its number.
struct AppearanceKeys {
    private var names = NumberKeys(reserved: SymbolTable.reserved.count)
    private var reasons = NumberKeys(reserved: 1)

    /// The texts of an entry get their numbers in this order.
    @inline(__always)
    mutating func note(_ entry: Entry, seq: Int64) {
        if case .status(let status) = entry.from { note(status.symbol, seq &* 8) }
        note(entry.to.symbol, seq &* 8 + 1)
        if let actor = entry.actor { note(actor, seq &* 8 + 2) }
        if let operation = entry.operation { note(operation, seq &* 8 + 3) }
        if let server = entry.server { note(server, seq &* 8 + 4) }
        if case .text(let id) = entry.id { note(id, seq &* 8 + 5) }
        if let reason = entry.reason { reasons.note(reason.text.value, seq &* 8) }
    }

    @inline(__always)
    mutating func note(_ symbol: Symbol, _ key: Int64) {
        names.note(symbol.number, key)
    }

    /// Calls `body` with each name that was met.
    func forEachName(in symbols: SymbolTable, _ body: (String, Int64) -> Void) {
        names.forEach { body(symbols[Symbol(number: $0)], $1) }
    }

    /// Calls `body` with each reason that was met.
    func forEachReason(in symbols: SymbolTable, _ body: (String, Int64) -> Void) {
        reasons.forEach { body(symbols.reasons[ReasonNumber($0)], $1) }
    }
}

/// Keys by number, from `reserved` on.
private struct NumberKeys {
    let reserved: Int
    private var keys: [Int64] = []

    init(reserved: Int) {
        self.reserved = reserved
    }

    @inline(__always)
    mutating func note(_ number: UInt32, _ key: Int64) {
        let position = Int(number) - reserved
        guard position >= 0 else { return }
        while keys.count <= position { keys.append(.max) }
        if key < keys[position] { keys[position] = key }
    }

    func forEach(_ body: (UInt32, Int64) -> Void) {
        for (position, key) in keys.enumerated() where key < .max { body(UInt32(position + reserved), key) }
    }
}

/// The same by text, so that several threads' findings can be put together.
struct FirstAppearances: Sendable {
    private var names: [[UInt8]: Int64] = [:]
    private var reasons: [[UInt8]: Int64] = [:]

    init() {}

    init(_ appearances: AppearanceKeys, symbols: SymbolTable) {
        appearances.forEachName(in: symbols) { text, key in names[Array(text.utf8)] = key }
        appearances.forEachReason(in: symbols) { text, key in reasons[Array(text.utf8)] = key }
    }

    mutating func add(_ other: FirstAppearances) {
        names.merge(other.names) { min($0, $1) }
        reasons.merge(other.reasons) { min($0, $1) }
    }

    /// The texts without the reserved ones, in the order of first appearance: that of their numbers.
    var texts: StoredTexts {
        var texts = StoredTexts()
        texts.names = Self.inOrder(names)
        texts.reasons = Self.inOrder(reasons)
        return texts
    }

    private static func inOrder(_ keys: [[UInt8]: Int64]) -> [String] {
        keys.sorted { $0.value < $1.value }.map { String(decoding: $0.key, as: UTF8.self) }
    }
}
