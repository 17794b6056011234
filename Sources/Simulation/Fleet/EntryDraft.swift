import Timelines

/// An entry of a status log before it is written. Every field can be missing, null or any other value.
struct EntryDraft {
    /// Its position in the log's order, and what `transition_time` says unless that was changed.
    var at: Instant
    let to: Status
    /// The members of its JSON object, in their order; nil for one that is missing.
    private(set) var fields: [(name: String, value: JSONValue?)]
    /// What is written instead of the object.
    var replacement: JSONValue?
    /// When the API begins to serve it.
    var shownFrom: Instant
    /// When the API serves it no longer.
    var shownUntil = Instant.distantFuture
    var scenarios: [Scenario]

    /// A field's value; nil where the field is missing.
    subscript(name: String) -> JSONValue? {
        get { fields.first { $0.name == name }?.value }
        set {
            for index in fields.indices where fields[index].name == name { fields[index].value = newValue }
        }
    }

    /// Whether it shows nothing out of the ordinary, so that an edit can use it.
    var isPlain: Bool {
        scenarios.allSatisfy { $0 == .dailyStopAndStart || $0 == .dailyPauseAndResume || $0 == .restartInTwoRows }
    }

    var entry: SimulatedEntry {
        SimulatedEntry(
            body: (replacement ?? .object(present: fields)).bytes,
            at: at,
            shownFrom: shownFrom,
            shownUntil: shownUntil,
            scenarios: scenarios,
            from: self["from_status"]?.plainText,
            to: self["to_status"]?.plainText
        )
    }
}

/// A JSON value to be written; objects keep the order of their members.
enum JSONValue {
    case null
    case boolean(Bool)
    case integer(Int64)
    case text(String)
    /// JSON text, written as it is.
    case literal(String)
    case array([JSONValue])
    case object([(name: String, value: JSONValue)])

    /// An object of those `members` that have a value.
    static func object(present members: [(name: String, value: JSONValue?)]) -> JSONValue {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// The text that it is; nil for any other kind of value.
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

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .text(let text): JSONValue.write(quoted: text, to: &bytes)
        case .literal(let text): bytes += text.utf8
        case .array(let elements):
            JSONValue.write(elements, between: "[", "]", to: &bytes) { element, bytes in element.write(to: &bytes) }
        case .object(let members):
            JSONValue.write(members, between: "{", "}", to: &bytes) { member, bytes in
                JSONValue.write(quoted: member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element],
        between open: Unicode.Scalar,
        _ close: Unicode.Scalar,
        to bytes: inout [UInt8],
        _ write: (Element, inout [UInt8]) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(element, &bytes)
        }
        bytes.append(UInt8(ascii: close))
    }

    private static func write(quoted text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: bytes += "\\u00\(hexadecimal(UInt64(byte), digits: 2))".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
