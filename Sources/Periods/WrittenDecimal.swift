/// A number as a person writes it: plain decimal digits, perhaps with a point; no sign, no exponent, at most twelve digits.
package enum WrittenDecimal {
    /// The nearest double to the number that `text` writes, over `divisor`; nil where it writes none.
    package static func quotient(of text: some StringProtocol, over divisor: Double = 1) -> Double? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard parts.allSatisfy({ !$0.isEmpty }), digits.utf8.allSatisfy(isDigit), digits.utf8.count <= 12,
            let amount = Int64(digits)
        else { return nil }
        let decimals = parts.count > 1 ? parts[1].utf8.count : 0
        // Whole numbers up to here, so that there is one rounding.
        return Double(amount) / (0..<decimals).reduce(divisor) { scale, _ in scale * 10 }
    }

    /// The whole number that `text` writes, of at most nine digits; nil where it writes none.
    package static func count(_ text: String) -> Int? {
        text.utf8.allSatisfy(isDigit) && text.utf8.count <= 9 ? Int(text) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
