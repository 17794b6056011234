internal import Timelines

/// JSON text (RFC 8259) as it grows: members in the order in which they are written, indented by two spaces a level or all in one line.
package struct JSONText {
    private let isIndented: Bool
    package private(set) var bytes: [UInt8] = []
    private var depth = 0
    /// Whether the object or array that is open has no element yet.
    private var isEmpty = true

    package init(isIndented: Bool = true) {
        self.isIndented = isIndented
    }

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

    /// Ends the text with a line feed.
    package mutating func finish() {
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Hands what is written so far to `receive` where it is more than `limit` bytes, and goes on with none.
    package mutating func drain<Failure: Error>(
        beyond limit: Int,
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        guard bytes.count > limit else { return }
        try receive(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func breakLine() {
        guard isIndented else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<depth {
            bytes.append(UInt8(ascii: " "))
            bytes.append(UInt8(ascii: " "))
        }
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
            bytes.append(contentsOf: instant.iso8601.utf8)
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
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20: bytes.append(contentsOf: escape(ofControl: byte).utf8)
            default: bytes.append(byte)
            }
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
    /// Writes the record, handing on what is written whenever there is enough of it, so that a long list never stands in
    /// memory as text.
    fileprivate func write<Failure: Error>(
        to text: inout JSONText,
        _ receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        switch content {
        case .list(let rows): try rows.write(to: &text, receive)
        case .object(let members):
            text.open("{")
            for member in members {
                switch member {
                case .members(let write): write(&text)
                case .list(let name, let rows):
                    text.key(name)
                    try rows.write(to: &text, receive)
                case .record(let name, let record):
                    text.key(name)
                    if let record { try record.write(to: &text, receive) } else { text.scalar(.null) }
                }
            }
            text.close("}")
        }
    }
}

extension Rows {
    fileprivate func write<Failure: Error>(
        to text: inout JSONText,
        _ receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let writeNext = objects()
        text.open("[")
        while writeNext(&text) { try text.drain(beyond: 65_536, to: receive) }
        text.close("]")
    }
}

extension Answer {
    /// Gives the record as JSON to `receive`, in pieces of about 64 KiB.
    package func writeJSON<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        var text = JSONText()
        try record.write(to: &text, receive)
        text.finish()
        try text.drain(beyond: 0, to: receive)
    }

    /// The JSON, complete.
    package func json() -> [UInt8] {
        var bytes: [UInt8] = []
        writeJSON { bytes += $0 }
        return bytes
    }
}

extension Rows {
    /// Gives a line for each element to `receive`, in pieces of about 64 KiB.
    func writeLines<Failure: Error>(to receive: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        let writeNext = objects()
        var lines: [UInt8] = []
        while true {
            var text = JSONText(isIndented: false)
            guard writeNext(&text) else { break }
            text.finish()
            lines += text.bytes
            if lines.count > 65_536 {
                try receive(lines)
                lines.removeAll(keepingCapacity: true)
            }
        }
        try receive(lines)
    }
}

extension AnswerFormat {
    /// A line of JSON for each row of a table (NDJSON); for answers that have one table.
    package static var lines: Self {
        AnswerFormat(name: "ndjson", tables: { rows, receive in try rows.writeLines { try receive($0) } })
    }

    static var json: Self {
        AnswerFormat(name: "json") { answer, _, _, receive in try answer.writeJSON { try receive($0) } }
    }
}
