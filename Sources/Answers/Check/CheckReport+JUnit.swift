package import Rendering
internal import Timelines
internal import Transparency

extension CheckReport {
    /// The check as JUnit XML: a test case for the coverage, for each comparison that decides, and for each budget.
    ///
    /// What is slower or not kept is a failure; what is inconclusive or stale is an error. None of it is ever skipped: readers
    /// count a skipped case as good. Groups with too few samples decide nothing, and are no cases; the output names them.
    package func junit(instants: InstantStyle = .utc) -> String {
        let words = CheckSentences(self)
        let cases = [coverageCase(instants)] + comparisonCases(words) + budgetCases
        let failures = cases.filter { $0.outcome.isFailure }.count
        let errors = cases.filter { $0.outcome.isError }.count
        var xml = XMLText()
        let counts: (Int, Int, Int) = (cases.count, failures, errors)
        xml.element(
            "testsuites",
            ["name": "tacho check", "tests": "\(counts.0)", "failures": "\(counts.1)", "errors": "\(counts.2)"]
        ) { xml in
            xml.element(
                "testsuite",
                [
                    "name": "tacho check", "tests": "\(counts.0)", "failures": "\(counts.1)", "errors": "\(counts.2)",
                    "skipped": "0",
                ]
            ) { xml in
                for one in cases { one.write(to: &xml) }
                xml.element("system-out", text: output(words, instants))
            }
        }
        return xml.text
    }

    private func coverageCase(_ instants: InstantStyle) -> JUnitCase {
        var outcome = JUnitCase.Outcome.passed
        if !figures.stale.isEmpty || !figures.baselineStale.isEmpty || figures.verdict == .stale {
            let names = ContainerNames((figures.stale + figures.baselineStale).map { ($0.id, $0.name) })
            let stale = figures.stale + figures.baselineStale.filter { !figures.stale.contains($0) }
            let listed = stale.prefix(20).map { container in
                "\(names.text(container.name, container.id)) "
                    + (container.coveredUntil.map { "until \(instants.text($0))" } ?? "never")
            }
            let rest = stale.count > listed.count ? [quantity(stale.count - listed.count, "more")] : []
            outcome = .error(
                type: "stale",
                message: "\(counted(stale.count, "container")) not covered to the end of a range: "
                    + enumerated(listed + rest)
            )
        }
        return JUnitCase(group: "coverage", name: "covered to the end", output: nil, outcome: outcome)
    }

    private func comparisonCases(_ words: CheckSentences) -> [JUnitCase] {
        ([words.pooled].compactMap(\.self) + words.deciding).map { comparison in
            let account = words.account(of: comparison)
            let outcome: JUnitCase.Outcome =
                switch comparison.verdict {
                case .pass, .improvement, .accepted, .unconfirmed: .passed
                case .regression: .failure(type: "regression", message: account)
                case .inconclusive:
                    .error(
                        type: "inconclusive",
                        message: "\(account); \(quantity(figures.options.minSamples, "a side")) are needed"
                    )
                }
            let kind = figures.grouping.map { comparison.group == nil ? "" : " by \($0.rawValue)" } ?? ""
            // Its id is what tells a container from its namesakes in every run.
            let name = comparison.group.map { group in
                group.name == nil ? words.name(of: comparison) : "\(words.name(of: comparison)) [\(group.id)]"
            }
            return JUnitCase(group: words.subject + kind, name: name ?? "all", output: account, outcome: outcome)
        }
    }

    private var budgetCases: [JUnitCase] {
        figures.budgets.map { result in
            let account = "\(result.shownValue), \(result.shownLimit)"
            let outcome: JUnitCase.Outcome =
                switch result.verdict {
                case .pass, .improvement, .accepted, .unconfirmed: .passed
                case .regression: .failure(type: "budget", message: account)
                case .inconclusive: .error(type: "inconclusive", message: account)
                }
            return JUnitCase(group: "budgets", name: result.budget.label, output: account, outcome: outcome)
        }
    }

    private func output(_ words: CheckSentences, _ instants: InstantStyle) -> String {
        var sentences = [words.headline]
        let undecided = words.undecided
        if !undecided.isEmpty {
            let listed = undecided.prefix(20).map {
                "\(words.name(of: $0)) (\(grouped($0.baseline.n)), \(grouped($0.candidate.n)))"
            }
            let rest = undecided.count > listed.count ? [quantity(undecided.count - listed.count, "more")] : []
            sentences.append(
                "Too few samples to judge; not part of the verdict: \(enumerated(listed + rest))."
            )
        }
        sentences += words.acceptances(instants)
        sentences.append("Candidate: \(instants.text(range.start)) to \(instants.text(range.end)), \(timezone).")
        if let baseline {
            sentences.append(
                "Baseline: \(instants.text(baseline.range.start)) to \(instants.text(baseline.range.end))."
            )
        }
        sentences.append("Log: \(counted(Int(log.size), "record")), root hash \(Base64.text(of: log.root)).")
        return sentences.joined(separator: " ")
    }
}

extension AnswerFormat<CheckReport> {
    static var junit: Self {
        AnswerFormat(name: "junit", fileEnding: "xml") { report, instants, _, receive in
            try receive(Array(report.junit(instants: instants).utf8))
        }
    }
}

/// A test case of a JUnit report.
struct JUnitCase {
    enum Outcome {
        case passed
        case failure(type: String, message: String)
        case error(type: String, message: String)

        var isFailure: Bool { if case .failure = self { true } else { false } }
        var isError: Bool { if case .error = self { true } else { false } }
    }

    /// Under what readers file it, after `tacho.check`.
    var group: String
    var name: String
    var output: String?
    var outcome: Outcome

    func write(to xml: inout XMLText) {
        let attributes: KeyValuePairs = ["classname": "tacho.check.\(group)", "name": name]
        let isEmpty = output == nil && !outcome.isFailure && !outcome.isError
        guard !isEmpty else {
            xml.element("testcase", attributes)
            return
        }
        xml.element("testcase", attributes) { xml in
            switch outcome {
            case .passed: break
            case .failure(let type, let message): xml.element("failure", ["type": type, "message": message])
            case .error(let type, let message): xml.element("error", ["type": type, "message": message])
            }
            if let output { xml.element("system-out", text: output) }
        }
    }
}
