/// Texts by number and numbers by text: statuses, actors and operations as written, compared exactly (by their UTF-8).
///
/// Numbers 1 … 15 are the same in every table: the nine known statuses, then the six known operations.
package struct SymbolTable: Sendable {
    package private(set) var texts: [String]
    private var numbers: [ExactText: UInt32]
    /// Why entries happened.
    package var reasons = ReasonTable()

    /// A table with the reserved texts alone.
    package init() {
        texts = SymbolTable.reserved
        numbers = [:]
        for (number, text) in texts.enumerated() {
            numbers[ExactText(text)] = UInt32(number)
        }
    }

    package subscript(symbol: Symbol) -> String {
        texts[Int(symbol.number)]
    }

    /// The symbol of `text`, nil where the table has not met it.
    package func symbol(of text: String) -> Symbol? {
        numbers[ExactText(text)].map(Symbol.init(number:))
    }

    /// The symbol of `text`; a new text gets the next number.
    package mutating func intern(_ text: String) -> Symbol {
        if let known = symbol(of: text) { return known }
        let number = UInt32(texts.count)
        texts.append(text)
        numbers[ExactText(text)] = number
        return Symbol(number: number)
    }

    /// Number 0 is the empty text; then the statuses in the order of `Status.known`, then the operations of `Symbol`.
    package static let reserved: [String] =
        [""] + Status.known.map(\.knownText) + ["start", "stop", "force-stop", "restart", "pause", "resume"]
}

/// A text that was met before, by its number in a `SymbolTable`; as cheap to copy and compare as an integer.
package struct Symbol: Hashable, Sendable {
    package let number: UInt32

    @inlinable
    package init(number: UInt32) {
        self.number = number
    }

    // Written out because a derived one is not inlinable: it is compared several times an entry.
    @inlinable
    package static func == (left: Symbol, right: Symbol) -> Bool {
        left.number == right.number
    }
}

extension Symbol {
    /// The operations that the definitions name; every table holds them under these numbers.
    @inlinable package static var start: Symbol { Symbol(number: 10) }
    @inlinable package static var stop: Symbol { Symbol(number: 11) }
    @inlinable package static var forceStop: Symbol { Symbol(number: 12) }
    @inlinable package static var restart: Symbol { Symbol(number: 13) }
    @inlinable package static var pause: Symbol { Symbol(number: 14) }
    @inlinable package static var resume: Symbol { Symbol(number: 15) }
}
