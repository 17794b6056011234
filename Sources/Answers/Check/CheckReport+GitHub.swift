package import Rendering
internal import Timelines
internal import Transparency

extension CheckReport {
    /// The check in Markdown for a job summary: the title is the verdict, and the table has as many groups as there is room for.
    ///
    /// Platforms refuse summaries of more than 1 MiB, so that groups are left out there, the least bad first, and counted.
    package func markdown(instants: InstantStyle) -> String {
        markdown(instants: instants, limit: 1_000_000)
    }

    /// The same in `limit` bytes at most.
    func markdown(instants: InstantStyle, limit: Int) -> String {
        let page = CheckMarkdown(report: self, words: CheckSentences(self), instants: instants)
        let before = page.verdict + page.ranges
        let after = page.undecided + page.budgets + page.origin
        return before + page.comparisons(limit: limit - before.utf8.count - after.utf8.count) + after
    }
}

/// A check on its way to Markdown, section by section.
struct CheckMarkdown {
    let report: CheckReport
    let words: CheckSentences
    let instants: InstantStyle

    /// The most names that a sentence lists.
    private static let named = 20

    var verdict: String {
        let sign =
            switch report.figures.verdict {
            case .pass: "✅"
            case .regression: "❌"
            case .stale, .inconclusive: "⚠️"
            }
        return "### \(sign) tacho check: \(report.figures.verdict.rawValue)\n\n\(words.headline.markdownEscaped)\n\n"
    }

    var ranges: String {
        let zone = report.timezone.shortened(to: 40)
        var lines = [
            "Candidate: \(range(report.range)), \(zone), "
                + "\(counted(report.coverage.containers, "container"))"
        ]
        if let baseline = report.baseline { lines.append("Baseline: \(range(baseline.range))") }
        lines += words.advice + words.coverage(instants) + words.acceptances(instants)
        lines += selection(containers: report.options.containers, projects: report.options.projects)
        return lines.map { "- \($0.markdownEscaped)\n" }.joined() + "\n"
    }

    private func range(_ range: Interval) -> String {
        "\(instants.text(range.start)) to \(instants.text(range.end))"
    }

    /// The table of comparisons in `limit` bytes at most: the pooled one, then as many groups as fit, the worst first.
    func comparisons(limit: Int) -> String {
        guard let pooled = words.pooled else { return "" }
        let group = report.figures.grouping?.rawValue ?? ""
        let table = MarkdownTable(columns: [
            (group, false), ("samples", true), ("before", true), ("after", true), ("change", true),
            ("95% confidence", false), ("p", true), ("verdict", false),
        ])
        var text = table.head + row(pooled)
        let rule = "\n\(words.rule.markdownEscaped)\n\n"
        let deciding = words.deciding
        // Room for the rule and for the line that counts what is left out.
        var room = limit - text.utf8.count - rule.utf8.count - 160
        var listed = 0
        for comparison in deciding {
            let row = row(comparison)
            guard row.utf8.count <= room else { break }
            room -= row.utf8.count
            text += row
            listed += 1
        }
        let rest = deciding.count - listed
        if rest > 0 {
            text +=
                "\nLeft out to stay within what a job summary can hold: "
                + "\(counted(rest, "group")).\n".withPlainBlanks
        }
        return text + rule
    }

    private func row(_ comparison: GateComparison) -> String {
        let isTold = comparison.shift != nil
        let cells = [
            words.name(of: comparison), "\(grouped(comparison.baseline.n)), \(grouped(comparison.candidate.n))",
            comparison.baseline.shownMedian, comparison.candidate.shownMedian,
            comparison.changeInFull, isTold ? comparison.interval : "none", comparison.shownP,
        ].map(\.markdownEscaped)
        let verdict = comparison.verdict.rawValue
        return MarkdownTable.row(cells + [comparison.verdict == .regression ? "**\(verdict)**" : verdict])
    }

    var undecided: String {
        let undecided = words.undecided
        guard !undecided.isEmpty else { return "" }
        let listed = undecided.prefix(CheckMarkdown.named).map {
            "\(words.name(of: $0)) (\(grouped($0.baseline.n)), \(grouped($0.candidate.n)))"
        }
        let rest = undecided.count > listed.count ? [quantity(undecided.count - listed.count, "more")] : []
        let least = report.figures.options.minSamples
        return
            "Too few samples to judge (at least \(grouped(least)) a side); not part of the verdict: "
            + "\(enumerated(listed + rest).markdownEscaped).\n\n"
    }

    var budgets: String {
        let budgets = report.figures.budgets
        guard !budgets.isEmpty else { return "" }
        let table = MarkdownTable(columns: [
            ("budget", false), ("limit", true), ("figure", true), ("verdict", false),
        ])
        let rows = budgets.map { result in
            let cells = [result.budget.label, result.shownLimit, result.shownValue].map(\.markdownEscaped)
            let verdict = result.verdict == .pass ? result.shownVerdict : "**\(result.shownVerdict)**"
            return MarkdownTable.row(cells + [verdict])
        }
        return table.head + rows.joined() + "\n"
    }

    var origin: String {
        let log = "Computed from a log of \(counted(Int(report.log.size), "record")), root hash "
        return "\(log.withPlainBlanks)`\(Base64.text(of: report.log.root))`.\n"
    }
}

extension CheckReport {
    /// The check as workflow annotations, a line each: the verdict first, then what it rests on, the worst first.
    ///
    /// A step shows ten of a level at most, and passes over the rest in silence; so there never are more than ten.
    package func annotations() -> String {
        let words = CheckSentences(self)
        let title = "tacho check: \(figures.verdict.rawValue)"
        let verdict = Annotation(
            level: figures.verdict == .pass ? .notice : .error,
            title: title,
            message: words.headline
        )
        var lines = [verdict] + details(words)
        let most = CheckReport.mostAnnotations
        if lines.count > most {
            let rest = lines.count - (most - 1)
            lines =
                lines.prefix(most - 1) + [
                    Annotation(
                        level: .error,
                        title: title,
                        message: "\(grouped(rest)) more findings are not shown here; --format text and json have them."
                    )
                ]
        }
        return lines.map { $0.line + "\n" }.joined()
    }

    static let mostAnnotations = 10

    /// Everything that keeps the gate from passing, and improvements behind it.
    private func details(_ words: CheckSentences) -> [Annotation] {
        let compared = [words.pooled].compactMap(\.self) + words.deciding
        let slower = compared.filter { $0.verdict == .regression }.map { comparison in
            Annotation(level: .error, title: title(of: comparison, words), message: words.account(of: comparison))
        }
        let failed = figures.budgets.filter { $0.verdict == .regression || $0.verdict == .inconclusive }
            .sorted { $0.verdict.severity < $1.verdict.severity }
            .map { result in
                Annotation(
                    level: .error,
                    title: "budget \(result.budget.label): \(result.shownVerdict)",
                    message: "\(result.shownValue), \(result.shownLimit)"
                )
            }
        let faster = compared.filter { $0.verdict == .improvement }.map { comparison in
            Annotation(level: .notice, title: title(of: comparison, words), message: words.account(of: comparison))
        }
        let accepted = words.acceptances(.utc).map { sentence in
            Annotation(level: .notice, title: "tacho check: accepted", message: sentence)
        }
        return slower + failed + accepted + faster
    }

    private func title(of comparison: GateComparison, _ words: CheckSentences) -> String {
        "\(words.subject), \(words.name(of: comparison)): \(comparison.verdict.rawValue)"
    }
}

extension AnswerFormat<CheckReport> {
    static var github: Self {
        AnswerFormat(name: "github", fileEnding: "github.txt") { report, _, _, receive in
            try receive(Array(report.annotations().utf8))
        }
    }
}
