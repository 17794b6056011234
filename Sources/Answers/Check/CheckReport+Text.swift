package import Rendering
internal import Timelines

extension CheckReport {
    /// The answer and why, in one sentence.
    package var headline: String { CheckSentences(self).headline.withPlainBlanks }

    /// The check as text, at most 100 columns, the verdict first.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var text = CheckText(report: self, instants: instants, page: TextPage())
        text.writeVerdict()
        text.writeComparisons()
        text.writeBudgets()
        text.writeOrigin()
        return text.page
    }
}

/// A check on its way to text, section by section.
struct CheckText {
    let report: CheckReport
    let words: CheckSentences
    let instants: InstantStyle
    var page: TextPage

    /// The most groups that changed and do not fail that the text lists.
    static let listed = 20
    /// The most groups without a change, or with too few samples, that the text lists; where there are more it counts them.
    static let listedCalm = 5

    init(report: CheckReport, instants: InstantStyle, page: TextPage) {
        self.report = report
        words = CheckSentences(report)
        self.instants = instants
        self.page = page
    }

    /// The verdict and why, then what was held against what.
    private mutating func writeRanges() {
        let zone = report.timezone.neutralised.shortened(to: 40)
        var table = TextTable([.init(title: ""), .init(title: ""), .init(title: "", isFlexible: true)])
        table.add(["candidate", range(report.range), "\(zone), \(counted(report.coverage.containers, "container"))"])
        if let baseline = report.baseline {
            let log = ", from a log of \(counted(Int(baseline.log.size), "record"))"
            let scope = "the same containers" + (baseline.log == report.log ? "" : log)
            table.add(["baseline", range(baseline.range), scope])
        }
        page.table(table)
    }

    mutating func writeVerdict() {
        page.paragraph(words.headline + words.gap(instants), hanging: 2, isStrong: true)
        for sentence in words.advice { page.paragraph(sentence, indent: 2) }
        page.blank()
        writeRanges()
        let options = report.options
        let sentences =
            words.acceptances(instants) + words.coverage(instants)
            + selection(containers: options.containers, projects: options.projects)
        for sentence in sentences { page.paragraph(sentence, indent: 2) }
    }

    private func range(_ range: Interval) -> String {
        "\(instants.text(range.start)) to \(instants.text(range.end))".unbroken
    }

    /// What the check was computed from, so that it can be computed again.
    mutating func writeOrigin() {
        page.blank()
        page.paragraph(
            "\(report.log.origin). "
                + "What each figure means: docs/ci.md."
        )
    }
}

extension CheckText {
    /// One line for everything together, then one for each group, the worst first. What shows no change, and what can't be judged, are
    /// counted where they are many.
    mutating func writeComparisons() {
        guard let pooled = words.pooled else { return }
        page.heading(words.subject.prefix(1).uppercased() + words.subject.dropFirst())
        var table = TextTable([
            .init(title: ""), .init(title: report.figures.grouping?.rawValue ?? "", isFlexible: true),
            .init(title: "before → after".unbroken, alignment: .right), .init(title: "change", alignment: .right),
            .init(title: "95% interval".unbroken),
            .init(title: "p", alignment: .right), .init(title: "samples", alignment: .right),
        ])
        let groups = words.deciding
        let calm = groups.filter { $0.verdict == .pass }
        let changed = groups.filter { $0.verdict != .pass }
        let mostChanged = groups.count { $0.verdict == .regression } + CheckText.listed
        let shown =
            [pooled] + listed(changed, mostChanged) + listed(calm, CheckText.listedCalm)
            + listed(words.undecided, CheckText.listedCalm)
        for comparison in shown { table.add(row(comparison), notes: notes(comparison)) }
        page.table(table)
        leftOut(changed, "•", "more that changed", mostChanged)
        leftOut(calm, "~", "\(words.groupNoun(calm.count)) without a change beyond chance", CheckText.listedCalm)
        leftOut(
            words.undecided,
            "?",
            "\(words.groupNoun(words.undecided.count)) with too few samples to judge",
            CheckText.listedCalm
        )
        page.paragraph(words.marks(of: shown), indent: 2)
        page.blank()
        page.paragraph(words.rule, indent: 2)
        if let without = withoutDuration(pooled) { page.paragraph(without, indent: 2) }
    }

    /// All of them, or none but the first where there are more than `limit` and the text is no full one.
    private func listed(_ comparisons: [GateComparison], _ limit: Int) -> [GateComparison] {
        if report.listsAll || comparisons.count <= limit { return comparisons }
        return limit == CheckText.listedCalm ? [] : Array(comparisons.prefix(limit))
    }

    private func row(_ comparison: GateComparison) -> [String] {
        let sides = [comparison.baseline, comparison.candidate].map(\.shownMedian)
        let samples = "\(grouped(comparison.baseline.n))+\(grouped(comparison.candidate.n))"
        let p = comparison.verdict == .inconclusive ? "" : comparison.shownP
        return [comparison.verdict.mark, words.name(of: comparison), sides.joined(separator: " → ").unbroken]
            + [
                comparison.relativeChange ?? comparison.changeFromZero,
                comparison.shift == nil ? "none" : comparison.relativeInterval, p, samples,
            ]
    }

    /// Why something slower does not fail.
    private func notes(_ comparison: GateComparison) -> [String] {
        switch comparison.verdict {
        case .accepted: ["slower, which the configuration accepts"]
        case .unconfirmed: [words.confirmation(of: comparison)]
        case .regression, .improvement, .inconclusive, .pass: []
        }
    }

    private func withoutDuration(_ pooled: GateComparison) -> String? {
        func part(_ side: GateSide, _ when: String) -> String? {
            let without = side.missing + side.invalid
            return without == 0 ? nil : "\(quantity(without, "of \(grouped(side.n + without))")) \(when)"
        }
        let parts = [part(pooled.baseline, "before"), part(pooled.candidate, "after")].compactMap(\.self)
        return parts.isEmpty ? nil : "Not compared, for lack of a usable duration: \(enumerated(parts))."
    }

    private mutating func leftOut(_ comparisons: [GateComparison], _ mark: String, _ what: String, _ limit: Int) {
        let count = comparisons.count - listed(comparisons, limit).count
        guard count > 0 else { return }
        page.paragraph("\(mark) \(grouped(count)) \(what) (--full lists them)", indent: 2)
    }

    /// Each budget beside its figure, in the order in which they were given.
    mutating func writeBudgets() {
        let budgets = report.figures.budgets
        guard !budgets.isEmpty else { return }
        page.heading("Budgets, over the candidate")
        var table = TextTable([
            .init(title: ""), .init(title: "budget"), .init(title: "limit"), .init(title: "verdict"),
            .init(title: "figure", overflow: .wrapped),
        ])
        for result in budgets {
            let mark = result.verdict == .pass ? "✓" : result.verdict.mark
            table.add([mark, result.budget.label, result.shownLimit, result.shownVerdict, result.shownValue])
        }
        page.table(table)
    }
}
