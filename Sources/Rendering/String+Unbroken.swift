extension String {
    /// The text with blanks at which `TextPage` breaks no line; it writes them as plain ones.
    package var unbroken: String { replacing(" ", with: String.noBreak) }

    /// The text as it is shown: no-break blanks are plain ones.
    package var withPlainBlanks: String { replacing(String.noBreak, with: " ") }

    /// A control character, because no foreign text holds one once it is neutralised: a name's own blanks stay as they are.
    private static let noBreak = "\u{1F}"
}
