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
