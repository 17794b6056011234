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
