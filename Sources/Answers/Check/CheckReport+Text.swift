package import Rendering
internal import Timelines
internal import Transparency

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
        text.writeUndecided()
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

    /// The most groups that the text lists beside those that are slower.
    static let listed = 20

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
            "Computed from a log of \(counted(Int(report.log.size), "record")), root hash \(Base64.text(of: report.log.root)). "
                + "What each figure means: docs/ci.md."
        )
    }
}

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
            table.add([result.budget.label, result.shownLimit, result.shownValue, result.shownVerdict])
        }
        page.table(table)
    }
}
