/// An amount as an option gives it: plain decimal digits, with a unit where the amount has one.
///
/// A budget decides, so that nothing about it is guessed: no sign, no exponent, and no number whose unit is left to the reader.
struct WrittenAmount {
    private let option: String
    private let text: String

    /// `option` is what the amount was given with, such as `--max-p95`.
    init(_ option: String, _ text: String) {
        self.option = option
        self.text = text
    }

    /// `200ms`, `1.5s`, `10m`, `2h`, `1d`, in milliseconds.
    func milliseconds() throws -> Double {
        let hint = "write a span with its unit, such as 200ms, 1.5s, 10m, 2h or 1d"
        let letters = text.reversed().prefix { $0.isLetter }.reversed()
        let scale: Int64? =
            switch String(letters) {
            case "ms": 1
            case "s": 1_000
            case "m": 60_000
            case "h": 3_600_000
            case "d": 86_400_000
            default: nil
            }
        guard let scale, let amount = quotient(of: text.dropLast(letters.count), times: scale, over: 1) else {
            throw failure("no span of time", hint)
        }
        return amount
    }

    /// `99.5%`, as a part of one; more than all is possible.
    func share() throws -> Double {
        guard text.hasSuffix("%"), let share = quotient(of: text.dropLast(), times: 1, over: 100) else {
            throw failure("no percentage", "write it with its sign, such as 99.5%")
        }
        return share
    }

    /// `99.5%`, as a part of one, which is not more than all.
    func part() throws -> Double {
        let share = try share()
        guard share <= 1 else { throw failure("more than all", "write a percentage up to 100%") }
        return share
    }

    /// `0.05`.
    func number() throws -> Double {
        guard let number = quotient(of: text[...], times: 1, over: 1) else {
            throw failure("no number", "write digits, such as 3 or 0.05")
        }
        return number
    }

    /// `12`.
    func count() throws -> Int {
        guard text.utf8.allSatisfy(isDigit), text.utf8.count <= 9, let count = Int(text) else {
            throw failure("no count", "write a whole number, such as 10")
        }
        return count
    }

    /// The nearest double to a decimal times `factor` over `divisor`; nil for what is none, or has more than twelve digits.
    private func quotient(of text: Substring, times factor: Int64, over divisor: Int64) -> Double? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard parts.allSatisfy({ !$0.isEmpty }), digits.utf8.allSatisfy(isDigit), digits.utf8.count <= 12,
            let amount = Int64(digits)?.multipliedReportingOverflow(by: factor), !amount.overflow
        else { return nil }
        let decimals = parts.count > 1 ? parts[1].utf8.count : 0
        // Whole numbers up to here, so that there is one rounding.
        let scale = (0..<decimals).reduce(Double(divisor)) { scale, _ in scale * 10 }
        return Double(amount.partialValue) / scale
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private func failure(_ message: String, _ hint: String) -> Failure {
        .usage("\(option) \(text): \(message); \(hint)")
    }
}
