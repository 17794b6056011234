package import Rendering
internal import Study
internal import Timelines

extension StabilityReport {
    /// The report as text for a mail, the verdict first: what happened, or everything.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        if detail == .firstPage { return FirstPage(report: self, instants: instants).page() }
        var text = StabilityText(report: self, instants: instants, page: TextPage())
        text.writeVerdict()
        text.writeGroups()
        text.writeGaps()
        text.writeComparison()
        text.writeFleet()
        text.writeLeastAvailable()
        text.writeStarts()
        text.writeOtherLatency()
        text.writeFailures()
        text.writeSlow()
        text.writeStuck()
        text.writeRestarts()
        text.writeWindows()
        text.writeActors()
        text.writeQuality()
        text.writeOrigin()
        return text.page
    }
}

/// The text of a stability report in the making; a section a file.
struct StabilityText {
    let report: StabilityReport
    let instants: InstantStyle
    let names: ContainerNames
    var page: TextPage

    /// The most rows of a table; the rest is counted.
    static let listed = 10

    init(report: StabilityReport, instants: InstantStyle, page: TextPage) {
        self.report = report
        self.instants = instants
        self.page = page
        names = ContainerNames(report.figures.containers.map { ($0.id, $0.name) })
    }
}

extension StabilityText {
    /// What was reported on, then the answer in a few sentences.
    mutating func writeVerdict() {
        let zone = report.timezone.neutralised.shortened(to: 40)
        page.paragraph(
            report.title(
                "Stability from \(instants.text(report.range.start)) to \(instants.text(report.range.end)), \(zone)",
                instants
            ),
            hanging: 2,
            isStrong: true
        )
        page.blank()
        page.paragraph(availabilitySentence, isStrong: true)
        let details = [worstSentence, openSentence, restartSentence].compactMap { $0 }
        if !details.isEmpty { page.paragraph(details.joined(separator: " ")) }
    }

    private var availabilitySentence: String {
        let fleet = report.figures.fleet
        let count = report.figures.containers.count
        guard count > 0 else { return "No container is in this report, so there is nothing to say of its stability." }
        let who = counted(count, "container")
        guard let share = fleet.availability.share else {
            return "Of \(who), no time in this range is known to be up or down; so there is no availability."
        }
        let windows = counted(fleet.downtime.windows, "downtime window")
        let down =
            fleet.downtime.windows == 0 && fleet.availability.down == .zero
            ? "no downtime" : "\(fleet.availability.down.equation) down in \(windows)"
        return "\(who) \(count == 1 ? "was" : "were") available \(share) of the covered time (\(down))."
    }

    /// Nil where it would say nothing new.
    private var worstSentence: String? {
        guard report.figures.containers.count > 1, let worst = leastAvailable.first,
            let share = worst.availability.share, worst.availability.down > .zero
        else { return nil }
        let windows = counted(worst.downtime.windows, "window")
        return
            "Worst: \(names.text(worst.name, worst.id)) with \(share) (\(worst.availability.down.equation) down in \(windows))."
    }

    private var openSentence: String? {
        let open = report.figures.fleet.downtime.open
        guard open > 0 else { return nil }
        return "\(counted(open, "window")) \(open == 1 ? "was" : "were") still open at the end."
    }

    private var restartSentence: String? {
        let fleet = report.figures.fleet
        guard fleet.restarts.count > 0 else { return nil }
        let flapping =
            fleet.flapping == 0
            ? "no container was flapping"
            : "\(counted(fleet.flapping, "container")) \(fleet.flapping == 1 ? "was" : "were") flapping"
        return "\(counted(fleet.restarts.count, "restart")); \(flapping) (three restarts or more within an hour)."
    }

    /// Containers of which anything is known, the least available first; ties by downtime, then id.
    var leastAvailable: [ContainerFigures] {
        report.figures.containers.filter { $0.availability.ratio != nil }.sorted { left, right in
            let (first, second) = (left.availability, right.availability)
            if first.ratio != second.ratio { return (first.ratio ?? 0) < (second.ratio ?? 0) }
            return first.down == second.down ? left.id < right.id : first.down > second.down
        }
    }
}

extension StabilityText {
    /// What the figures do not cover, said plainly, and what they were narrowed to.
    mutating func writeGaps() {
        page.heading("What is covered")
        page.point(coverageSentence)
        if report.figures.coverage.containers > 0 { page.point(unknownSentence) }
        for sentence in [assumedSentence, withheldSentence, quarantineSentence].compactMap({ $0 }) + selectionSentences
        {
            page.point(sentence)
        }
    }

    private var coverageSentence: String {
        let coverage = report.figures.coverage
        guard coverage.containers > 0 else { return "The store holds no container for this range and these filters." }
        guard !coverage.stale.isEmpty else {
            return coverage.containers == 1
                ? "The container is covered to the end of the range."
                : "All \(counted(coverage.containers, "container")) are covered to the end of the range."
        }
        return staleSentence(coverage, names: names, instants: instants)
            + " What happened after that is unknown; it counts neither as up nor as down."
    }

    private var unknownSentence: String {
        let fleet = report.figures.fleet.availability
        guard fleet.unknown > .zero else { return "No time in the range is unknown." }
        return
            "\(fleet.unknown.labelWithSeconds) of container time is unknown: not covered yet, or the log lacks an entry. "
            + "Not counted; the bounds show how much it could matter."
    }

    private var assumedSentence: String? {
        let assumed = report.figures.fleet.availability.assumed
        guard assumed > .zero else { return nil }
        return "\(assumed.labelWithSeconds) of container time is assumed: known from listings or creation times, not "
            + "from entries. Counted; the bounds show how much it could matter."
    }

    private var withheldSentence: String? {
        let latency = report.figures.fleet.latency
        let kinds = LatencyKind.inOrder.compactMap { kind -> String? in
            guard let figures = latency[kind], figures.n > 0 else { return nil }
            let withheld = Percentile.allCases.filter { figures.percentiles[$0] == nil }.map { "p\($0.rawValue)" }
            guard !withheld.isEmpty else { return nil }
            return "\(kind.rawValue) \(enumerated(withheld)) (\(counted(figures.n, "sample")))"
        }
        guard !kinds.isEmpty else { return nil }
        let needs = Percentile.allCases.map { "p\($0.rawValue) \($0.leastSamples)".unbroken }
        return "Withheld for too few samples: \(kinds.joined(separator: "; ")). A percentile needs at least this many "
            + "samples: \(enumerated(needs))."
    }

    private var quarantineSentence: String? {
        let quarantined = report.figures.quality.quarantined
        guard quarantined > 0 else { return nil }
        return "\(counted(quarantined, "entry", "entries")) in the whole store can't be used (quarantined); no figure "
            + "counts \(quarantined == 1 ? "it" : "them")."
    }

    private var selectionSentences: [String] {
        selection(containers: report.options.containers, projects: report.options.projects)
    }
}

/// `2 of 24 containers are stale, …: a (until …), b (never).`
func staleSentence(_ coverage: CoverageFigures, names: ContainerNames, instants: InstantStyle) -> String {
    let stale = coverage.stale
    let named = stale.prefix(5).map { container in
        let until = container.coveredUntil.map { "until \(instants.text($0))" } ?? "never"
        return "\(names.text(container.name, container.id)) (\(until))"
    }
    let rest = stale.count > named.count ? [quantity(stale.count - named.count, "more")] : []
    return quantity(stale.count, "of \(counted(coverage.containers, "container"))")
        + " \(stale.count == 1 ? "is" : "are") stale, that is not covered to the end: \(enumerated(named + rest))."
}

/// What the switches left out, a sentence each.
func selection(containers: [String], projects: [String]) -> [String] {
    func quoted(_ names: [String]) -> String {
        enumerated(firstFew(names.map { "“\($0.neutralised.shortened(to: 40))”" }))
    }
    var sentences: [String] = []
    if !containers.isEmpty {
        sentences.append("Only containers that match \(quoted(containers)).")
    }
    if !projects.isEmpty { sentences.append("Only containers of the projects \(quoted(projects)).") }
    return sentences
}

extension Percentile {
    /// How many samples it takes not to be withheld: the least n with n·(100 − P) ≥ 100.
    var leastSamples: Int {
        (100 + 99 - rawValue) / (100 - rawValue)
    }
}
