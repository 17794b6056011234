/// An entry's `id`: usually 24 lower-case hex digits, kept as a number; anything else by symbol; or none.
package enum EntryIdentifier: Hashable, Sendable {
    case none
    /// The first 16 and the last 8 hex digits.
    case object(high: UInt64, low: UInt32)
    case text(Symbol)

    /// The form of 24 lower-case hex digits; nil where `text` is of another form.
    package init?(objectID text: String) {
        var text = text
        guard let id = text.withUTF8({ EntryIdentifier(objectID: $0) }) else { return nil }
        self = id
    }

    /// The same from the UTF-8 of a text.
    package init?(objectID digits: UnsafeBufferPointer<UInt8>) {
        guard digits.count == 24 else { return nil }
        var high: UInt64 = 0
        var low: UInt32 = 0
        for (position, digit) in digits.enumerated() {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            if position < 16 {
                high = high << 4 | UInt64(value)
            } else {
                low = low << 4 | UInt32(value)
            }
        }
        self = .object(high: high, low: low)
    }

    package func hash(into hasher: inout Hasher) {
        // Ids of two kinds in one container are rare; to hash the kind as well costs every other id.
        switch self {
        case .none: hasher.combine(UInt64.max)
        case .object(let high, let low): hasher.combine(high &+ UInt64(low) &* 0x9E37_79B9_7F4A_7C15)
        case .text(let symbol): hasher.combine(UInt64(symbol.number))
        }
    }

    /// The id as written, nil where there is none.
    package func text(in symbols: SymbolTable) -> String? {
        switch self {
        case .none: nil
        case .object(let high, let low): hexadecimal(high, digits: 16) + hexadecimal(UInt64(low), digits: 8)
        case .text(let symbol): symbols[symbol]
        }
    }
}

private func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
}
