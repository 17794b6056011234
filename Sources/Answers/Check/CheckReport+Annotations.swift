internal import Rendering

extension CheckReport {
    /// The check as workflow annotations, a line each: the verdict first, then what it rests on, the worst first.
    ///
    /// A step shows ten of a level at most, and passes over the rest in silence; so there never are more than ten.
    package func annotations() -> String {
        let words = CheckWords(self)
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
    private func details(_ words: CheckWords) -> [Annotation] {
        let compared = [words.pooled].compactMap(\.self) + words.deciding
        let slower = compared.filter { $0.verdict == .regression }.map { comparison in
            Annotation(level: .error, title: title(of: comparison, words), message: words.account(of: comparison))
        }
        let failed = figures.budgets.filter { $0.verdict == .regression || $0.verdict == .inconclusive }
            .sorted { $0.verdict.severity < $1.verdict.severity }
            .map { result in
                Annotation(
                    level: .error,
                    title: "budget \(result.budget.name.rawValue): \(result.shownVerdict)",
                    message: "\(result.shownValue), \(result.shownLimit)"
                )
            }
        let faster = compared.filter { $0.verdict == .improvement }.map { comparison in
            Annotation(level: .notice, title: title(of: comparison, words), message: words.account(of: comparison))
        }
        return slower + failed + faster
    }

    private func title(of comparison: GateComparison, _ words: CheckWords) -> String {
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
