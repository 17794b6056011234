internal import Rendering

/// What a query yields: rows of values under column names.
package struct QueryTable: Hashable, Sendable {
    package enum Cell: Hashable, Sendable {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)

        var scalar: Scalar {
            switch self {
            case .null: .null
            case .integer(let number): .integer(number)
            case .real(let number): .number(number)
            case .text(let text): .text(text)
            }
        }

        /// What stands in a cell of the text; nothing where there is no value.
        fileprivate var shown: String {
            switch self {
            case .null: ""
            case .integer(let number): String(number)
            case .real(let number): numeral(of: number) ?? ""
            case .text(let text): text.neutralised
            }
        }

        fileprivate var isNumber: Bool {
            switch self {
            case .integer, .real: true
            case .null, .text: false
            }
        }
    }

    package var columns: [String] = []
    /// Each with a value for every column.
    package var rows: [[Cell]] = []

    package init() {}

    /// Aligned columns, as wide as they need to be; numbers to the right.
    package var text: String {
        guard !rows.isEmpty else { return "no rows\n" }
        var table = TextTable(
            columns.indices.map { place in
                let isNumeric = rows.allSatisfy { $0[place].isNumber || $0[place] == .null }
                return TextTable.Column(title: columns[place], alignment: isNumeric ? .right : .left)
            }
        )
        for row in rows { table.add(row.map(\.shown)) }
        return table.lines(width: .max).map { $0 + "\n" }.joined()
    }

    /// CSV with the column names as its first row.
    package func csv() -> [UInt8] {
        var text = CSVText()
        for column in columns { text.cell(.text(column)) }
        text.endRow()
        for row in rows {
            for cell in row { text.cell(cell.scalar) }
            text.endRow()
        }
        return text.bytes
    }

    /// A JSON array of objects, one a row, by column name.
    package func json() -> [UInt8] {
        var text = JSONText()
        text.array(rows) { row, text in
            text.object { text in
                for (column, cell) in zip(columns, row) {
                    text.key(column)
                    text.scalar(cell.scalar)
                }
            }
        }
        text.finish()
        return text.bytes
    }
}
