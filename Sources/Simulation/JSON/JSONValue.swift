/// A JSON value to be written, the keys of objects in the order in which they are given.
indirect enum JSONValue {
    case null
    case boolean(Bool)
    case integer(Int64)
    case text(String)
    /// JSON text as it stands.
    case literal(String)
    case array([JSONValue])
    case object([(String, JSONValue)])

    /// The text that it is, nil for any other kind of value.
    var plainText: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// Its JSON text, without white space.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .text(let text): JSONValue.write(quoted: text, to: &bytes)
        case .literal(let text): bytes += text.utf8
        case .array(let elements): JSONValue.write(elements, to: &bytes)
        case .object(let fields): JSONValue.write(fields, to: &bytes)
        }
    }

    private static func write(_ elements: [JSONValue], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (place, element) in elements.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            element.write(to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func write(_ fields: [(String, JSONValue)], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (place, (key, value)) in fields.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            write(quoted: key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            value.write(to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func write(quoted text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                bytes += "\\u00\(hexadecimal(UInt64(byte), digits: 2))".utf8
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
