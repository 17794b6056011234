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
            .init(title: "change", alignment: .right), .init(title: "beyond chance"),
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
            ? " \(comparison.unknown.wordsAndSeconds) of container time is unknown in it." : ""
        return covered + unknown
            + " Time in service: \(comparison.inServiceBefore.words) before, \(comparison.inServiceNow.words) now; "
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
    }

    /// By how much the tested durations lie higher or lower; nil where none were tested.
    private func shifts(of comparison: ComparisonFigures) -> String? {
        let shifts = comparison.figures.compactMap { figure -> String? in
            guard case .p50(let kind) = figure.name, case .tested(let test) = figure.finding, let shift = test.shift
            else {
                return nil
            }
            let ends = [test.shiftLow, test.shiftHigh].map { $0.map(signedWords) ?? "no bound" }
            return "\(kind.rawValue) \(signedWords(milliseconds: shift)) (\(ends.joined(separator: " to ")))".unbroken
        }
        guard !shifts.isEmpty else { return nil }
        return "Typical shift of a duration, with its 95% confidence interval: \(shifts.joined(separator: ", "))."
    }
}
