package import Timelines

/// The share of its service time in which a group promises to be up, as it was written: compared exactly, as a fraction.
package struct Objective: Hashable, Sendable {
    /// Above 0 and at most `denominator`.
    private let numerator: UInt64
    /// A power of ten.
    private let denominator: UInt64

    /// What to write where a text is none.
    package static let hint = "write it like 99.9% or 0.999"

    /// Reads `99.9%`, `100%` or a ratio below 1 with a point, `0.999`; up to fifteen digits. Nil where `text` is anything else.
    package init?(_ text: String) {
        let isPercentage = text.hasSuffix("%")
        let parts = text.dropLast(isPercentage ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard 1...2 ~= parts.count, isPercentage || parts.count == 2, parts.allSatisfy({ !$0.isEmpty }),
            digits.utf8.count <= 15, digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let numerator = UInt64(digits)
        else { return nil }
        let decimals = (parts.count == 2 ? parts[1].utf8.count : 0) + (isPercentage ? 2 : 0)
        let denominator = (0..<decimals).reduce(UInt64(1)) { scale, _ in scale * 10 }
        guard numerator > 0, isPercentage ? numerator <= denominator : numerator < denominator else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// 0…1.
    package var ratio: Double { Double(numerator) / Double(denominator) }

    /// `99.9%`, whatever it was written as.
    package var percentage: String {
        let decimals = max(0, String(denominator).utf8.count - 3)
        let scaled = String(denominator < 100 ? numerator * (100 / denominator) : numerator)
        let digits = String(repeating: "0", count: max(0, decimals + 1 - scaled.utf8.count)) + scaled
        var fraction = digits.suffix(decimals)
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return digits.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction) + "%"
    }

    /// Whether no time at all may be down.
    package var allowsNothing: Bool { numerator == denominator }

    /// Whether `part` / `whole` reaches it; neither is negative.
    package func isReached(by part: TimeSpan, of whole: TimeSpan) -> Bool {
        let reached = UInt64(part.milliseconds).multipliedFullWidth(by: denominator)
        let needed = UInt64(whole.milliseconds).multipliedFullWidth(by: numerator)
        return (reached.high, reached.low) >= (needed.high, needed.low)
    }

    /// How much of `time`, which is not negative, it allows to be down: ⌊(1 − objective) · time⌋.
    package func allowed(of time: TimeSpan) -> TimeSpan {
        let missing = UInt64(time.milliseconds).multipliedFullWidth(by: denominator - numerator)
        return TimeSpan(milliseconds: Int64(denominator.dividingFullWidth(missing).quotient))
    }
}
