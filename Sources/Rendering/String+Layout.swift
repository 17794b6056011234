extension String {
    /// How many columns of a terminal the text takes.
    package var displayWidth: Int {
        reduce(0) { $0 + $1.displayWidth }
    }
}

extension Character {
    /// 0, 1 or 2 for most; a cluster of several letters takes the sum of them, an emoji sequence 2.
    package var displayWidth: Int {
        let scalars = unicodeScalars
        guard scalars.count > 1, let first = scalars.first else { return scalars.first?.displayWidth ?? 0 }
        let isEmoji = first.properties.isEmoji && scalars.contains { $0 == "\u{FE0F}" || $0 == "\u{200D}" }
        let isColoured = first.properties.isEmojiModifierBase && scalars.contains { $0.properties.isEmojiModifier }
        let isFlag = scalars.allSatisfy { "\u{1F1E6}"..."\u{1F1FF}" ~= $0 }
        if isEmoji || isColoured || isFlag { return 2 }
        return scalars.reduce(0) { $0 + $1.displayWidth }
    }
}

extension Unicode.Scalar {
    /// 0 for what combines with the letter before it, 2 for East Asian wide and full-width letters and emoji, else 1.
    fileprivate var displayWidth: Int {
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        // Vowels and final consonants of decomposed Hangul stand in the square of the first consonant.
        if 0x1160...0x11FF ~= value || 0xD7B0...0xD7FF ~= value { return 0 }
        return properties.isEmojiPresentation || isEastAsianWide ? 2 : 1
    }

    /// East Asian Width W or F (Unicode Standard Annex 11), by blocks.
    private var isEastAsianWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x33FF,
            0x3400...0x4DBF, 0x4DC0...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FB,
            0x1D300...0x1D376, 0x1F200...0x1F2FF, 0x1F900...0x1F9FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
            true
        default:
            false
        }
    }
}

extension String {
    /// The text in at most `width` columns: a longer one keeps its beginning and its end, parted by `…`.
    package func shortened(to width: Int) -> String {
        guard displayWidth > width else { return self }
        guard width > 1 else { return width == 1 ? "…" : "" }
        let tailWidth = (width - 1) / 2
        let head = leading(self, columns: width - 1 - tailWidth)
        let tail = leading(reversed(), columns: tailWidth).reversed()
        return String(head) + "…" + String(tail)
    }

    /// The text with blanks up to `width` columns, on its right or on its left.
    package func padded(to width: Int, alignment: TextAlignment) -> String {
        let blanks = String(repeating: " ", count: max(0, width - displayWidth))
        return alignment == .left ? self + blanks : blanks + self
    }
}

package enum TextAlignment: Hashable, Sendable {
    case left, right
}

/// As many characters from the beginning as fit into `columns`.
private func leading(_ characters: some Sequence<Character>, columns: Int) -> [Character] {
    var room = columns
    return characters.prefix { character in
        room -= character.displayWidth
        return room >= 0
    }
}

extension String {
    /// The text with blanks at which `TextPage` breaks no line; it writes them as plain ones.
    package var unbroken: String { replacing(" ", with: String.noBreak) }

    /// The text as it is shown: no-break blanks are plain ones.
    package var withPlainBlanks: String { replacing(String.noBreak, with: " ") }

    /// A control character, because no foreign text holds one once it is neutralised: a name's own blanks stay as they are.
    private static let noBreak = "\u{1F}"
}
