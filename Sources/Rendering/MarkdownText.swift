extension String {
    /// The text as it is in Markdown: nothing in it is markup, a link, a cell's end or a break of the line.
    package var markdownEscaped: String {
        let scalars = Array(withPlainBlanks.neutralised.unicodeScalars)
        var result = ""
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // Backslashes don't keep these from becoming a cell's end, a mention, a link or an emoji everywhere.
            case "|": result += "&#124;"
            case "@": result += "&#64;"
            case ":" where place + 1 < scalars.count && scalars[place + 1] != " " && !isInTime(place, of: scalars):
                result += "&#58;"
            case "\\", "`", "*", "_", "[", "]", "~", "#", "!", "$":
                result += "\\"
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.replacing("www.", with: "www&#46;")
    }
}

/// Whether the colon there stands between two digits, as in a time of day.
private func isInTime(_ place: Int, of scalars: [Unicode.Scalar]) -> Bool {
    place > 0 && [scalars[place - 1], scalars[place + 1]].allSatisfy { "0"..."9" ~= $0 }
}

/// A table of Markdown with its title row; its cells are taken as they are.
package struct MarkdownTable {
    /// The title and whether it is aligned to the right.
    package typealias Column = (title: String, isRight: Bool)

    package let columns: [Column]

    package init(columns: [Column]) {
        self.columns = columns
    }

    package var head: String {
        MarkdownTable.row(columns.map(\.title)) + MarkdownTable.row(columns.map { $0.isRight ? "---:" : ":---" })
    }

    package static func row(_ cells: [String]) -> String {
        "| \(cells.joined(separator: " | ")) |\n"
    }
}
