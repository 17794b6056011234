/// Rows under column titles, aligned by what a terminal shows; it never is wider than the room it is given.
package struct TextTable {
    package struct Column {
        package var title: String
        package var alignment: TextAlignment = .left
        /// Whether its cells can be shortened in their middle where the room is short.
        package var isFlexible = false

        package init(title: String, alignment: TextAlignment = .left, isFlexible: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.isFlexible = isFlexible
        }
    }

    package let columns: [Column]
    package private(set) var rows: [[String]] = []
    private static let gap = 2
    /// A column is not shortened further than this as long as another one can give.
    private static let leastWidth = 12

    package init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row; `cells` has one text for each column.
    package mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The titles, unless all are empty, then the rows, none longer than `width` columns.
    package func lines(width: Int) -> [String] {
        let titles = columns.map(\.title)
        let all = titles.allSatisfy(\.isEmpty) ? rows : [titles] + rows
        let widths = fitted(to: width, all)
        return all.map { cells in
            var line = ""
            for (position, cell) in cells.enumerated() {
                if position > 0 { line += String(repeating: " ", count: TextTable.gap) }
                line += cell.shortened(to: widths[position])
                    .padded(to: widths[position], alignment: columns[position].alignment)
            }
            while line.hasSuffix(" ") { line.removeLast() }
            return line.shortened(to: width)
        }
    }

    /// The widest flexible column gives first.
    private func fitted(to width: Int, _ rows: [[String]]) -> [Int] {
        var widths = columns.indices.map { position in rows.map { $0[position].displayWidth }.max() ?? 0 }
        let gaps = TextTable.gap * max(0, columns.count - 1)
        while widths.reduce(gaps, +) > width {
            let candidates = columns.indices.filter { columns[$0].isFlexible && widths[$0] > TextTable.leastWidth }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }
}
