internal import Rendering
internal import Study

extension ComparedFigure {
    /// The cells of its row: what it is, before, now, the change, and whether that is beyond chance.
    var cells: [String] {
        [
            name.words, before.map(shown) ?? name.missing, now.map(shown) ?? name.missing, shownChange,
            finding.words,
        ]
    }

    private func shown(_ value: Double) -> String {
        switch name.unit {
        case .ratio: shownShare(value)
        case .milliseconds: words(milliseconds: value)
        case .perDay: decimal(value)
        case .count: grouped(Int(value))
        }
    }

    /// With its sign; `none` where there is no change.
    private var shownChange: String {
        guard let change else { return "unknown" }
        guard change != 0 else { return "none" }
        let sign = change < 0 ? "-" : "+"
        return switch name.unit {
        case .ratio: sign + shownPoints(abs(change))
        case .milliseconds: sign + words(milliseconds: abs(change))
        case .perDay: abs(change) < 0.01 ? "\(sign)under 0.01".unbroken : sign + decimal(abs(change))
        case .count: sign + grouped(Int(abs(change)))
        }
    }

    /// `0.41 points`: of a percentage, rounded down.
    private func shownPoints(_ change: Double) -> String {
        // What the multiplication takes from 0.0057 is not to make it 0.56.
        let points = decimal(change * 100 + 1e-9)
        return "\(points) points".unbroken
    }

    /// `99.41%`, rounded down, so that `100%` means all of it.
    private func shownShare(_ ratio: Double) -> String {
        ratio == 1 ? "100%" : decimal(min(ratio * 100 + 1e-9, 99.99)) + "%"
    }
}

extension ComparedFigure.Name {
    fileprivate var words: String {
        switch self {
        case .availability: "available"
        case .unplanned: "available, unplanned"
        case .down: "down"
        case .windows: "downtime windows"
        case .openedPerDay: "windows opened a day"
        case .meanTimeToRecovery: "mean time to recovery"
        case .restarts: "restarts"
        case .restartsPerDay: "restarts a day"
        case .p50(let kind): "\(kind.rawValue) p50"
        case .p95(let kind): "\(kind.rawValue) p95"
        case .entries: "entries"
        }
    }

    /// What stands where a range does not have it.
    fileprivate var missing: String {
        switch self {
        case .p50, .p95: "withheld"
        case .meanTimeToRecovery: "none closed"
        default: "unknown"
        }
    }
}

extension ChangeFinding {
    fileprivate var words: String {
        switch self {
        case .tested(let test): "\(test.isBeyondChance ? "yes" : "no") (p \(probability(test.adjustedP)))".unbroken
        case .untested(.oneNumber): "not tested"
        case .untested(.byRate): "see the rate a day"
        case .untested(.noEvents): "not tested: none in either"
        case .untested(.tooFewSamples): "not tested: too few samples"
        case .untested(.unknown): "not tested: unknown"
        }
    }
}
