/// How text is laid out: how wide it is, and what emphasis looks like; no meaning ever depends on that.
package struct TextStyle: Hashable, Sendable {
    package enum Emphasis: Hashable, Sendable {
        case none
        /// Escape sequences of a terminal.
        case ansi
    }

    package var emphasis: Emphasis
    /// The most columns of a line, at least `leastWidth`.
    package var width: Int

    package static let leastWidth = 40

    package init(emphasis: Emphasis = .none, width: Int) {
        self.emphasis = emphasis
        self.width = max(TextStyle.leastWidth, width)
    }

    package static let plain = TextStyle(width: 100)
    package static let ansi = TextStyle(emphasis: .ansi, width: 100)

    /// Bold.
    package func strong(_ line: String) -> String {
        switch emphasis {
        case .none: line
        case .ansi: "\u{1B}[1m\(line)\u{1B}[0m"
        }
    }
}

extension TextPage {
    /// The page as text for a terminal or a mail: lines of at most the style's width, never broken inside what is `unbroken`.
    package func text(style: TextStyle = .plain) -> String {
        var text = PlainText(style: style)
        for block in blocks { text.write(block) }
        return text.text
    }
}

extension Answer {
    /// The page as text.
    package func text(instants: InstantStyle = .utc, style: TextStyle = .plain) -> String {
        page(instants: instants).text(style: style)
    }
}

extension AnswerFormat {
    package static var text: Self {
        AnswerFormat(name: "text", fileEnding: "txt", isForPeople: true) { answer, instants, style, receive in
            try receive(Array(answer.text(instants: instants, style: style).utf8))
        }
    }
}

/// A page on its way to text.
private struct PlainText {
    let style: TextStyle
    private(set) var text = ""

    init(style: TextStyle) {
        self.style = style
    }

    mutating func write(_ block: TextPage.Block) {
        switch block {
        case .blank: blank()
        case .heading(let words):
            blank()
            paragraph(words, indent: 0, hanging: 0, isStrong: true)
        case .paragraph(let words, let indent, let hanging, let isStrong):
            paragraph(words, indent: indent, hanging: hanging, isStrong: isStrong)
        case .point(let words): paragraph("- " + words, indent: 2, hanging: 2, isStrong: false)
        case .line(let words, let isStrong): line(isStrong ? style.strong(words) : words)
        case .table(let table, let indent, let isBounded):
            write(table, indent: indent, width: isBounded ? style.width - indent : .max)
        }
    }

    private mutating func blank() {
        if !text.isEmpty { text += "\n" }
    }

    private mutating func line(_ line: String) {
        text += line.withPlainBlanks + "\n"
    }

    private mutating func paragraph(_ words: String, indent: Int, hanging: Int, isStrong: Bool) {
        for (number, line) in wrapped(words, indent: indent, hanging: hanging).enumerated() {
            let margin = String(repeating: " ", count: number == 0 ? indent : indent + hanging)
            self.line(margin + (isStrong ? style.strong(line) : line))
        }
    }

    private mutating func write(_ table: TextTable, indent: Int, width: Int) {
        let margin = String(repeating: " ", count: indent)
        let laidOut = table.laidOut(width: width)
        for (position, row) in laidOut.enumerated() {
            switch row.wrapped {
            case nil:
                let isTitle = table.hasStrongTitles && position == 0
                line(isTitle ? style.strong(margin + row.line) : margin + row.line)
            case let words?:
                let blanks = margin + String(repeating: " ", count: row.line.displayWidth)
                for (number, part) in wrapped(words, indent: blanks.count, hanging: 0).enumerated() {
                    line((number == 0 ? margin + row.line : blanks) + part)
                }
            }
            for note in row.notes { paragraph(note, indent: 4, hanging: 2, isStrong: false) }
        }
    }

    private func wrapped(_ words: String, indent: Int, hanging: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        for word in words.split(separator: " ", omittingEmptySubsequences: false) {
            let room = style.width - indent - (lines.isEmpty ? 0 : hanging)
            let width = String(word).displayWidth
            if !line.isEmpty, lineWidth + 1 + width > room {
                lines.append(line)
                line = ""
            }
            // A single word that no line can hold is cut in its middle.
            let fitting = String(word).shortened(to: style.width - indent - hanging)
            line += line.isEmpty ? fitting : " " + fitting
            lineWidth = line.displayWidth
        }
        return lines + [line]
    }
}
