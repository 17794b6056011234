package import Timelines

extension TimeSpan {
    /// `350 ms`, `8.2 s`, `2 min 5 s`, `1 h 2 min`, `7 d 3 h`: the two largest units, finer ones left out.
    /// An amount in words is `unbroken`, here and below.
    package var label: String {
        let amount = max(0, milliseconds)
        let text =
            switch amount {
            case 0: "0 s"
            case ..<1_000: "\(amount) ms"
            case ..<60_000: "\(amount / 1_000).\(amount / 100 % 10) s"
            case ..<3_600_000: two(amount / 60_000, "min", amount / 1_000 % 60, "s")
            case ..<86_400_000: two(amount / 3_600_000, "h", amount / 60_000 % 60, "min")
            default: two(amount / 86_400_000, "d", amount / 3_600_000 % 24, "h")
            }
        return text.unbroken
    }

    /// `615,600 s`, fractions left out.
    package var seconds: String {
        "\(grouped(max(0, milliseconds) / 1_000)) s".unbroken
    }

    /// `7 d 3 h (615,600 s)`; under a minute the label are in seconds already.
    package var labelWithSeconds: String {
        milliseconds < 60_000 ? label : "\(label) (\(seconds))".unbroken
    }

    /// `7 d 3 h = 615,600 s`, to stand inside brackets.
    package var equation: String {
        milliseconds < 60_000 ? label : "\(label) = \(seconds)".unbroken
    }
}

extension TimeSpan {
    /// `350 ms`, `8.2 s`, `56 min`, `11.2 h`, `51.2 d`: one unit and at most three digits, rounded down, for a cell of a table.
    package var shortLabel: String {
        let amount = max(0, milliseconds)
        func tenths(_ unit: Int64, _ name: String) -> String {
            let tenths = amount * 10 / unit
            return tenths < 1_000 && tenths % 10 != 0
                ? "\(tenths / 10).\(tenths % 10) \(name)" : "\(tenths / 10) \(name)"
        }
        let text =
            switch amount {
            case 0: "0"
            case ..<1_000: "\(amount) ms"
            case ..<60_000: tenths(1_000, "s")
            case ..<7_200_000: "\(amount / 60_000) min"
            case ..<172_800_000: tenths(3_600_000, "h")
            default: tenths(86_400_000, "d")
            }
        return text.unbroken
    }
}

private func two(_ major: Int64, _ majorUnit: String, _ minor: Int64, _ minorUnit: String) -> String {
    let first = "\(grouped(major)) \(majorUnit)"
    return minor == 0 ? first : "\(first) \(minor) \(minorUnit)"
}

/// The words for an amount of `milliseconds` that can have a fraction.
package func label(milliseconds: Double) -> String {
    if milliseconds > 0, milliseconds < 1 { return "under 1 ms".unbroken }
    let bounded = min(max(milliseconds, 0), 4e15)
    return TimeSpan(milliseconds: Int64(bounded.rounded(.down))).label
}
