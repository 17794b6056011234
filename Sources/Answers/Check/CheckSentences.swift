internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

/// The sentences of a check that every format for people shares.
struct CheckSentences {
    let report: CheckReport
    private let names: ContainerNames

    init(_ report: CheckReport) {
        self.report = report
        names = ContainerNames(report.figures.comparisons.compactMap(\.group).map { (ContainerID($0.id), $0.name) })
    }

    var figures: GateFigures { report.figures }
    var options: GateOptions { report.figures.options }

    /// `start latency`.
    var subject: String { "\(figures.kind.rawValue) latency" }

    /// The comparison of everything; nil where there is no baseline.
    var pooled: GateComparison? { figures.comparisons.first { $0.group == nil } }

    /// The groups that decide, the worst first.
    var deciding: [GateComparison] {
        figures.comparisons.filter { $0.group != nil && $0.decides(options) }.sorted(by: GateComparison.isWorse)
    }

    /// The groups with too few samples, in their order.
    var undecided: [GateComparison] {
        figures.comparisons.filter { !$0.decides(options) }
    }

    /// What the group is called; `all` of the pooled comparison.
    func name(of comparison: GateComparison) -> String {
        comparison.group.map { groupName($0, among: names) } ?? "all"
    }

    /// What a comparison found, in one line: `10.0 s before (118 samples), 11.8 s after (60): +1.8 s (+17.9%), …`.
    func account(of comparison: GateComparison) -> String {
        let sides =
            "\(comparison.baseline.shownMedian) before (\(counted(comparison.baseline.n, "sample"))), "
            + "\(comparison.candidate.shownMedian) after (\(grouped(comparison.candidate.n)))"
        guard comparison.shift != nil else { return sides }
        return "\(sides): \(comparison.changeInFull), 95% interval \(comparison.interval), p \(comparison.shownP)"
    }

    /// What the first line says beside the verdict of the candidate's end; empty where it is covered.
    func gap(_ instants: InstantStyle) -> String {
        guard let gap = report.coverageGap else { return "" }
        if figures.verdict != .stale { return " The range is \(gap.sentence(instants))" }
        let extent = gap.extent(instants)
        return " " + extent.prefix(1).uppercased() + extent.dropFirst()
    }

    /// What is not covered to its end; nothing where both ranges are.
    func coverage(_ instants: InstantStyle) -> [String] {
        let names = ContainerNames((report.coverage.stale + report.figures.baselineStale).map { ($0.id, $0.name) })
        var sentences: [String] = []
        if !report.coverage.stale.isEmpty {
            sentences.append(staleSentence(report.coverage, names: names, instants: instants))
        }
        if !report.figures.baselineStale.isEmpty {
            let named = report.figures.baselineStale.prefix(5).map { names.text($0.name, $0.id) }
            let rest = report.figures.baselineStale.count - named.count
            sentences.append(
                "Not covered to the end of the baseline: "
                    + enumerated(named + (rest > 0 ? [quantity(rest, "more")] : [])) + "."
            )
        }
        return sentences
    }

    /// Where nothing could be compared: the largest change that the samples show, and what to do; nothing where something was.
    var advice: [String] {
        guard figures.verdict == .inconclusive, let pooled,
            pooled.verdict == .inconclusive || figures.grouping != nil && deciding.isEmpty
        else { return [] }
        let shown = figures.comparisons.filter { $0.shift != nil && ($0.group != nil || figures.grouping == nil) }
        let largest = shown.max { abs($0.shift ?? 0) < abs($1.shift ?? 0) }.map { comparison in
            let sides = [comparison.baseline, comparison.candidate].map { side in
                side.median.map(shortLabel(milliseconds:)) ?? "none"
            }
            return
                "The largest change, which can be chance: \(name(of: comparison)), \(sides[0]) before and \(sides[1]) after "
                + "(\(comparison.changeInFull)), \(grouped(comparison.baseline.n)) and \(counted(comparison.candidate.n, "sample"))."
        }
        return [largest].compactMap(\.self) + ["Widen both ranges, or give --allow-inconclusive in the first weeks."]
    }

    /// What the configuration accepts, a sentence each: what it accepts now, what has expired, and what is no longer needed.
    func acceptances(_ instants: InstantStyle) -> [String] {
        figures.acceptances.map { acceptance in
            let regression = acceptance.regression
            let what = regression.what.pattern.neutralised.shortened(to: 40)
            let until = instants.minute(regression.until)
            let who = "by \(actorName(regression.by)): \(reasonText(regression.why, columns: 120))"
            return switch acceptance.state {
            case .used: "Accepted until \(until): \(what), \(who)."
            case .expired: "No longer accepted since \(until): \(what), \(who)."
            case .unused: "Accepted until \(until), but nothing fails there: \(what), \(who)."
            }
        }
    }

    /// What the marks before `comparisons` mean.
    func marks(of comparisons: [GateComparison]) -> String {
        let marks = comparisons.map(\.verdict.mark)
        let few = "? fewer than \(quantity(options.minSamples, "samples a side"))"
        return [("✗", "✗ slower"), ("✓", "✓ faster"), ("~", "~ no change beyond chance"), ("?", few)]
            .filter { marks.contains($0.0) }.map { $0.1.unbroken }.joined(separator: "; ") + "."
    }

    /// Why something slower is no regression: `slower, but in 1 of the 2 ranges before it only`.
    func confirmation(of comparison: GateComparison) -> String {
        let earlier = options.confirm - 1
        if earlier == 1 { return "slower, but not in the range before: not confirmed" }
        let confirmed = grouped(comparison.confirmed ?? 0)
        return "slower, but only in \(confirmed) of the \(quantity(earlier, "ranges before")): not confirmed"
    }

    /// `server`, `servers`.
    func groupNoun(_ count: Int) -> String { count == 1 ? noun : nouns }

    /// The rule by which a comparison is called a regression.
    var rule: String {
        "Before and after are medians (p50). The change is the Hodges–Lehmann shift, p is of the two-sided Mann–Whitney test"
            + (figures.grouping == nil ? "" : ", of groups after Holm's correction")
            + ". A regression has p below \(numeral(of: options.alpha) ?? "alpha") and a rise of more than "
            + "\(percentText(options.minEffect)) of the median before"
            + (options.confirm == 1
                ? "." : ", in the candidate and in the \(counted(options.confirm - 1, "range")) before it.")
    }
}

/// What a group is called: a container by its name, with the end of its id where several share it.
func groupName(_ group: GateGroup, among names: ContainerNames) -> String {
    switch group.grouping {
    case .container: names.text(group.name, ContainerID(group.id))
    case .actor: actorName(group.id)
    case .name, .project, .group, .server, .image, .operation:
        (group.id.contains { !$0.isWhitespace } ? group.id : "“\(group.id)”").neutralised.shortened(to: 40)
    }
}

/// `5%`, `0.5%`: a setting, unrounded.
func percentText(_ ratio: Double) -> String {
    // Twelve digits hide what the conversion from percent and back has left behind.
    (numeral(of: (ratio * 100e9).rounded() / 1e9) ?? "none") + "%"
}

extension CheckSentences {
    /// The verdict and why, in one sentence.
    var headline: String {
        switch figures.verdict {
        case .regression: "\(slower.isEmpty ? "Over budget" : "Regression"): \(joined(slower + exceeded))."
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
        let words = shortLabel(milliseconds: abs(shift))
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
        let groups = figures.comparisons.filter { $0.group != nil }
        if figures.grouping != nil, pooled != nil, pooled?.verdict != .inconclusive, deciding.isEmpty {
            let none =
                groups.isEmpty
                ? "there is no \(noun) to judge" : "none of \(counted(groups.count, noun, nouns)) was judged"
            causes.append("\(none), and \(quantity(options.minSamples, "samples a side")) are needed")
        }
        let untold = figures.budgets.filter { $0.verdict == .inconclusive }
        let doubtful = untold.filter { $0.value != nil }
        if !doubtful.isEmpty {
            causes.append("unknown or assumed time could change \(enumerated(doubtful.map(\.account)))")
        }
        let budgets = untold.filter { $0.value == nil }
        if !budgets.isEmpty {
            let verb = budgets.count == 1 ? "has" : "have"
            causes.append("\(enumerated(budgets.map(\.budget.label))) \(verb) no figure to be held against")
        }
        return causes.isEmpty ? ["nothing could be judged"] : causes
    }

    // MARK: Pass

    private var passed: [String] {
        var reasons: [String] = []
        if let pooled { reasons.append(calm(pooled)) }
        let calm = deciding.count { $0.verdict != .accepted && $0.verdict != .unconfirmed }
        if calm > 0 {
            let better = deciding.count { $0.verdict == .improvement }
            let others = calm == deciding.count ? "" : "other "
            if better == calm {
                reasons.append(
                    calm == 1 ? "the \(others)\(noun) got faster" : "all \(others)\(quantity(calm, nouns)) got faster"
                )
            } else {
                let none =
                    calm == 1
                    ? "the \(others)\(noun) is not slower" : "none of the \(others)\(quantity(calm, nouns)) is slower"
                reasons.append(better == 0 ? none : "\(none), \(grouped(better)) got faster")
            }
        }
        let kept = figures.budgets.count { $0.verdict != .accepted }
        if kept > 0 {
            let all = kept == figures.budgets.count
            reasons.append(
                kept == 1
                    ? "\(all ? "the" : "one") budget is kept"
                    : "\(all ? "all " : "")\(counted(kept, "budget")) are kept"
            )
        }
        let doubtful = deciding.count { $0.verdict == .unconfirmed }
        if doubtful > 0 {
            let verb = doubtful == 1 ? "is" : "are"
            reasons.append("\(counted(doubtful, noun, nouns)) \(verb) slower, which is not confirmed")
        }
        let accepted = figures.comparisons.count { $0.verdict == .accepted } + figures.budgets.count - kept
        if accepted > 0 {
            reasons.append("\(counted(accepted, "regression")) \(accepted == 1 ? "is" : "are") accepted")
        }
        return reasons
    }

    private func calm(_ pooled: GateComparison) -> String {
        if pooled.verdict == .accepted { return "\(subject) rose by \(amount(pooled)), which is accepted" }
        if pooled.verdict == .unconfirmed { return "\(subject) rose by \(amount(pooled)), which is not confirmed" }
        if pooled.verdict == .improvement { return "\(subject) fell by \(amount(pooled))" }
        guard let p = pooled.adjustedP, p < options.alpha else {
            return "\(subject) shows no change beyond chance (p \(pooled.shownP))"
        }
        return "\(subject) changed by \(pooled.relativeChange ?? pooled.changeFromZero), "
            + "below the threshold of \(percentText(options.minEffect))"
    }
}
