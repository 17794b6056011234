internal import Rendering
internal import Timelines

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

extension GateBudgetResult {
    /// `kept`, `not kept`, or that nothing can be told.
    var shownVerdict: String {
        switch verdict {
        case .pass, .improvement: "kept"
        case .regression: "not kept"
        case .inconclusive: "inconclusive"
        }
    }

    /// `at most 15.0 s`.
    var shownLimit: String {
        (budget.name == .minAvailability ? "at least " : "at most ").unbroken + shown.limit
    }

    /// `17.7 s`, or why there is no figure.
    var shownValue: String {
        if let value = shown.value { return value }
        return switch budget.name {
        case .maxP50, .maxP95, .maxP99: "withheld: too few samples"
        case .minAvailability, .maxDowntime: "none: no time is known to be up or down"
        case .maxRestartsPerDay: "none: no time in service is covered"
        case .maxFailedStarts: "none"
        }
    }

    /// `max-p95 (17.7 s, at most 15.0 s)`.
    var account: String { "\(budget.name.rawValue) (\(shownValue), \(shownLimit))" }

    /// Limit and figure, finer than usual where they would look the same and are not.
    private var shown: (limit: String, value: String?) {
        switch budget.name.unit {
        case .ratio: return shares
        case .count: return (grouped(Int64(budget.limit)), value.map { grouped(Int64($0)) })
        case .milliseconds:
            return told(words(milliseconds:)) { "\(numeral(of: $0) ?? "none") ms".unbroken }
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
