internal import ArgumentParser
internal import Periods
internal import Timelines

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
        guard let span = WrittenSpan(text) else { throw failure("no span of time", WrittenSpan.hint) }
        return span.milliseconds
    }

    /// The same in whole milliseconds.
    func span() throws -> TimeSpan {
        guard let written = WrittenSpan(text) else { throw failure("no span of time", WrittenSpan.hint) }
        guard let span = written.span else {
            throw failure("out of range", "write whole milliseconds, and no more than 36600d")
        }
        return span
    }

    /// `99.5%`, as a part of one; more than all is possible.
    func share() throws -> Double {
        guard text.hasSuffix("%"), let share = quotient(of: text.dropLast(), over: 100) else {
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
        guard let number = quotient(of: text[...], over: 1) else {
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

    /// The nearest double to a decimal over `divisor`; nil for what is none, or has more than twelve digits.
    private func quotient(of text: Substring, over divisor: Double) -> Double? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard parts.allSatisfy({ !$0.isEmpty }), digits.utf8.allSatisfy(isDigit), digits.utf8.count <= 12,
            let amount = Int64(digits)
        else { return nil }
        let decimals = parts.count > 1 ? parts[1].utf8.count : 0
        // Whole numbers up to here, so that there is one rounding.
        return Double(amount) / (0..<decimals).reduce(divisor) { scale, _ in scale * 10 }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private func failure(_ message: String, _ hint: String) -> Failure {
        .usage("\(option) \(text): \(message); \(hint)")
    }
}

/// A span as an option takes it, with its unit.
struct SpanText: ExpressibleByArgument, ExpressibleByStringLiteral {
    private let text: String

    init(argument: String) {
        text = argument
    }

    init(stringLiteral text: String) {
        self.text = text
    }

    var defaultValueDescription: String { text }

    /// Throws: where it is none; `option` is what it was given with.
    func span(of option: String) throws -> TimeSpan {
        try WrittenAmount(option, text).span()
    }
}
