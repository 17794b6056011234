/// A JSON value as it compares: key order, white space, escapes and the way a number is written make no difference.
enum JSONValue: Hashable {
    case null
    case boolean(Bool)
    case number(JSONNumber)
    /// The UTF-8 of the text with its escapes resolved (`String` would hold canonically equivalent texts equal).
    case text([UInt8])
    case array([JSONValue])
    /// Of a key that comes twice the last one counts.
    case object([[UInt8]: JSONValue])

    /// Nil where `bytes` is not one JSON text, or nested deeper than `JSONReader.deepest`.
    init?(_ bytes: [UInt8]) {
        let value = bytes.withUnsafeBufferPointer { buffer -> JSONValue? in
            var reader = JSONReader(bytes: buffer)
            return reader.wholeText()
        }
        guard let value else { return nil }
        self = value
    }

    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[Array(key.utf8)]
    }

    var text: String? {
        guard case .text(let bytes) = self else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    var boolean: Bool? {
        guard case .boolean(let value) = self else { return nil }
        return value
    }

    var integer: Int64? {
        guard case .number(let number) = self else { return nil }
        return number.integer
    }
}

/// A decimal number by value: ± `digits` × 10^`exponent`, with neither leading nor trailing zeros; zero has no digits.
struct JSONNumber: Hashable {
    let isNegative: Bool
    let digits: [UInt8]
    let exponent: Int

    /// `digits` are values 0 … 9, the last of them worth 10^`exponent`.
    init(isNegative: Bool, digits: [UInt8], exponent: Int) {
        let significant = digits.drop { $0 == 0 }
        let zeros = significant.reversed().prefix { $0 == 0 }.count
        self.digits = Array(significant.dropLast(zeros))
        self.isNegative = isNegative && !self.digits.isEmpty
        self.exponent = self.digits.isEmpty ? 0 : exponent.saturated(adding: zeros)
    }

    /// Nil where it is no integer, or too large.
    var integer: Int64? {
        guard exponent >= 0, exponent < 19 else { return nil }
        var value: Int64 = 0
        for digit in digits + Array(repeating: 0, count: exponent) {
            let (shifted, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = shifted.subtractingReportingOverflow(Int64(digit))
            guard !tooLarge, !overflow else { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }
}

extension Int {
    func saturated(adding other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum }
        return other > 0 ? .max : .min
    }
}

/// Writes canonical JSON: members in the order in which they are given, no white space, only the escapes that must be.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    static func object(_ members: (inout JSONText) -> Void) -> [UInt8] {
        var text = JSONText()
        text.nest("{", "}", members)
        return text.bytes
    }

    /// A text alone, with its quotes.
    static func string(_ value: String) -> [UInt8] {
        var text = JSONText()
        text.string(value)
        return text.bytes
    }

    mutating func key(_ key: String) {
        string(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func member(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    mutating func member(_ name: String, _ value: Int64) {
        key(name)
        raw(String(value))
    }

    mutating func member(_ name: String, _ value: Bool) {
        key(name)
        raw(value ? "true" : "false")
    }

    mutating func member(_ name: String, _ values: [String]) {
        key(name)
        nest("[", "]") { list in
            for value in values { list.string(value) }
        }
    }

    mutating func member(_ name: String, object members: (inout JSONText) -> Void) {
        key(name)
        nest("{", "}", members)
    }

    private mutating func nest(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ content: (inout JSONText) -> Void) {
        separate()
        bytes.append(UInt8(ascii: open))
        needsComma = false
        content(&self)
        bytes.append(UInt8(ascii: close))
        needsComma = true
    }

    private mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }
}
