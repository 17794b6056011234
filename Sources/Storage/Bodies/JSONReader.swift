/// Reads one JSON text (RFC 8259) into a value.
struct JSONReader {
    /// Deeper nesting is refused, so that no text can exhaust the stack.
    static let deepest = 256

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Nil where the bytes are no JSON text, or more than one.
    mutating func wholeText() -> JSONValue? {
        guard let value = value(depth: 0) else { return nil }
        skipSpace()
        return position == bytes.count ? value : nil
    }

    private mutating func value(depth: Int) -> JSONValue? {
        guard depth < Self.deepest else { return nil }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return array(depth: depth)
        case UInt8(ascii: "\""): return text().map(JSONValue.text)
        case UInt8(ascii: "t"): return take("true") ? .boolean(true) : nil
        case UInt8(ascii: "f"): return take("false") ? .boolean(false) : nil
        case UInt8(ascii: "n"): return take("null") ? .null : nil
        default: return number().map(JSONValue.number)
        }
    }

    private mutating func object(depth: Int) -> JSONValue? {
        position += 1
        var members: [[UInt8]: JSONValue] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\""), let key = text() else { return nil }
            skipSpace()
            guard take(":"), let value = value(depth: depth + 1) else { return nil }
            members[key] = value
            skipSpace()
        } while take(",")
        return take("}") ? .object(members) : nil
    }

    private mutating func array(depth: Int) -> JSONValue? {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take("]") { return .array(elements) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
            skipSpace()
        } while take(",")
        return take("]") ? .array(elements) : nil
    }

    private mutating func text() -> [UInt8]? {
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                append(scalar, to: &text)
            case 0..<0x20: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    /// The code point of the escape after a backslash; half a surrogate pair stands for itself.
    private mutating func escape() -> UInt32? {
        guard let byte = current else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(byte)
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"):
            guard let unit = fourHexDigits() else { return nil }
            guard 0xD800..<0xDC00 ~= unit else { return unit }
            let afterFirst = position
            if take("\\u"), let second = fourHexDigits(), 0xDC00..<0xE000 ~= second {
                return 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
            }
            position = afterFirst
            return unit
        default: return nil
        }
    }

    private mutating func fourHexDigits() -> UInt32? {
        guard bytes.count - position >= 4 else { return nil }
        var unit: UInt32 = 0
        for digit in bytes[position..<position + 4] {
            guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt32(value)
        }
        position += 4
        return unit
    }

    private mutating func number() -> JSONNumber? {
        let isNegative = take("-")
        let whole = digits()
        guard whole.count == 1 || whole.first.map({ $0 != 0 }) == true else { return nil }
        var fraction: [UInt8] = []
        if take(".") {
            fraction = digits()
            guard !fraction.isEmpty else { return nil }
        }
        var exponent = 0
        if take("e") || take("E") {
            let isSmall = take("-")
            if !isSmall { _ = take("+") }
            let written = digits()
            guard !written.isEmpty else { return nil }
            let size = written.reduce(0) { min($0 * 10 + Int($1), 1 << 40) }
            exponent = isSmall ? -size : size
        }
        return JSONNumber(isNegative: isNegative, digits: whole + fraction, exponent: exponent - fraction.count)
    }

    private mutating func digits() -> [UInt8] {
        let start = position
        while let byte = current, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
        return bytes[start..<position].map { $0 - UInt8(ascii: "0") }
    }

    private var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ expected: StaticString) -> Bool {
        let length = expected.utf8CodeUnitCount
        guard bytes.count - position >= length else { return false }
        for offset in 0..<length where bytes[position + offset] != expected.utf8Start[offset] { return false }
        position += length
        return true
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }
}

/// Appends the UTF-8 of `scalar`; half a surrogate pair gets the three bytes that the same scheme gives it.
private func append(_ scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: text.append(UInt8(scalar))
    case 0x80..<0x800:
        text.append(UInt8(0xC0 | scalar >> 6))
        text.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
        text.append(UInt8(0xE0 | scalar >> 12))
        text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        text.append(UInt8(0x80 | scalar & 0x3F))
    default:
        text.append(UInt8(0xF0 | scalar >> 18))
        text.append(UInt8(0x80 | scalar >> 12 & 0x3F))
        text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        text.append(UInt8(0x80 | scalar & 0x3F))
    }
}
