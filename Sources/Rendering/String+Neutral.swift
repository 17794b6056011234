extension String {
    /// The text without anything that acts instead of showing, whatever reads it.
    ///
    /// For a terminal: control characters (and with them escape sequences), line breaks and invisible characters, such as
    /// those that turn the direction of writing, are each replaced by a visible sign. For the log of a CI run: a backslash
    /// parts what would begin a command.
    package var neutralised: String {
        var result = String.UnicodeScalarView()
        for character in self {
            let scalars = Array(character.unicodeScalars)
            for (position, scalar) in scalars.enumerated() {
                let shows = !scalar.acts || scalar.isPartOfEmoji(at: position, of: scalars)
                result.append(shows ? scalar : scalar.sign)
            }
        }
        return String(result.withoutCommands)
    }
}

extension String.UnicodeScalarView {
    /// The text with `\` where a CI runner would find a command.
    ///
    /// GitHub's runner takes a line that begins with `::`, white space before it or not; it and those of Azure and TeamCity
    /// take `##[…]`, `##vso[…]` and `##teamcity[…]` anywhere. A cell can come to stand at the beginning of a line, and a
    /// word can by a break before it, so `::` is parted at the beginning and after white space.
    fileprivate var withoutCommands: String.UnicodeScalarView {
        var result = String.UnicodeScalarView()
        let scalars = Array(self)
        for (position, scalar) in scalars.enumerated() {
            let next = position + 1 < scalars.count ? scalars[position + 1] : nil
            let last = position > 0 ? scalars[position - 1] : nil
            let beginsWord = last?.properties.isWhitespace ?? true
            if beginsWord, scalar == ":", next == ":" { result.append("\\") }
            if last == "#", scalar == "#", let next, next == "[" || next.isASCIILetter { result.append("\\") }
            result.append(scalar)
        }
        return result
    }
}

extension Unicode.Scalar {
    /// Whether it acts, or shows nothing, instead of being shown.
    fileprivate var acts: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        // Variation selectors and fillers are marks and letters that show nothing; so does the blank of Braille.
        default: properties.isDefaultIgnorableCodePoint || self == "\u{2800}"
        }
    }

    /// Whether it is a joiner between two emoji, or chooses the look of the one before it: then it is part of what shows.
    fileprivate func isPartOfEmoji(at position: Int, of cluster: [Unicode.Scalar]) -> Bool {
        guard position > 0 else { return false }
        let last = cluster[position - 1]
        let next = position + 1 < cluster.count ? cluster[position + 1] : nil
        switch self {
        case "\u{200D}": return cluster[0].isPicture && (next?.isPicture ?? false)
        case "\u{FE0E}", "\u{FE0F}": return last.isPicture || next == "\u{20E3}" && last.properties.isEmoji
        default: return false
        }
    }

    /// An emoji; the digits, which are some by their properties, are none here.
    private var isPicture: Bool { properties.isEmoji && value > 0x7F }

    fileprivate var isASCIILetter: Bool { "a"..."z" ~= self || "A"..."Z" ~= self }

    /// The picture of a control character of ASCII, `�` for all others.
    fileprivate var sign: Unicode.Scalar {
        let picture: UInt32? =
            switch value {
            case 0..<0x20: 0x2400 + value
            case 0x7F: 0x2421
            default: nil
            }
        return picture.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
    }
}
