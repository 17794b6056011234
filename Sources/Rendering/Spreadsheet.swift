import Timelines

extension Rows {
    /// Gives the rows to `receive` as CSV that a spreadsheet opens as people read it: a byte order mark, so that it takes the text for
    /// UTF-8; instants as local times of `instants` without a zone; spans in minutes, in columns that say so.
    ///
    /// The rows are ordered by the columns of `worst`, the greatest first; rows that are alike there keep their order.
    package func writeSpreadsheet(
        worst: [String],
        instants: InstantStyle,
        to receive: ([UInt8]) throws -> Void
    ) throws {
        let names = columns.map(SpreadsheetColumn.init)
        var text = CSVText()
        for column in names { text.cell(.text(column.title)) }
        text.endRow()
        try receive([0xEF, 0xBB, 0xBF] + text.bytes)
        text = CSVText()
        let keys = worst.compactMap { columns.firstIndex(of: $0) }
        var gathering = CSVText(gathering: ())
        var kept: [[Scalar]] = []
        try writeCells(&gathering) { gathering in
            let row = gathering.takeRow()
            if keys.isEmpty {
                row.write(under: names, instants, to: &text)
                try text.drain(beyond: 65_536, to: receive)
            } else {
                kept.append(row)
            }
        }
        for row in kept.enumerated().sorted(by: { isWorse($0, $1, keys) }) {
            row.element.write(under: names, instants, to: &text)
            try text.drain(beyond: 65_536, to: receive)
        }
        try text.drain(beyond: 0, to: receive)
    }

    private func isWorse(
        _ left: (offset: Int, element: [Scalar]),
        _ right: (offset: Int, element: [Scalar]),
        _ keys: [Int]
    ) -> Bool {
        for key in keys where left.element[key].weight != right.element[key].weight {
            return left.element[key].weight > right.element[key].weight
        }
        return left.offset < right.offset
    }
}

/// A column as a spreadsheet shows it.
private struct SpreadsheetColumn {
    let title: String
    let isSpan: Bool

    init(_ name: String) {
        let parts = name.split(separator: "_", omittingEmptySubsequences: false)
        isSpan = parts.contains("ms")
        title = parts.map { $0 == "ms" ? "minutes" : String($0) }.joined(separator: "_")
    }

    /// What stands in its cells.
    func shown(_ value: Scalar, _ instants: InstantStyle) -> Scalar {
        switch value {
        case .instant(let instant): .text(instants.wallTime(instant))
        case .integer(let milliseconds) where isSpan: minutes(Double(milliseconds))
        case .number(let milliseconds) where isSpan: minutes(milliseconds)
        case .null, .flag, .integer, .number, .text, .json: value
        }
    }

    /// To four decimals, which is 6 ms.
    private func minutes(_ milliseconds: Double) -> Scalar {
        .number((milliseconds / 60_000 * 10_000).rounded() / 10_000)
    }
}

extension [Scalar] {
    fileprivate func write(under columns: [SpreadsheetColumn], _ instants: InstantStyle, to text: inout CSVText) {
        for (cell, column) in zip(self, columns) { text.cell(column.shown(cell, instants)) }
        text.endRow()
    }
}

extension Scalar {
    /// How much it weighs in an order; nothing weighs less than any number.
    fileprivate var weight: Double {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        case .null, .flag, .instant, .text, .json: -.infinity
        }
    }
}
