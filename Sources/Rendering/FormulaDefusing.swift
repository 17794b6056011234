/// `text` with an apostrophe before it where a spreadsheet would run it as a formula, otherwise as it is.
///
/// A formula begins with `=`, `+`, `-`, `@` or a full-width form of these, after any white space, control or invisible
/// characters that a spreadsheet may strip; a text that begins with a tab, a carriage return or a line feed is defused
/// whatever follows. A plain negative decimal is a number and stays.
package func defused(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    let isBroken = first == "\t" || first == "\r" || first == "\n"
    let start = text.unicodeScalars.first { !isStripped($0) }
    guard isBroken || start.map(beginsFormula) == true, !isNegativeDecimal(text) else { return text }
    return "'" + text
}

private func beginsFormula(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@": true
    // Full-width, small and superscript forms, which some spreadsheets fold onto the ASCII ones, and the minus sign.
    case "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": true
    case "\u{FE66}", "\u{FE62}", "\u{FE63}", "\u{FE6B}", "\u{2212}": true
    default: false
    }
}

private func isStripped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
    default: false
    }
}

/// `-`, digits, and perhaps a point with digits.
private func isNegativeDecimal(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "-") else { return false }
    let parts = text.utf8.dropFirst().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2
        && parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        }
}
