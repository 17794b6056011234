package import Rendering

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
}

extension QueryTable: Answer {
    /// Aligned columns, as wide as they need to be; numbers to the right.
    package func page(instants: InstantStyle) -> TextPage {
        var page = TextPage()
        guard !rows.isEmpty else {
            page.line("no rows", isStrong: false)
            return page
        }
        var table = TextTable(
            columns.indices.map { position in
                let isNumeric = rows.allSatisfy { $0[position].isNumber || $0[position] == .null }
                return TextTable.Column(title: columns[position], alignment: isNumeric ? .right : .left)
            }
        )
        for row in rows { table.add(row.map(\.shown)) }
        page.table(table, indent: 0, isBounded: false)
        return page
    }

    /// A list of rows, their cells by column name.
    package var record: Record { Record(records) }

    package static let tables: [AnswerTable<QueryTable>] = [AnswerTable("rows") { $0.records }]

    /// SQL gives instants as texts.
    package static let hasSpreadsheets = false

    private var records: Rows {
        Rows(
            rows,
            of: Shape(
                fields: columns.enumerated().map { position, column in
                    .scalar(column, .any([.text, .number(from: nil, to: nil), .null])) { $0[position].scalar }
                }
            )
        )
    }
}
