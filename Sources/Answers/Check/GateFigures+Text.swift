internal import Rendering
internal import Timelines

extension GateComparison {
    /// Whether the verdict depends on it: the pooled one always, a group where both sides have the samples that are asked for.
    func decides(_ options: GateOptions) -> Bool {
        group == nil || min(baseline.n, candidate.n) >= options.minSamples
    }

    /// `+1.8 s`; nil where a side has no samples.
    var change: String? { shift.map(signedLabel(milliseconds:)) }

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
        label(ends: (shiftLow.map(signedLabel), shiftHigh.map(signedLabel)))
    }

    /// The same as parts of the median before, `+6.0% to +30.0%`; in milliseconds where that is zero.
    var relativeInterval: String {
        guard relativeShift != nil else { return interval }
        return label(ends: (relativeShiftLow.map(signedPercent), relativeShiftHigh.map(signedPercent)))
    }

    private func label(ends: (low: String?, high: String?)) -> String {
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
    var shownMedian: String { p50.map(shortLabel(milliseconds:)) ?? "withheld" }
}

extension GateOutcome {
    /// 0 is the worst.
    var severity: Int {
        switch self {
        case .regression: 0
        case .inconclusive: 1
        case .accepted: 2
        case .unconfirmed: 3
        case .pass: 4
        case .improvement: 5
        }
    }

    /// What stands before its line.
    var mark: String {
        switch self {
        case .regression, .accepted, .unconfirmed: "✗"
        case .inconclusive: "?"
        case .pass: "~"
        case .improvement: "✓"
        }
    }
}

extension GateGrouping {
    /// What several of its groups are called.
    var plural: String { rawValue + "s" }
}

/// `350 ms`, `8.2 s`, `2.1 min`, `1.5 h`: one unit, finer parts left out, for a column of a table.
func shortLabel(milliseconds: Double) -> String {
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
func signedLabel(milliseconds: Double) -> String {
    let words = shortLabel(milliseconds: abs(milliseconds))
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

extension GateBudget.Unit {
    /// How JSON names it.
    var text: String {
        switch self {
        case .milliseconds: "ms"
        case .ratio: "ratio"
        case .perDay: "per_day"
        case .count: "count"
        }
    }
}

extension GateBudget {
    /// `max-p95`, or `max-p95 of prod`.
    var label: String { name.rawValue + (group.map { " of \($0.neutralised.shortened(to: 24))" } ?? "") }

    /// The same as a configuration names it.
    var text: String { name.rawValue + (group.map { " of \($0)" } ?? "") }
}

extension GateBudgetResult {
    /// `kept`, `not kept`, or that nothing can be told.
    var shownVerdict: String {
        switch verdict {
        case .pass, .improvement: "kept"
        case .accepted: "accepted"
        case .regression, .unconfirmed: "not kept"
        case .inconclusive: "inconclusive"
        }
    }

    /// `at most 15.0 s`.
    var shownLimit: String {
        (budget.name.unit == .ratio ? "at least " : "at most ").unbroken + shown.limit
    }

    /// `17.7 s`, or why there is no figure.
    var shownValue: String {
        if let value = shown.value { return value }
        return switch budget.name {
        case .maxP50, .maxP95, .maxP99: "too few samples"
        case .minAvailability, .objective, .maxDowntime: "none: no time is known to be up or down"
        case .maxRestartsPerDay: "none: no time in service is covered"
        case .maxFailedStarts: "none"
        }
    }

    /// `max-p95 (17.7 s, at most 15.0 s)`.
    var account: String { "\(budget.label) (\(shownValue), \(shownLimit))" }

    /// Limit and figure, finer than usual where they would look the same and are not.
    private var shown: (limit: String, value: String?) {
        switch budget.name.unit {
        case .ratio: return shares
        case .count: return (grouped(Int64(budget.limit)), value.map { grouped(Int64($0)) })
        case .milliseconds:
            return told(label(milliseconds:)) { "\(numeral(of: $0) ?? "none") ms".unbroken }
        case .perDay:
            return told({ "\(decimal($0)) a day".unbroken }) { "\(numeral(of: $0) ?? "none") a day".unbroken }
        }
    }

    private func told(
        _ roughly: (Double) -> String,
        exactly: (Double) -> String
    ) -> (limit: String, value: String?) {
        guard let value else { return (roughly(budget.limit), nil) }
        let rough = (roughly(budget.limit), roughly(value))
        return rough.0 == rough.1 && budget.limit != value ? (exactly(budget.limit), exactly(value)) : rough
    }

    /// In percent; the figure is rounded down to as many decimals as the limit has, two at least.
    private var shares: (limit: String, value: String?) {
        let limit = percentText(budget.limit)
        let decimals = max(2, limit.dropLast().split(separator: ".").dropFirst().first?.count ?? 0)
        guard let value else { return (limit, nil) }
        guard value < 1 else { return (limit, "100%") }
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        // A figure of 0.995 is 99.5%, though times a hundred it is a little less.
        let parts = min((value * 100 * scale + 1e-9).rounded(.down), 100 * scale - 1)
        let digits = String(Int64(parts))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let isTooClose = value < budget.limit && parts / scale >= budget.limit * 100
        let text =
            isTooClose ? numeral(of: value * 100) ?? "none" : "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
        return (limit, text + "%")
    }
}
