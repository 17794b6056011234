internal import Timelines

/// JSON text (RFC 8259) as it grows: members in the order in which they are written, indented by two spaces a level or all in one line.
package struct JSONText {
    private let isIndented: Bool
    package private(set) var bytes: [UInt8] = []
    /// Takes what is written before it is too much.
    private let receive: (([UInt8]) throws -> Void)?
    /// Why nothing more could be handed on.
    private var failure: (any Error)?
    private var depth = 0
    /// Whether the object or array that is open has no element yet.
    private var isEmpty = true

    package init(isIndented: Bool = true) {
        self.isIndented = isIndented
        receive = nil
    }

    /// A text that is given to `receive` in pieces of about 64 KiB.
    fileprivate init(isIndented: Bool = true, to receive: @escaping ([UInt8]) throws -> Void) {
        self.isIndented = isIndented
        self.receive = receive
    }

    private static let pieceSize = 65_536

    package mutating func object(_ members: (inout JSONText) -> Void) {
        open("{")
        members(&self)
        close("}")
    }

    package mutating func array<Element>(_ elements: [Element], _ write: (Element, inout JSONText) -> Void) {
        open("[")
        for element in elements {
            next()
            write(element, &self)
        }
        close("]")
    }

    /// Begins an object or array.
    package mutating func open(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        depth += 1
        isEmpty = true
    }

    /// Ends it; an empty one stays on its line.
    package mutating func close(_ bracket: Unicode.Scalar) {
        depth -= 1
        if !isEmpty { breakLine() }
        bytes.append(UInt8(ascii: bracket))
        isEmpty = false
    }

    /// Makes room for the next element of the array or object that is open.
    package mutating func next() {
        if bytes.count > Self.pieceSize { handOn() }
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        breakLine()
    }

    /// Begins a member; its value is to follow.
    package mutating func key(_ name: String) {
        next()
        string(name)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
    }

    /// The same with the name as a JSON string.
    mutating func key(quoted name: [UInt8]) {
        next()
        bytes.append(contentsOf: name)
        bytes.append(UInt8(ascii: ":"))
        if isIndented { bytes.append(UInt8(ascii: " ")) }
    }

    /// Ends a text, or one of several that stand in a line each.
    package mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        isEmpty = true
    }

    /// Hands on what is written so far, and goes on with none; after a failure it is dropped.
    private mutating func handOn() {
        guard let receive else { return }
        do {
            if failure == nil { try receive(bytes) }
        } catch {
            failure = error
        }
        bytes.removeAll(keepingCapacity: true)
    }

    /// Throws: where a piece could not be handed on.
    fileprivate func check() throws {
        if let failure { throw failure }
    }

    /// Hands on the rest.
    fileprivate mutating func end() throws {
        handOn()
        try check()
    }

    private mutating func breakLine() {
        guard isIndented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    /// Writes a value without parts.
    package mutating func scalar(_ value: Scalar) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
        case .number(let number): bytes.append(contentsOf: (numeral(of: number) ?? "null").utf8)
        case .instant(let instant):
            bytes.append(UInt8(ascii: "\""))
            instant.withISO8601 { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "\""))
        case .text(let text): string(text)
        case .json(let json): bytes.append(contentsOf: json.utf8)
        }
    }

    /// Writes both in one line.
    package mutating func pair(_ first: Scalar, _ second: Scalar) {
        row([first, second])
    }

    /// Writes an array in one line.
    package mutating func row(_ elements: [Scalar]) {
        bytes.append(UInt8(ascii: "["))
        for (position, element) in elements.enumerated() {
            if position > 0 { bytes.append(contentsOf: ", ".utf8) }
            scalar(element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func string(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            // Nearly always all of it is written as it is.
            var start = 0
            for (position, byte) in utf8.enumerated()
            where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(contentsOf: utf8[start..<position])
                if byte < 0x20 {
                    bytes.append(contentsOf: escape(ofControl: byte).utf8)
                } else {
                    bytes.append(UInt8(ascii: "\\"))
                    bytes.append(byte)
                }
                start = position + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension Scalar {
    /// As JSON has it, such as `0.65`, `null` or `"prod"`.
    package var literal: String {
        var text = JSONText()
        text.scalar(self)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}

private func escape(ofControl byte: UInt8) -> String {
    switch byte {
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    default: "\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
}

extension Record {
    fileprivate func write(to text: inout JSONText) throws {
        switch content {
        case .list(let rows): try rows.write(to: &text)
        case .object(let members):
            text.open("{")
            for member in members {
                switch member {
                case .members(let write): write(&text)
                case .list(let name, let rows):
                    text.key(name)
                    try rows.write(to: &text)
                case .record(let name, let record):
                    text.key(name)
                    if let record { try record.write(to: &text) } else { text.scalar(.null) }
                }
            }
            text.close("}")
        }
    }
}

extension Rows {
    fileprivate func write(to text: inout JSONText) throws {
        text.open("[")
        try writeObjects(&text) { try $0.check() }
        text.close("]")
    }
}

extension Answer {
    /// Gives the record as JSON to `receive`, in pieces of about 64 KiB.
    package func writeJSON(to receive: ([UInt8]) throws -> Void) throws {
        try withoutActuallyEscaping(receive) { receive in
            var text = JSONText(to: receive)
            try record.write(to: &text)
            text.endLine()
            try text.end()
        }
    }

    /// The JSON, complete.
    package func json() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try writeJSON { bytes += $0 }
        return bytes
    }
}

extension Rows {
    /// Gives a line for each element to `receive`, in pieces of about 64 KiB.
    func writeLines(to receive: ([UInt8]) throws -> Void) throws {
        try withoutActuallyEscaping(receive) { receive in
            var text = JSONText(isIndented: false, to: receive)
            try writeObjects(&text) { text in
                text.endLine()
                try text.check()
            }
            try text.end()
        }
    }
}

extension AnswerFormat {
    /// A line of JSON for each row of a table (NDJSON); for answers that have one table.
    package static var lines: Self {
        AnswerFormat(name: "ndjson", tables: { rows, receive in try rows.writeLines(to: receive) })
    }

    static var json: Self {
        AnswerFormat(name: "json") { answer, _, _, receive in try answer.writeJSON(to: receive) }
    }
}
