internal import Periods
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

/// The first page of a stability report: the verdict, what happened, what has changed, what is left of the error budgets.
struct FirstPage {
    let report: StabilityReport
    let instants: InstantStyle
    let names: ContainerNames

    /// The most outages of a group that are shown.
    private static let mostOutages = 5

    init(report: StabilityReport, instants: InstantStyle) {
        self.report = report
        self.instants = instants
        names = ContainerNames(report.figures.containers.map { ($0.id, $0.name) })
    }

    func page() -> TextPage {
        var page = TextPage()
        page.paragraph(report.title(report.name.title.neutralised, instants), isStrong: true)
        page.blank()
        for verdict in verdicts { page.paragraph(verdict) }
        guard !report.figures.containers.isEmpty else { return page }
        page.blank()
        page.table(groupTable)
        for remark in groupRemarks { page.paragraph(remark, indent: 2) }
        writeDays(to: &page)
        for group in shownGroups { writeOutages(of: group, to: &page) }
        let slow = SlowText(figures: report.figures, instants: instants, names: names)
        let remarks = [slow.slow, slow.stuck].compactMap(\.self)
        if !remarks.isEmpty { page.blank() }
        for remark in remarks { page.paragraph(remark, hanging: 2) }
        page.blank()
        for sentence in [changes].compactMap(\.self) + budgets + [foot] { page.paragraph(sentence) }
        return page
    }

    /// The verdicts alone, with how far the data reaches.
    func writeVerdicts(to page: inout TextPage) {
        if let gap = report.coverageGap { page.paragraph("The range is \(gap.sentence(instants))", isStrong: true) }
        for verdict in verdicts { page.paragraph(verdict, isStrong: true) }
        page.paragraph(known.joined(separator: " "))
    }

    /// The verdicts and the groups, without what is drawn or listed elsewhere.
    func summary() -> TextPage {
        var page = TextPage()
        if let gap = report.coverageGap { page.paragraph("The range is \(gap.sentence(instants))", isStrong: true) }
        for verdict in verdicts { page.paragraph(verdict, isStrong: true) }
        guard !report.figures.containers.isEmpty else { return page }
        page.table(groupTable)
        for remark in groupRemarks { page.paragraph(remark, indent: 2) }
        let slow = SlowText(figures: report.figures, instants: instants, names: names)
        for remark in [slow.slow, slow.stuck, changes].compactMap(\.self) { page.paragraph(remark) }
        page.paragraph(known.joined(separator: " "))
        return page
    }

    private var groups: [GroupFigures] { report.figures.groups }

    /// Those with an objective first, a missed one first of these; all else in the order of the configuration.
    private var ranked: [GroupFigures] {
        let promised = groups.filter { $0.group.objective != nil }
        return promised.filter { $0.isKept == false } + promised.filter { $0.isKept != false }
            + groups.filter { $0.group.objective == nil }
    }

    /// The groups whose outages are listed: those with an objective, or all if none has one.
    private var shownGroups: [GroupFigures] {
        let promised = ranked.filter { $0.group.objective != nil }
        return promised.isEmpty ? groups.filter { $0.containers > 0 } : promised
    }
}

// MARK: The verdict

extension FirstPage {
    private var verdicts: [String] {
        guard !report.figures.containers.isEmpty else {
            return ["No container is in this report, so there is nothing to say of its stability."]
        }
        let promised = shownGroups.filter { $0.group.objective != nil }
        return promised.isEmpty ? [overallVerdict] : promised.map(verdict)
    }

    /// Of a group with an objective.
    private func verdict(_ figures: GroupFigures) -> String {
        let name = groupName(figures)
        guard let objective = figures.group.objective, let kept = figures.isKept, let level = level(figures) else {
            return "\(name): no service time in this range is known to be up or down, so there is no level."
        }
        let time = figures.service.time
        let known = figures.isCertain == false ? " as far as is known" : ""
        let allowed = figures.service.allowed ?? .zero
        return
            "\(name) \(kept ? "met" : "missed") its objective\(known): \(level) (objective \(objective.percentage)). "
            + "\(time.counted == .zero ? "No downtime" : "\(time.counted.label) down"), \(allowed.label) allowed. "
            + story(figures)
    }

    /// Where no group has an objective.
    private var overallVerdict: String {
        var time = ServiceTime()
        for group in groups { time += group.service.time }
        let count = counted(report.figures.containers.count, "container")
        guard let level = percentage(time.up.milliseconds, of: time.judged.milliseconds) else {
            return "Of \(count), no time in this range is known to be up or down."
        }
        let one = groups.count == 1 ? groups.first : nil
        let tail = one.map(story) ?? ""
        let excused = time.planned > .zero ? ", planned maintenance left out" : ""
        return "\(count) \(report.figures.containers.count == 1 ? "was" : "were") available \(level) of the time"
            + "\(excused): \(time.counted.label) down." + (tail.isEmpty ? "" : " " + tail)
    }

    /// `Worse than week 46 (99.99%): one outage on Thursday evening, by user_kai.`
    private func story(_ figures: GroupFigures) -> String {
        let story = [trend(figures), causes(figures)].compactMap(\.self).joined(separator: ": ") + "."
        return story.prefix(1).uppercased() + story.dropFirst()
    }

    /// `Worse than week 46 (99.99%)`; nil without a period before.
    private func trend(_ figures: GroupFigures) -> String? {
        guard let before = figures.previous?.level, let now = figures.service.time.level, let short = previousName
        else {
            return nil
        }
        let word = now < before ? "Worse than" : now > before ? "Better than" : "As in"
        return now == before ? "\(word) \(short)" : "\(word) \(short) (\(share(before)))"
    }

    /// `one outage on Thursday evening, by user_kai`; nil where there is none.
    private func causes(_ figures: GroupFigures) -> String? {
        let count = figures.outages.count
        guard let longest = outages(of: figures).max(by: { $0.counted < $1.counted }) else {
            return figures.service.time.counted > .zero ? "nothing but restarts" : "no outage"
        }
        let when = instants.partOfDay(longest.start)
        let who = cause(of: longest)
        return count == 1
            ? "one outage \(when), \(who)"
            : "\(counted(count, "outage")), the longest \(when), \(who)"
    }

    private func cause(of outage: Outage) -> String {
        if let server = outage.serverDown { return "server \(term(server)) went down" }
        guard let actor = outage.actors.first else { return "" }
        return outage.causes.first?.cause == .failure ? "a failure" : "by \(bareActor(actor.actor, actor.kind))"
    }

    private func outages(of figures: GroupFigures) -> [Outage] {
        report.figures.outages.filter { ExactText($0.group) == ExactText(figures.group.name) }
    }

    private var previousName: String? { report.comparison?.name.short }

    /// The title of a column.
    private var previousTitle: String? { previousName.map { $0 == "the time before" ? "before" : $0 } }

    private func groupName(_ figures: GroupFigures) -> String { figures.group.name.neutralised.shortened(to: 24) }

    private func level(_ figures: GroupFigures) -> String? {
        let time = figures.service.time
        return percentage(time.up.milliseconds, of: time.judged.milliseconds)
    }

    private func share(_ ratio: Double) -> String {
        ratio == 1 ? "100%" : decimal(min(ratio * 100 + 1e-9, 99.99)) + "%"
    }
}

// MARK: The table of groups

extension FirstPage {
    var groupTable: TextTable {
        let hasObjective = groups.contains { $0.group.objective != nil }
        var table = TextTable(
            [
                .init(title: "group", isFlexible: true), .init(title: "containers", alignment: .right),
            ] + (hasObjective ? [.init(title: "objective", alignment: .right)] : [])
                + [.init(title: "available", alignment: .right)]
                + (previousTitle.map { [.init(title: $0, alignment: .right)] } ?? [])
                + [.init(title: "unplanned", alignment: .right), .init(title: "planned", alignment: .right)]
        )
        for group in ranked {
            let time = group.service.time
            var cells = [groupName(group), grouped(group.containers)]
            if hasObjective { cells.append(objectiveCell(group)) }
            cells.append(level(group) ?? "–")
            if previousName != nil { cells.append(group.previous?.level.map(share) ?? "–") }
            cells += [cell(time.counted), plannedCell(group)]
            table.add(cells.map(\.withPlainBlanks))
        }
        return table
    }

    /// What the table has no column for.
    var groupRemarks: [String] {
        let limited = groups.filter { $0.group.hours != .always && $0.containers > 0 }.map(groupName)
        let unknown = groups.filter { $0.service.time.unknown > .zero }
            .map { "\(groupName($0)) \($0.service.time.unknown.shortLabel)".unbroken }
        return [
            report.options.configurationHash == nil ? "Planned: unknown, no configuration found." : nil,
            limited.isEmpty ? nil : "Only in their hours: \(limited.joined(separator: ", ")).",
            leftOn.isEmpty ? nil : "Left on outside their hours: \(enumerated(firstFew(leftOn))).",
            unknown.isEmpty ? nil : "Unknown, not counted: \(unknown.joined(separator: ", ")).",
        ].compactMap(\.self)
    }

    /// The containers that were up for more than half of the time outside the hours of their group.
    private var leftOn: [String] {
        report.figures.containers.filter(\.service.time.isLeftOn).map {
            names.text($0.name, $0.id) + " (\($0.service.time.offUp.label))".unbroken
        }
    }

    private func cell(_ span: TimeSpan) -> String { span.shortLabel }

    private func objectiveCell(_ figures: GroupFigures) -> String {
        guard let objective = figures.group.objective else { return "–" }
        let mark = figures.isKept.map { $0 ? "✓" : "✗" } ?? "?"
        return "\(objective.percentage) \(mark)"
    }

    private func plannedCell(_ figures: GroupFigures) -> String {
        let planned = figures.service.time.planned + figures.service.time.grace
        if planned > .zero { return planned.shortLabel }
        return report.options.configurationHash == nil ? "unknown" : "0"
    }
}

// MARK: The days

extension FirstPage {
    /// A row of two blocks a day for each group whose outages are listed, at most four; for ranges of one to seven whole days.
    private func writeDays(to page: inout TextPage) {
        let drawn = shownGroups.filter { !$0.parts.isEmpty }.prefix(4)
        guard let halves = drawn.first?.parts.count, 4...14 ~= halves, halves.isMultiple(of: 2) else { return }
        let days = stride(from: 0, to: halves, by: 2).map { half in
            String(instants.day(report.range.start + .hours(Int64(half) * 12 + 12)).prefix(3))
        }
        var table = TextTable(
            [.init(title: "by half day", isFlexible: true)] + days.map { TextTable.Column(title: $0) }
        )
        for group in drawn {
            let blocks = group.parts.map(block)
            table.add(
                [groupName(group)] + stride(from: 0, to: blocks.count, by: 2).map { blocks[$0] + blocks[$0 + 1] }
            )
        }
        page.blank()
        page.table(table)
        page.paragraph("█ up  ▇▄▁ unplanned  ▒ planned  ? unknown", indent: 2)
    }

    /// What half a day looks like: unknown before all else, then what counts, then what is excused; blank outside the hours.
    private func block(_ time: ServiceTime) -> String {
        guard time.judged + time.unknown + time.planned + time.grace > .zero else { return " " }
        if time.unknown > time.judged { return "?" }
        guard time.counted > .zero else { return time.planned + time.grace > time.up ? "▒" : "█" }
        switch time.level ?? 0 {
        case 0.99...: return "▇"
        case 0.9...: return "▄"
        default: return "▁"
        }
    }
}

// MARK: What happened

extension FirstPage {
    private func writeOutages(of figures: GroupFigures, to page: inout TextPage) {
        let long = outages(of: figures).filter { $0.counted >= .minutes(1) }
        let (totals, restarts) = (figures.outages, figures.restarts)
        guard totals.count > 0 || restarts.windows > 0 else { return }
        page.heading("What happened in \(groupName(figures)) (unplanned, a minute or longer)")
        let worst = long.sorted { $0.counted > $1.counted }.prefix(Self.mostOutages).map(\.start)
        let words = OutageText(instants: instants, names: names)
        if !worst.isEmpty { page.table(words.table(of: long.filter { worst.contains($0.start) })) }
        let left = totals.count - totals.shorterThanAMinute - worst.count
        if left > 0 { page.paragraph("\(counted(left, "more outage")): tacho report --full", indent: 2) }
        if totals.shorterThanAMinute > 0 {
            page.paragraph("\(counted(totals.shorterThanAMinute, "outage")) of less than a minute.", indent: 2)
        }
        if restarts.windows > 0 {
            let most = restarts.longest.map { ", none longer than \($0.label)" } ?? ""
            page.paragraph(
                "\(counted(restarts.windows, "restart")), \(restarts.counted.label) in all\(most).",
                indent: 2
            )
        }
    }
}

// MARK: What has changed, and what is left

extension FirstPage {
    /// Nil without a period before.
    private var changes: String? {
        guard let comparison = report.comparison, let short = previousName else { return nil }
        let rates = comparison.figures.compactMap { figure -> String? in
            guard figure.name.unit == .perDay, figure.isBeyondChance, let before = figure.before,
                let now = figure.now
            else { return nil }
            return "\(figure.name.label) \(decimal(now)), before \(decimal(before))"
        }
        let starts = comparison.figures.first { $0.name == .p50(.start) }
        let parts = rates + [starts.flatMap(startsChange)].compactMap(\.self)
        return parts.isEmpty
            ? "Since \(short): nothing that could be tested."
            : "Since \(short): \(parts.joined(separator: "; "))."
    }

    private func startsChange(_ figure: ComparedFigure) -> String? {
        guard let now = figure.now else { return nil }
        let median = "starts take \(label(milliseconds: now)) (median)"
        guard let before = figure.before else { return median }
        return "\(median), before \(label(milliseconds: before))"
            + (figure.isBeyondChance ? ", beyond chance" : " ~ no change beyond chance")
    }

    private var budgets: [String] {
        shownGroups.compactMap { figures in
            guard let budget = figures.budget, budget.time.judged > .zero else { return nil }
            let name = "Error budget of \(groupName(figures)), \(days(figures.group.window))"
            guard budget.allowed > .zero else { return "\(name): nothing is allowed, \(budget.spent.label) spent." }
            let most = budget.spentBy.first.map { share in
                let who =
                    share.cause == .failure
                    ? "failures" : share.cause == .restart ? "restarts" : bareActor(share.actor, share.kind)
                return " (spent most by: \(who), \(share.counted.label))"
            }
            guard budget.left >= .zero else {
                let over = TimeSpan(milliseconds: -budget.left.milliseconds)
                return "\(name): overspent by \(over.label)\(most ?? "")."
            }
            let left = percentage(budget.left.milliseconds, of: budget.allowed.milliseconds) ?? ""
            return "\(name): \(left) left\(most ?? "")."
        }
    }

    /// `28 days`, or the span as it is.
    private func days(_ span: TimeSpan) -> String {
        let (days, rest) = span.milliseconds.quotientAndRemainder(dividingBy: TimeSpan.days(1).milliseconds)
        return rest == 0 ? counted(Int(days), "day") : span.label
    }

    private var foot: String { (known + ["Everything: tacho report --full"]).joined(separator: " ") }

    /// How complete the data is, and what would make the page better.
    private var known: [String] {
        var sentences: [String] = []
        let quarantined = report.figures.quality.quarantined
        if quarantined > 0 {
            sentences.append("\(counted(quarantined, "entry", "entries")) can't be used (quarantined).")
        }
        if let until = report.figures.coverage.coveredUntil {
            sentences.append("Data complete to \(instants.minute(until)).")
        }
        if report.options.groups.declared.isEmpty {
            sentences.append(
                "tacho init writes a tacho.yml with groups, to judge each service in its hours, by its objective."
            )
        }
        return sentences
    }
}

extension StabilityText {
    /// The groups, where the configuration declares any.
    mutating func writeGroups() {
        guard !report.options.groups.declared.isEmpty else { return }
        page.heading("Service level by group")
        let first = FirstPage(report: report, instants: instants)
        page.table(first.groupTable)
        for remark in first.groupRemarks { page.paragraph(remark, indent: 2) }
    }
}
