/// The lines of `text` that a CI runner would take for commands.
///
/// GitHub's runner takes a line that begins with `::`, after white space too, and `##[` anywhere; Azure's `##vso[` and
/// TeamCity's `##teamcity[` are looked for anywhere here, in any case of letters.
package func commandLines(in text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init).filter { line in
        let trimmed = line.unicodeScalars.drop(while: \.properties.isWhitespace)
        if String(trimmed).hasPrefix("::") { return true }
        return line.split(separator: "##", omittingEmptySubsequences: false).dropFirst().contains { rest in
            rest.drop { ("a"..."z").contains($0.lowercased()) }.hasPrefix("[")
        }
    }
}

/// What in `text` acts on a terminal, turns or hides text; line feeds and what an emoji is made of are none of it.
package func hiddenCharacters(in text: String) -> [String] {
    text.flatMap { character -> [String] in
        let scalars = character.unicodeScalars
        let isEmoji = scalars.first.map { $0.properties.isEmoji && $0.value > 0x7F } ?? false
        return scalars.filter { scalar in
            if scalar == "\n" || isEmoji && (scalar == "\u{200D}" || scalar == "\u{FE0F}") { return false }
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F,
                0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0,
                0xFFF0...0xFFFB, 0xE0000...0xE0FFF:
                return true
            default:
                return false
            }
        }
        .map { "U+" + String($0.value, radix: 16, uppercase: true) }
    }
}
