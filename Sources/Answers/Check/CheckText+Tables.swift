internal import Rendering

extension CheckText {
    /// One line for everything together, then one for each group that decides, the worst first.
    mutating func writeComparisons() {
        guard let pooled = words.pooled else { return }
        page.heading(words.subject.prefix(1).uppercased() + words.subject.dropFirst())
        var table = TextTable([
            .init(title: report.figures.grouping?.rawValue ?? "", isFlexible: true),
            .init(title: "samples", alignment: .right), .init(title: "before", alignment: .right),
            .init(title: "after", alignment: .right), .init(title: "change", alignment: .right),
            .init(title: "95% confidence"), .init(title: "p", alignment: .right), .init(title: "verdict"),
        ])
        table.add(row(pooled))
        let deciding = words.deciding
        let slower = deciding.prefix { $0.verdict == .regression }.count
        let shown = deciding.prefix(slower + CheckText.listed)
        for comparison in shown { table.add(row(comparison)) }
        page.table(table)
        leftOut(deciding.count - shown.count)
        page.paragraph(words.rule, indent: 2)
        if let without = withoutDuration(pooled) { page.paragraph(without, indent: 2) }
    }

    private func row(_ comparison: GateComparison) -> [String] {
        let samples = "\(grouped(comparison.baseline.n)), \(grouped(comparison.candidate.n))"
        let sides = [comparison.baseline.shownMedian, comparison.candidate.shownMedian]
        let isTold = comparison.shift != nil
        return [words.name(of: comparison), samples] + sides
            + [
                comparison.relativeChange ?? comparison.changeFromZero, isTold ? comparison.relativeInterval : "none",
                comparison.shownP, comparison.verdict.rawValue,
            ]
    }

    private func withoutDuration(_ pooled: GateComparison) -> String? {
        func part(_ side: GateSide, _ when: String) -> String? {
            let without = side.missing + side.invalid
            return without == 0 ? nil : "\(quantity(without, "of \(grouped(side.n + without))")) \(when)"
        }
        let parts = [part(pooled.baseline, "before"), part(pooled.candidate, "after")].compactMap(\.self)
        return parts.isEmpty ? nil : "Not compared, for lack of a usable duration: \(enumerated(parts))."
    }

    /// The groups that can't be judged, apart.
    mutating func writeUndecided() {
        let undecided = words.undecided
        guard !undecided.isEmpty else { return }
        let least = report.figures.options.minSamples
        page.heading("Too few samples to judge (at least \(grouped(least)) a side); not part of the verdict")
        var table = TextTable([
            .init(title: report.figures.grouping?.rawValue ?? "", isFlexible: true),
            .init(title: "before", alignment: .right), .init(title: "after", alignment: .right),
        ])
        let shown = undecided.prefix(CheckText.listed)
        for comparison in shown {
            table.add([words.name(of: comparison), grouped(comparison.baseline.n), grouped(comparison.candidate.n)])
        }
        page.table(table)
        leftOut(undecided.count - shown.count)
    }

    private mutating func leftOut(_ count: Int) {
        guard count > 0 else { return }
        page.paragraph("Not listed: \(quantity(count, "more")); --format json gives them.", indent: 2)
    }

    /// Each budget beside its figure, in the order in which they were given.
    mutating func writeBudgets() {
        let budgets = report.figures.budgets
        guard !budgets.isEmpty else { return }
        page.heading("Budgets, over the candidate")
        var table = TextTable([
            .init(title: "budget"), .init(title: "limit", alignment: .right),
            .init(title: "figure", alignment: .right, isFlexible: true), .init(title: "verdict"),
        ])
        for result in budgets {
            table.add([result.budget.name.rawValue, result.shownLimit, result.shownValue, result.shownVerdict])
        }
        page.table(table)
    }
}
