internal import Timelines

/// CSV text (RFC 4180) as it grows: commas, CRLF after every row, quotes only where they are needed.
package struct CSVText {
    package private(set) var bytes: [UInt8] = []
    private var isRowEmpty = true
    /// The cells of the row so far, where they are gathered and not written.
    private var gathered: [Scalar]?

    package init() {}

    /// Text that gathers the cells of a row, for `takeRow`, and writes none.
    init(gathering: Void) {
        gathered = []
    }

    /// A missing value is an empty cell; an empty text is a pair of quotes.
    package mutating func cell(_ value: Scalar) {
        guard gathered == nil else {
            gathered?.append(value)
            return
        }
        if !isRowEmpty { bytes.append(UInt8(ascii: ",")) }
        isRowEmpty = false
        switch value {
        case .null: break
        case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
        case .number(let number): bytes.append(contentsOf: (numeral(of: number) ?? "").utf8)
        case .instant(let instant): text(instant.iso8601)
        case .text(let content), .json(let content): text(defused(content))
        }
    }

    package mutating func endRow() {
        bytes.append(0x0D)
        bytes.append(0x0A)
        isRowEmpty = true
    }

    /// The cells that were gathered since the last call.
    mutating func takeRow() -> [Scalar] {
        defer { gathered = gathered.map { _ in [] } }
        return gathered ?? []
    }

    /// Hands what is written so far to `receive` where it is more than `limit` bytes, and goes on with none.
    package mutating func drain(beyond limit: Int, to receive: ([UInt8]) throws -> Void) throws {
        guard bytes.count > limit else { return }
        try receive(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    private mutating func text(_ content: String) {
        let needsQuotes =
            content.isEmpty
            || content.utf8.contains { byte in
                byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0D || byte == 0x0A
            }
        guard needsQuotes else {
            bytes.append(contentsOf: content.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in content.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension Rows {
    /// Gives a row of column names and a row for each element to `receive`, in pieces of about 64 KiB.
    package func writeCSV(to receive: ([UInt8]) throws -> Void) throws {
        var text = CSVText()
        for column in columns { text.cell(.text(column)) }
        text.endRow()
        try writeCells(&text) { text in
            text.endRow()
            try text.drain(beyond: 65_536, to: receive)
        }
        try text.drain(beyond: 0, to: receive)
    }
}

extension Answer {
    /// The table of this name as CSV, complete; no bytes where the answer does not have it.
    package func csv(_ name: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try Self.tables.first { $0.name == name }?.rows(self)?.writeCSV { bytes += $0 }
        return bytes
    }
}

extension AnswerFormat {
    static var csv: Self {
        AnswerFormat(name: "csv", tables: { rows, receive in try rows.writeCSV(to: receive) })
    }
}
