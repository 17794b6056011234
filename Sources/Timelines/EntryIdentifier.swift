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
        guard digits.count == 24, let start = digits.baseAddress else { return nil }
        let bytes = UnsafeRawPointer(start)
        guard let first = hexadecimalValue(bytes.loadUnaligned(as: UInt64.self)),
            let second = hexadecimalValue(bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            let third = hexadecimalValue(bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        else { return nil }
        self = .object(high: UInt64(first) << 32 | UInt64(second), low: third)
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

/// The value of eight lower-case hex digits as they lie in memory; nil where one is none.
///
/// All eight at once, a byte each: every entry that is read has such an id.
@inline(__always)
private func hexadecimalValue(_ digits: UInt64) -> UInt32? {
    let digits = UInt64(bigEndian: digits)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    guard digits & tops == 0 else { return nil }
    // A byte below 0x80 plus 0x80 − n has its top bit set from n on.
    func isAtLeast(_ least: UInt8) -> UInt64 { (digits &+ ones &* UInt64(0x80 - least)) & tops }
    let decimal = isAtLeast(UInt8(ascii: "0")) & ~isAtLeast(UInt8(ascii: "9") + 1)
    let letter = isAtLeast(UInt8(ascii: "a")) & ~isAtLeast(UInt8(ascii: "f") + 1)
    guard decimal | letter == tops else { return nil }
    // The low half byte of "a" is 1.
    var value = digits & (ones &* 0x0F) &+ (letter >> 7) &* 9
    value = (value | value >> 4) & 0x00FF_00FF_00FF_00FF
    value = (value | value >> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: value | value >> 16)
}

private func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
}
