internal import Rendering

extension GateComparison {
    /// Whether the verdict depends on it: the pooled one always, a group where both sides have the samples that are asked for.
    func decides(_ options: GateOptions) -> Bool {
        group == nil || min(baseline.n, candidate.n) >= options.minSamples
    }

    /// `+1.8 s`; nil where a side has no samples.
    var change: String? { shift.map(signedWords(milliseconds:)) }

    /// `+17.9%` of the median before; nil where that is zero, or where a side has no samples.
    var relativeChange: String? { relativeShift.map(signedPercent) }

    /// `+1.8 s (+17.9%)`, or `+1.8 s (from zero)`; `none` where a side has no samples.
    var changeInFull: String {
        guard let change, let relativeChange else { return changeFromZero }
        return "\(change) (\(relativeChange))".unbroken
    }

    /// The change where the median before is zero, which nothing is a part of; `none` where a side has no samples.
    var changeFromZero: String {
        guard let change else { return "none" }
        return shift == 0 ? change : "\(change) (from zero)".unbroken
    }

    /// `+0.6 s to +3.0 s`; an end that the samples are too few to reach is said in words.
    var interval: String {
        words(ends: (shiftLow.map(signedWords), shiftHigh.map(signedWords)))
    }

    /// The same as parts of the median before, `+6.0% to +30.0%`; in milliseconds where that is zero.
    var relativeInterval: String {
        guard relativeShift != nil else { return interval }
        return words(ends: (relativeShiftLow.map(signedPercent), relativeShiftHigh.map(signedPercent)))
    }

    private func words(ends: (low: String?, high: String?)) -> String {
        switch ends {
        case (let low?, let high?): "\(low) to \(high)".unbroken
        case (let low?, nil): "\(low) or more".unbroken
        case (nil, let high?): "\(high) or less".unbroken
        case (nil, nil): "no bounds".unbroken
        }
    }

    /// Of a group the one after Holm's correction.
    var shownP: String { adjustedP.map(probability) ?? p.map(probability) ?? "none" }

    /// The worst first: by verdict, then by the change as a part of the median before, then by the group's name.
    static func isWorse(_ left: GateComparison, _ right: GateComparison) -> Bool {
        if left.verdict != right.verdict { return left.verdict.severity < right.verdict.severity }
        if left.weight != right.weight { return left.weight > right.weight }
        guard let first = left.group, let second = right.group else { return left.group == nil && right.group != nil }
        return GateGroup.precedes(first, second)
    }

    private var weight: Double {
        if let relativeShift { return relativeShift }
        guard let shift else { return -.infinity }
        return shift == 0 ? 0 : shift > 0 ? .infinity : -.infinity
    }
}

extension GateSide {
    /// The median as it is shown; `withheld` where the samples are too few for one.
    var shownMedian: String { p50.map(shortWords(milliseconds:)) ?? "withheld" }
}

extension GateOutcome {
    /// 0 is the worst.
    var severity: Int {
        switch self {
        case .regression: 0
        case .inconclusive: 1
        case .pass: 2
        case .improvement: 3
        }
    }
}

extension GateGrouping {
    /// What several of its groups are called.
    var plural: String { rawValue + "s" }
}

/// `350 ms`, `8.2 s`, `2.1 min`, `1.5 h`: one unit, finer parts left out, for a column of a table.
func shortWords(milliseconds: Double) -> String {
    let amount = min(max(milliseconds, 0), 4e15)
    func tenths(_ unit: Double, _ name: String) -> String {
        let tenths = Int64((amount / unit * 10).rounded(.down))
        return "\(grouped(tenths / 10)).\(tenths % 10) \(name)".unbroken
    }
    switch amount {
    case 0: return "0 s".unbroken
    case ..<1: return "under 1 ms".unbroken
    case ..<1_000: return "\(Int64(amount)) ms".unbroken
    case ..<60_000: return tenths(1_000, "s")
    case ..<3_600_000: return tenths(60_000, "min")
    default: return tenths(3_600_000, "h")
    }
}

/// `+1.8 s`, `-350 ms`; no sign before zero.
func signedWords(milliseconds: Double) -> String {
    let words = shortWords(milliseconds: abs(milliseconds))
    return milliseconds == 0 ? words : (milliseconds < 0 ? "-" : "+") + words
}

/// `+17.9%`, tenths, finer parts left out.
func signedPercent(_ ratio: Double) -> String {
    // What the multiplication takes from 0.057 is not to make it 5.6%.
    let tenths = Int64((min(abs(ratio) * 1_000, 1e15) + 1e-9).rounded(.down))
    let text = "\(grouped(tenths / 10)).\(tenths % 10)%"
    return ratio == 0 ? "0%" : (ratio < 0 ? "-" : "+") + text
}

/// A probability to four decimals, rounded down, so that one below 0.05 never looks like 0.05; `under 0.0001`.
func probability(_ p: Double) -> String {
    guard p >= 0.000_1 else { return "under 0.0001".unbroken }
    let digits = String(Int64((min(p, 1) * 10_000).rounded(.down)))
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    return "\(padded.dropLast(4)).\(padded.suffix(4))"
}
