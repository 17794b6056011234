internal import Rendering
internal import Timelines

/// The JSON of a report as a tree, each value without parts as it is written there.
indirect enum FigureTree {
    /// The text of a scalar, such as `0.65`, `null` or `"prod"`.
    case leaf(String)
    case members([(name: String, value: FigureTree)])
    case elements([FigureTree])

    /// The tree of a JSON text that this program has written.
    init(parsing text: [UInt8]) {
        var reader = FigureTreeReader(bytes: text)
        self = reader.value()
    }

    /// The tree of what `write` writes.
    init(_ write: (inout JSONText) -> Void) {
        var text = JSONText()
        write(&text)
        self.init(parsing: text.bytes)
    }

    /// The member of an object.
    subscript(name: String) -> FigureTree? {
        guard case .members(let members) = self else { return nil }
        return members.first { ExactText($0.name) == ExactText(name) }?.value
    }

    /// The text that a leaf holds, read back; nil for one that is none.
    var text: String? {
        guard case .leaf(let literal) = self, literal.hasPrefix("\"") else { return nil }
        var reader = FigureTreeReader(bytes: Array(literal.utf8))
        return reader.text()
    }
}

/// Reads JSON as `JSONText` writes it, from left to right.
private struct FigureTreeReader {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func value() -> FigureTree {
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return .members(members())
        case UInt8(ascii: "["): return .elements(elements())
        case UInt8(ascii: "\""):
            let start = position
            _ = text()
            return .leaf(String(decoding: bytes[start..<position], as: UTF8.self))
        default:
            let start = position
            while let byte = next, !Self.ends.contains(byte) { position += 1 }
            return .leaf(String(decoding: bytes[start..<position], as: UTF8.self))
        }
    }

    /// The string that begins here, without its quotes and escapes.
    mutating func text() -> String {
        var text: [UInt8] = []
        position += 1
        while let byte = next, byte != UInt8(ascii: "\"") {
            position += 1
            guard byte == UInt8(ascii: "\\"), let escape = next else {
                text.append(byte)
                continue
            }
            position += 1
            switch escape {
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "u"):
                // Only control characters are written so.
                let digits = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
                text.append(UInt8(digits, radix: 16) ?? UInt8(ascii: "?"))
                position = min(position + 4, bytes.count)
            default: text.append(escape)
            }
        }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func members() -> [(name: String, value: FigureTree)] {
        var members: [(name: String, value: FigureTree)] = []
        position += 1
        while true {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { break }
            let name = text()
            skipBlanks()
            members.append((name, value()))
        }
        position += 1
        return members
    }

    private mutating func elements() -> [FigureTree] {
        var elements: [FigureTree] = []
        position += 1
        while true {
            skipBlanks()
            guard let byte = next, byte != UInt8(ascii: "]") else { break }
            elements.append(value())
        }
        position += 1
        return elements
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Passes over blanks and what parts values: the text is known to be well formed.
    private mutating func skipBlanks() {
        while let byte = next, Self.blanks.contains(byte) { position += 1 }
    }

    private static let blanks = Array(" \n,:".utf8)
    private static let ends = Array(" \n,]}".utf8)
}

/// One part of a path as it is typed: a name, or what stands in brackets.
struct FigureSelector: Hashable {
    let text: String
    /// Whether it stood in quotes, so that it is no index.
    let isQuoted: Bool

    /// Which element of a list it can mean; nil where it is a name.
    var index: Int? { isQuoted ? nil : Int(text) }

    /// The parts of `fleet.latency.start`, `containers[prod].status`, `actors["ci bot"]`; a leading `.` or `$` is passed over.
    static func parse(_ path: String) throws(FigurePathError) -> [FigureSelector] {
        var selectors: [FigureSelector] = []
        var rest = Substring(path)
        if rest.hasPrefix("$") { rest.removeFirst() }
        while let first = rest.first {
            if first == "[" {
                let (selector, end) = try bracketed(rest.dropFirst(), of: path)
                selectors.append(selector)
                rest = end
            } else {
                if first == "." { rest.removeFirst() }
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty || (path == "." && selectors.isEmpty) else {
                    throw FigurePathError(asked: path, problem: .malformed(String(rest)))
                }
                if !name.isEmpty { selectors.append(FigureSelector(text: String(name), isQuoted: false)) }
                rest = rest[name.endIndex...]
            }
        }
        return selectors
    }

    private static func bracketed(
        _ text: Substring,
        of path: String
    ) throws(FigurePathError) -> (FigureSelector, Substring) {
        guard text.first == "\"" else {
            let content = text.prefix { $0 != "]" }
            guard !content.isEmpty, content.endIndex < text.endIndex else {
                throw FigurePathError(asked: path, problem: .malformed("[" + text))
            }
            return (
                FigureSelector(text: String(content), isQuoted: false), text[text.index(after: content.endIndex)...]
            )
        }
        var content = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
            content.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
        }
        guard rest.popFirst() == "]" else { throw FigurePathError(asked: path, problem: .malformed("[" + text)) }
        return (FigureSelector(text: content, isQuoted: true), rest)
    }
}
