/// A text for people as it is composed: paragraphs, points and tables, before any format has laid them out.
package struct TextPage {
    package enum Block {
        case blank
        case heading(String)
        case paragraph(String, indent: Int, hanging: Int, isStrong: Bool)
        case point(String)
        case line(String, isStrong: Bool)
        case table(TextTable, indent: Int, isBounded: Bool)
    }

    package private(set) var blocks: [Block] = []

    package init() {}

    /// What stands before the first heading or table, and the rest.
    package var parted: (lead: TextPage, rest: TextPage) {
        let end = blocks.firstIndex { block in
            switch block {
            case .heading, .table: true
            case .blank, .paragraph, .point, .line: false
            }
        }
        var (lead, rest) = (TextPage(), TextPage())
        lead.blocks = Array(blocks[..<(end ?? blocks.count)])
        rest.blocks = Array(blocks[(end ?? blocks.count)...])
        return (lead, rest)
    }

    /// A line by itself that says what follows, after a blank one.
    package mutating func heading(_ words: String) {
        blocks.append(.heading(words))
    }

    /// A blank line, unless nothing was written yet.
    package mutating func blank() {
        blocks.append(.blank)
    }

    /// Words, broken into lines between them. The first line is indented by `indent`, the others by `hanging` more.
    package mutating func paragraph(_ words: String, indent: Int = 0, hanging: Int = 0, isStrong: Bool = false) {
        blocks.append(.paragraph(words, indent: indent, hanging: hanging, isStrong: isStrong))
    }

    /// One point of a list.
    package mutating func point(_ words: String) {
        blocks.append(.point(words))
    }

    /// One line whatever its length: for an answer that has to stand in the first line.
    package mutating func line(_ words: String, isStrong: Bool) {
        blocks.append(.line(words, isStrong: isStrong))
    }

    /// A table; one that is not bounded is as wide as its cells.
    package mutating func table(_ table: TextTable, indent: Int = 2, isBounded: Bool = true) {
        blocks.append(.table(table, indent: indent, isBounded: isBounded))
    }
}
