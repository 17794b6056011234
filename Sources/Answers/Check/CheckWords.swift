internal import Rendering
internal import Study
internal import Timelines

/// The sentences of a check that every format for people shares.
struct CheckWords {
    let report: CheckReport
    private let names: ContainerNames

    init(_ report: CheckReport) {
        self.report = report
        names = ContainerNames(report.figures.comparisons.compactMap(\.group).map(\.name))
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

    /// What is not covered to its end; nothing where both ranges are.
    func coverage(_ instants: InstantStyle) -> [String] {
        let names = ContainerNames(report.coverage.stale.map(\.name) + report.figures.baselineStale.map(\.name))
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

    /// The rule by which a comparison is called a regression.
    var rule: String {
        "Before and after are medians (p50). The change is the Hodges–Lehmann shift, p is of the two-sided Mann–Whitney test"
            + (figures.grouping == nil ? "" : ", of groups after Holm's correction")
            + ". A regression has p below \(numeral(of: options.alpha) ?? "alpha") and a rise of more than "
            + "\(percentText(options.minEffect)) of the median before."
    }
}

/// What a group is called: a container by its name, with the end of its id where several share it.
func groupName(_ group: GateGroup, among names: ContainerNames) -> String {
    switch group.grouping {
    case .container: names.text(group.name, ContainerID(group.id))
    case .actor: actorName(group.id)
    case .project, .server, .image, .operation:
        (group.id.contains { !$0.isWhitespace } ? group.id : "“\(group.id)”").neutralised.shortened(to: 40)
    }
}

/// `5%`, `0.5%`: a setting, unrounded.
func percentText(_ ratio: Double) -> String {
    // Twelve digits hide what the conversion from percent and back has left behind.
    (numeral(of: (ratio * 100e9).rounded() / 1e9) ?? "none") + "%"
}
