/// Text for a mail as it grows: lines of at most 100 columns, never broken inside what is `unbroken`.
package struct TextPage {
    package static let width = 100

    package private(set) var text = ""
    private let style: TextStyle

    package init(style: TextStyle) {
        self.style = style
    }

    /// A line by itself that says what follows, after a blank one.
    package mutating func heading(_ words: String) {
        blank()
        paragraph(words, isStrong: true)
    }

    /// A blank line, unless nothing was written yet.
    package mutating func blank() {
        if !text.isEmpty { text += "\n" }
    }

    /// Words, broken into lines between them. The first line is indented by `indent`, the others by `hanging` more.
    package mutating func paragraph(_ words: String, indent: Int = 0, hanging: Int = 0, isStrong: Bool = false) {
        for (number, line) in wrapped(words, indent: indent, hanging: hanging).enumerated() {
            let margin = String(repeating: " ", count: number == 0 ? indent : indent + hanging)
            write(margin + (isStrong ? style.strong(line) : line))
        }
    }

    /// One point of a list.
    package mutating func point(_ words: String) {
        paragraph("- " + words, indent: 2, hanging: 2)
    }

    /// One line whatever its length: for an answer that has to stand in the first line.
    package mutating func line(_ words: String, isStrong: Bool) {
        write(isStrong ? style.strong(words) : words)
    }

    package mutating func table(_ table: TextTable, indent: Int = 2) {
        let margin = String(repeating: " ", count: indent)
        for line in table.lines(width: TextPage.width - indent) {
            write(margin + line)
        }
    }

    private mutating func write(_ line: String) {
        text += line.withPlainBlanks + "\n"
    }

    private func wrapped(_ words: String, indent: Int, hanging: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var lineWidth = 0
        for word in words.split(separator: " ", omittingEmptySubsequences: false) {
            let room = TextPage.width - indent - (lines.isEmpty ? 0 : hanging)
            let width = String(word).displayWidth
            if !line.isEmpty, lineWidth + 1 + width > room {
                lines.append(line)
                line = ""
            }
            // A single word that no line can hold is cut in its middle.
            let fitting = String(word).shortened(to: TextPage.width - indent - hanging)
            line += line.isEmpty ? fitting : " " + fitting
            lineWidth = line.displayWidth
        }
        return lines + [line]
    }
}
