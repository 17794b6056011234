/// Rows under column titles; as text they are aligned by what a terminal shows, and never wider than the room there is.
package struct TextTable {
    package struct Column {
        /// What becomes of a cell that is too long for its line, in the last column.
        package enum Overflow {
            /// The line is shortened.
            case shortened
            /// The cell stands on lines of its own below the row.
            case below
            /// The cell is broken into lines between its words.
            case wrapped
        }

        package var title: String
        package var alignment: TextAlignment = .left
        /// Whether its cells can be shortened in their middle where the room is short.
        package var isFlexible = false
        package var overflow = Overflow.shortened

        package init(
            title: String,
            alignment: TextAlignment = .left,
            isFlexible: Bool = false,
            overflow: Overflow = .shortened
        ) {
            self.title = title
            self.alignment = alignment
            self.isFlexible = isFlexible
            self.overflow = overflow
        }
    }

    /// A row as lines of text.
    struct LaidOutRow {
        var line: String
        /// What is wrapped behind the line.
        var wrapped: String?
        /// What stands below the line.
        var notes: [String]
    }

    package let columns: [Column]
    /// Whether the titles are emphasised.
    package let hasStrongTitles: Bool
    package private(set) var rows: [(cells: [String], notes: [String])] = []
    private static let gap = 2
    /// A column is not shortened further than this as long as another one can give.
    private static let leastWidth = 12

    package init(_ columns: [Column], hasStrongTitles: Bool = false) {
        self.columns = columns
        self.hasStrongTitles = hasStrongTitles
    }

    /// Adds a row; `cells` has one text for each column. What no column has room for is in the notes.
    package mutating func add(_ cells: [String], notes: [String] = []) {
        rows.append((cells, notes))
    }

    var hasTitles: Bool { !columns.allSatisfy(\.title.isEmpty) }

    /// The titles, unless all are empty, then the rows, none longer than `width` columns.
    package func lines(width: Int) -> [String] {
        laidOut(width: width).map(\.line)
    }

    func laidOut(width: Int) -> [LaidOutRow] {
        let titles = hasTitles ? [(cells: columns.map(\.title), notes: [String]())] : []
        let all = titles + rows
        // What overflows takes the room that the other columns leave.
        let overflow = columns.last?.overflow ?? .shortened
        let aligned = overflow == .shortened ? columns.count : columns.count - 1
        let widths = fitted(to: width, all.map(\.cells), aligned)
        let taken = widths.reduce(TextTable.gap * max(0, aligned - 1), +)
        return all.enumerated().map { position, row in
            let head = zip(row.cells, zip(widths, columns)).map { cell, column in
                cell.shortened(to: column.0).padded(to: column.0, alignment: column.1.alignment)
            }
            let line = head.joined(separator: String(repeating: " ", count: TextTable.gap))
            guard overflow != .shortened, let last = row.cells.last else {
                return LaidOutRow(line: line.withoutTrailingBlanks.shortened(to: width), wrapped: nil, notes: row.notes)
            }
            let start = line + String(repeating: " ", count: TextTable.gap)
            if overflow == .wrapped { return LaidOutRow(line: start, wrapped: last, notes: row.notes) }
            let isTitle = hasTitles && position == 0
            let fits = isTitle || last.displayWidth <= width - taken - TextTable.gap
            return LaidOutRow(
                line: fits ? (start + last).withoutTrailingBlanks : line.withoutTrailingBlanks,
                wrapped: nil,
                notes: (fits ? [] : [last]) + row.notes
            )
        }
    }

    /// The widths of the first `count` columns; the widest flexible one gives first.
    private func fitted(to width: Int, _ rows: [[String]], _ count: Int) -> [Int] {
        let indices = columns.indices.prefix(count)
        var widths = indices.map { position in rows.map { $0[position].displayWidth }.max() ?? 0 }
        let gaps = TextTable.gap * max(0, count - 1)
        while widths.reduce(gaps, +) > width {
            let candidates = indices.filter { columns[$0].isFlexible && widths[$0] > TextTable.leastWidth }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }
}

extension String {
    fileprivate var withoutTrailingBlanks: String {
        var text = self
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
