extension String {
    /// The text as it is in Markdown: nothing in it is markup, a mention, a link, a cell's end or a break of the line.
    package var markdownEscaped: String {
        let scalars = Array(withPlainBlanks.neutralised.unicodeScalars)
        var result = ""
        for (position, scalar) in scalars.enumerated() {
            let next = position + 1 < scalars.count ? scalars[position + 1] : nil
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // A backslash doesn't keep it from becoming a cell's end everywhere.
            case "|": result += "&#124;"
            // Mentions and numbers of issues are looked for in what is shown, after every escape and entity is gone; only
            // something between the sign and the name parts them.
            case "@": result += "@<!-- -->"
            case "#" where next.map(isDigit) ?? false: result += "\\#<!-- -->"
            case "." where position >= 3 && scalars[(position - 3)..<position].allSatisfy({ $0 == "w" }):
                result += "&#46;"
            case ":" where next != nil && next != " " && !isInTime(position, of: scalars): result += "&#58;"
            case "\\", "`", "*", "_", "[", "]", "~", "#", "!", "$":
                result += "\\"
                result.unicodeScalars.append(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text as a paragraph or a point of its own: escaped, and nothing at its beginning is the mark of a block.
    fileprivate var markdownLine: String {
        let text = markdownEscaped.unicodeScalars.drop { $0 == " " }
        if let first = text.first, "-+=".unicodeScalars.contains(first) { return "\\" + String(text) }
        let digits = text.prefix(while: isDigit)
        let rest = text.dropFirst(digits.count)
        guard !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" else { return String(text) }
        return String(digits) + "\\" + String(rest)
    }

    /// The beginning and the end of a text that is longer than `limit` scalars, so that its bytes are bounded as well.
    fileprivate func clipped(to limit: Int) -> String {
        guard unicodeScalars.count > limit else { return self }
        return String(unicodeScalars.prefix(limit / 2)) + "…" + String(unicodeScalars.suffix(limit / 2 - 1))
    }
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    "0"..."9" ~= scalar
}

/// Whether the colon there stands between two digits, as in a time of day.
private func isInTime(_ position: Int, of scalars: [Unicode.Scalar]) -> Bool {
    position > 0 && isDigit(scalars[position - 1]) && isDigit(scalars[position + 1])
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

extension AnswerFormat {
    static var markdown: Self {
        AnswerFormat(name: "markdown", fileEnding: "md", isForPeople: true) { answer, instants, _, receive in
            try receive(Array(answer.markdown(instants: instants).utf8))
        }
    }
}

extension Answer {
    package func markdown(instants: InstantStyle) -> String {
        page(instants: instants).markdown()
    }

    /// The same in UTC.
    package func markdown() -> String { markdown(instants: .utc) }
}

extension TextPage {
    /// The page in GitHub's Markdown for a pull request, a ticket or a chat.
    ///
    /// It is `limit` bytes at most, 100 KB or more: platforms refuse more than 1 MiB. A table has 1,000 rows at most. What is
    /// left out is counted.
    package func markdown(limit: Int = 1_000_000) -> String {
        var markdown = MarkdownPage(limit: limit)
        for (position, block) in blocks.enumerated() {
            markdown.write(block, before: position + 1 < blocks.count ? blocks[position + 1] : nil)
        }
        return markdown.finished
    }
}

/// A page on its way to Markdown, block by block.
private struct MarkdownPage {
    private let limit: Int
    private var text = ""
    private var isInList = false
    private var leftOut = 0

    /// The most rows of a table.
    private static let mostRows = 1_000
    /// In scalars; a scalar takes 10 bytes at most.
    private static let longestLine = 4_000
    private static let longestCell = 300
    /// Bytes that no table takes, for what comes after it.
    private static let reserve = 60_000
    /// For the line that counts what is left out.
    private static let closing = 200

    init(limit: Int) {
        self.limit = limit
    }

    var finished: String {
        leftOut == 0
            ? text : text + "\n… and \(counted(leftOut, "more line")); --format json has everything\n".withPlainBlanks
    }

    mutating func write(_ block: TextPage.Block, before next: TextPage.Block?) {
        switch block {
        case .blank: break
        case .heading(let words): paragraph("### " + line(words))
        case .line(let words, true): paragraph(strong(words))
        case .line(let words, false): point(line(words))
        case .point(let words): point(line(words))
        case .paragraph(let words, let indent, _, let isStrong):
            if indent >= TextPage.Block.detail {
                append("  - \(line(words))\n")
            } else if indent > 0, next?.isDetail ?? false {
                point(line(words))
            } else {
                paragraph(isStrong ? strong(words) : line(words))
            }
        case .table(let table, _, _): write(table)
        }
    }

    private func line(_ words: String) -> String {
        words.clipped(to: MarkdownPage.longestLine).markdownLine
    }

    private func strong(_ words: String) -> String {
        let line = line(words)
        return line.isEmpty ? "" : "**\(line)**"
    }

    private mutating func paragraph(_ line: String) {
        guard !line.isEmpty else { return }
        append((text.isEmpty ? "" : "\n") + line + "\n")
        isInList = false
    }

    private mutating func point(_ line: String) {
        append((isInList || text.isEmpty ? "" : "\n") + "- \(line)\n")
        isInList = true
    }

    private mutating func append(_ piece: String) {
        if leftOut == 0, text.utf8.count + piece.utf8.count <= limit - MarkdownPage.closing {
            text += piece
        } else {
            leftOut += 1
        }
    }

    private mutating func write(_ table: TextTable) {
        guard !table.rows.isEmpty else { return }
        let hasNotes = table.rows.contains { !$0.notes.isEmpty }
        let columns = table.columns.map { (title: cell($0.title), isRight: $0.alignment == .right) }
        let head = MarkdownTable(columns: columns + (hasNotes ? [(title: "notes", isRight: false)] : [])).head
        var rows = ""
        var room = limit - MarkdownPage.reserve - text.utf8.count - head.utf8.count
        var listed = 0
        for row in table.rows.prefix(MarkdownPage.mostRows) {
            let notes = hasNotes ? [row.notes.joined(separator: "; ")] : []
            let piece = MarkdownTable.row((row.cells + notes).map(cell))
            guard piece.utf8.count <= room else { break }
            room -= piece.utf8.count
            rows += piece
            listed += 1
        }
        append((text.isEmpty ? "" : "\n") + head + rows)
        isInList = false
        let rest = table.rows.count - listed
        if rest > 0 { paragraph("… and \(counted(rest, "more row")); --format json has all".withPlainBlanks) }
    }

    private func cell(_ words: String) -> String {
        words.clipped(to: MarkdownPage.longestCell).markdownEscaped
    }
}

extension TextPage.Block {
    /// From this indent on a paragraph is about the line above it.
    fileprivate static let detail = 4

    fileprivate var isDetail: Bool {
        if case .paragraph(_, let indent, _, _) = self { indent >= Self.detail } else { false }
    }
}
