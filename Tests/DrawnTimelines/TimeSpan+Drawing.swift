package import Timelines

extension TimeSpan {
    /// Reads `2d`, `1h30m`, `8s`, `250ms`, `0s`.
    package init(drawn text: String) throws(DrawingError) {
        var total = TimeSpan.zero
        var rest = text[...]
        repeat {
            let digits = rest.prefix(while: \.isNumber)
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !$0.isNumber }
            rest = rest.dropFirst(unit.count)
            guard let count = Int64(digits), let span = TimeSpan(count, unit: unit) else {
                throw DrawingError(part: text, problem: "not a span such as 1h30m")
            }
            total += span
        } while !rest.isEmpty
        self = total
    }

    private init?(_ count: Int64, unit: Substring) {
        switch unit {
        case "d": self = .days(count)
        case "h": self = .hours(count)
        case "m": self = .minutes(count)
        case "s": self = .seconds(count)
        case "ms": self = TimeSpan(milliseconds: count)
        default: return nil
        }
    }
}

extension TimeSpan {
    /// As it would be drawn: `1h30m`, `0s`.
    package var drawn: String {
        var rest = milliseconds
        var text = ""
        for (unit, length) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)] {
            let (count, remainder) = rest.quotientAndRemainder(dividingBy: Int64(length))
            if count != 0 { text += "\(count)\(unit)" }
            rest = remainder
        }
        return text.isEmpty ? "0s" : text
    }
}
