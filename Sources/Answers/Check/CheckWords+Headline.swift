internal import Rendering

extension CheckWords {
    /// The verdict and why, in one sentence.
    var headline: String {
        switch figures.verdict {
        case .regression: "Regression: \(joined(slower + exceeded))."
        case .stale: "Stale: \(enumerated(uncovered)), so nothing can pass; run tacho ingest."
        case .inconclusive: "Inconclusive: \(joined(untold))."
        case .pass: "Pass: \(joined(passed))."
        }
    }

    private func joined(_ reasons: [String]) -> String { reasons.joined(separator: "; ") }

    // MARK: Regression

    private var slower: [String] {
        var causes: [String] = []
        let groups = deciding.filter { $0.verdict == .regression }
        if let pooled, pooled.verdict == .regression { causes.append("\(subject) rose by \(amount(pooled))") }
        if let worst = groups.first {
            let share = "\(grouped(groups.count)) of \(counted(deciding.count, noun, nouns))"
            let begin = causes.isEmpty ? "\(subject) rose in" : "it rose in"
            causes.append("\(begin) \(share), most in \(name(of: worst)) (by \(amount(worst)))")
        }
        return causes
    }

    /// `1.8 s, 17.9% of the median before`.
    private func amount(_ comparison: GateComparison) -> String {
        guard let shift = comparison.shift else { return "an unknown amount" }
        let words = shortWords(milliseconds: abs(shift))
        guard let ratio = comparison.relativeShift else { return "\(words) from zero" }
        return "\(words), \(signedPercent(abs(ratio)).drop { $0 == "+" }) of the median before"
    }

    private var exceeded: [String] {
        let failed = figures.budgets.filter { $0.verdict == .regression }
        guard !failed.isEmpty else { return [] }
        let accounts = failed.map(\.account).joined(separator: ", ")
        if figures.budgets.count == 1 { return ["the budget is not kept: \(accounts)"] }
        let share = "\(grouped(failed.count)) of \(counted(figures.budgets.count, "budget"))"
        return ["\(share) \(failed.count == 1 ? "is" : "are") not kept: \(accounts)"]
    }

    private var noun: String { figures.grouping?.rawValue ?? "group" }
    private var nouns: String { figures.grouping?.plural ?? "groups" }

    // MARK: Stale and inconclusive

    private var uncovered: [String] {
        var causes: [String] = []
        let total = report.coverage.containers
        if !figures.stale.isEmpty {
            let share = quantity(figures.stale.count, "of \(counted(total, "container"))")
            let verb = figures.stale.count == 1 ? "is" : "are"
            causes.append("\(share) \(verb) not covered to the end of the candidate's range")
        }
        if !figures.baselineStale.isEmpty {
            let verb = figures.baselineStale.count == 1 ? "is" : "are"
            let count = counted(figures.baselineStale.count, "container")
            causes.append("\(count) \(verb) not covered to the end of the baseline's range")
        }
        return causes.isEmpty ? ["nothing is covered to the end of the candidate's range"] : causes
    }

    private var untold: [String] {
        var causes: [String] = []
        if let pooled, pooled.verdict == .inconclusive {
            causes.append(
                "\(subject) has \(counted(pooled.baseline.n, "sample")) before and \(grouped(pooled.candidate.n)) after, "
                    + "and \(quantity(options.minSamples, "a side")) are needed"
            )
        }
        let budgets = figures.budgets.filter { $0.verdict == .inconclusive }
        if !budgets.isEmpty {
            let verb = budgets.count == 1 ? "has" : "have"
            causes.append("\(enumerated(budgets.map(\.budget.name.rawValue))) \(verb) no figure to be held against")
        }
        return causes.isEmpty ? ["nothing could be judged"] : causes
    }

    // MARK: Pass

    private var passed: [String] {
        var reasons: [String] = []
        if let pooled { reasons.append(calm(pooled)) }
        if !deciding.isEmpty {
            let better = deciding.filter { $0.verdict == .improvement }.count
            let rest = better == 0 ? "" : ", \(grouped(better)) faster"
            let none = deciding.count == 1 ? "nor is the" : "nor is any of the"
            reasons.append("\(none) \(counted(deciding.count, noun, nouns)) with enough samples slower\(rest)")
        }
        if !figures.budgets.isEmpty {
            let count = figures.budgets.count
            reasons.append(count == 1 ? "the budget is kept" : "all \(counted(count, "budget")) are kept")
        }
        return reasons
    }

    private func calm(_ pooled: GateComparison) -> String {
        if pooled.verdict == .improvement { return "\(subject) fell by \(amount(pooled))" }
        guard let p = pooled.adjustedP, p < options.alpha else {
            return "\(subject) shows no change beyond chance (p \(pooled.shownP))"
        }
        return "\(subject) changed by less than counts (\(pooled.changeInFull), "
            + "counted from \(percentText(options.minEffect)) of the median before)"
    }
}
