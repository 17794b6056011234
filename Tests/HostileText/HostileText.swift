/// Texts of the kind that a name from outside can hold: commands to a CI runner, escape sequences, and characters that turn
/// or hide what stands around them, between harmless ones.
package struct HostileText {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    /// Of these every text is made; each one alone is an attack, or a part of one.
    package static let pieces = [
        "::stop-commands::x", "::add-mask::prod", "::error file=a,line=1::b", "##[error]", "##[group]", "##[", "##",
        "##vso[task.complete result=Succeeded;]", "##VSO[task.logissue]", "##teamcity[buildStop]", "::", ":", "#", "[",
        "section_start:0:a\r\u{1B}[0K", "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{9B}31m", "\r\n", "\n", "\t", "\u{0B}",
        "\u{1F}",
        "\u{85}", "\u{A0}", "\u{2003}", "\u{3000}", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}", "\u{2069}",
        "\u{200B}",
        "\u{200D}", "\u{200F}", "\u{2060}", "\u{2064}", "\u{206A}", "\u{FEFF}", "\u{AD}", "\u{34F}", "\u{115F}",
        "\u{3164}",
        "\u{180E}", "\u{FE00}", "\u{FE0F}", "\u{E0001}", "\u{E0041}", "\u{E007F}", "\u{E0100}", "\u{FFF9}", "\u{2800}",
        "\u{301}",
        "a", "prod", "-", " ", "  ", "1", "é", "界", "🚀", "👩‍🚀", "❤️", "|", "`", "<", "*", "%0A", "\\",
        // Markdown: mentions, numbers of issues, links, pictures, marks of blocks, markup.
        "@", "@all", "#1", "[a](b)", "![", "](", "http://x.example", "www.", "1.", "1) ", "+", "=", "---", "_", "~",
        "<script>", "<!--", "-->", "&lt;", ">", "!",
    ]

    /// A text of one to `most` pieces; the same seed gives the same texts.
    package mutating func text(most: UInt64 = 6) -> String {
        (0...next(below: most)).map { _ in
            HostileText.pieces[Int(next(below: UInt64(HostileText.pieces.count)))]
        }.joined()
    }

    /// One that shows something, so that it can stand for a name on a command line.
    package mutating func name() -> String {
        "\(text())x"
    }

    private mutating func next(below bound: UInt64) -> UInt64 {
        // Knuth's linear congruential generator; its high bits are the good ones.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }
}
