internal import Rendering
internal import Study
internal import Timelines

extension StabilityText {
    /// The figures of the earlier range beside those of this one, where it was asked for.
    mutating func writeComparison() {
        guard let comparison = report.comparison else { return }
        page.heading(
            "Compared with \(instants.text(comparison.range.start)) to \(instants.text(comparison.range.end))"
        )
        var table = TextTable([
            .init(title: "figure"), .init(title: "before", alignment: .right), .init(title: "now", alignment: .right),
            .init(title: "change", alignment: .right), .init(title: "beyond chance", overflow: .wrapped),
        ])
        for figure in comparison.figures { table.add(figure.cells) }
        page.table(table)
        page.blank()
        for sentence in [coverage(of: comparison), rule(of: comparison), shifts(of: comparison)].compactMap(\.self) {
            page.paragraph(sentence, indent: 2)
        }
    }

    /// How much of the earlier range is known; of this one the section before tells.
    private func coverage(of comparison: ComparisonFigures) -> String {
        let coverage = comparison.coverage
        let covered =
            coverage.stale.isEmpty
            ? "The earlier range is covered to its end."
            : "In the earlier range, " + staleSentence(coverage, names: names, instants: instants)
        let unknown =
            comparison.unknown > .zero
            ? " \(comparison.unknown.labelWithSeconds) of container time is unknown in it." : ""
        return covered + unknown
            + " Time in service: \(comparison.inServiceBefore.label) before, \(comparison.inServiceNow.label) now; "
            + "what happened in unknown time is not counted."
    }

    private func rule(of comparison: ComparisonFigures) -> String? {
        guard comparison.tests > 0 else { return "No figure could be tested." }
        let level = numeral(of: comparison.options.alpha) ?? ""
        return
            "Beyond chance: p below \(level) after Holm's correction over \(counted(comparison.tests, "test")). For a "
            + "rate a day: the exact test of two Poisson rates, which takes events to be independent; for p50: "
            + "Mann–Whitney over all durations of the kind (from \(counted(comparison.options.minSamples, "sample")) "
            + "a side). A single number against another can't be tested."
            + (comparison.figures.contains(where: \.isContradicted)
                ? " ~: the medians and the typical shift point in opposite directions, so no change is beyond chance."
                : "")
    }

    /// By how much the tested durations lie higher or lower; nil where none were tested.
    private func shifts(of comparison: ComparisonFigures) -> String? {
        let shifts = comparison.figures.compactMap { figure -> String? in
            guard case .p50(let kind) = figure.name, case .tested(let test) = figure.finding, let shift = test.shift
            else {
                return nil
            }
            let ends = [test.shiftLow, test.shiftHigh].map { $0.map(signedLabel) ?? "no bound" }
            return "\(kind.rawValue) \(signedLabel(milliseconds: shift)) (\(ends.joined(separator: " to ")))".unbroken
        }
        guard !shifts.isEmpty else { return nil }
        return "Typical shift of a duration, with its 95% confidence interval: \(shifts.joined(separator: ", "))."
    }
}

extension ComparedFigure {
    /// The cells of its row: what it is, before, now, the change, and whether that is beyond chance.
    var cells: [String] {
        [
            name.label, before.map(shown) ?? name.missing, now.map(shown) ?? name.missing, shownChange,
            isContradicted ? "~" : finding.label,
        ]
    }

    private func shown(_ value: Double) -> String {
        switch name.unit {
        case .ratio: shownShare(value)
        case .milliseconds: label(milliseconds: value)
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
        case .milliseconds: sign + label(milliseconds: abs(change))
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
    var label: String {
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
    fileprivate var label: String {
        switch self {
        case .tested(let test): "\(test.isBeyondChance ? "yes" : "no") (p \(probability(test.adjustedP)))".unbroken
        case .untested(.oneNumber): "not tested"
        case .untested(.byRate): "see the rate"
        case .untested(.noEvents): "none in either"
        case .untested(.tooFewSamples): "too few samples"
        case .untested(.unknown): "unknown"
        }
    }
}
