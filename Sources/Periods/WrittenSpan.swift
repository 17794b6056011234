package import Timelines

/// A span of time as a person writes it, everywhere in the program: decimal digits and a unit, such as `200ms`, `1.5s`, `10m`,
/// `2h`, `7d` or `2w`; a day is 24 hours and a week seven of them.
///
/// There is no sign, no exponent and no default unit: nothing about it is guessed.
package struct WrittenSpan {
    /// The nearest double.
    package let milliseconds: Double
    /// Exact; nil where it is finer than a millisecond, or longer than 100 years of 366 days, which is a slip.
    package let span: TimeSpan?

    /// What to do about a text that is none.
    package static let hint = "write a span with its unit, such as 200ms, 1.5s, 10m, 2h or 1d"

    /// Nil where `text` is of another form, has more than twelve digits, or is too long to be counted.
    package init?(_ text: some StringProtocol) {
        let letters = text.reversed().prefix { $0.isLetter }.reversed()
        guard let unit = WrittenSpan.unit(String(letters)) else { return nil }
        let parts = text.dropLast(letters.count).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard parts.allSatisfy({ !$0.isEmpty }), digits.utf8.count <= 12,
            digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let count = Int64(digits)
        else { return nil }
        let (amount, isTooLong) = count.multipliedReportingOverflow(by: unit.milliseconds)
        guard !isTooLong else { return nil }
        let decimals = parts.count > 1 ? parts[1].utf8.count : 0
        let scale = (0..<decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
        milliseconds = Double(amount) / Double(scale)
        let whole = TimeSpan(milliseconds: amount / scale)
        span = amount.isMultiple(of: scale) && whole <= .days(36_600) ? whole : nil
    }

    private static func unit(_ letters: String) -> TimeSpan? {
        switch letters {
        case "ms": TimeSpan(milliseconds: 1)
        case "s": .seconds(1)
        case "m": .minutes(1)
        case "h": .hours(1)
        case "d": .days(1)
        case "w": .days(7)
        default: nil
        }
    }
}
