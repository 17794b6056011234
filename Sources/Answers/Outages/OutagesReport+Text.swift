package import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension OutagesReport {
    /// The outages as text: those of the range by group, or one whole with what was written down around it.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var page = TextPage()
        if question == nil {
            OutageList(report: self, instants: instants).write(to: &page)
        } else {
            let accounts = accounts(instants)
            let whole = accounts.filter(\.isAnswer)
            for account in whole { account.write(to: &page) }
            let others = accounts.filter { !$0.isAnswer }
            if !others.isEmpty { page.heading("Nearest in other groups") }
            for account in others { page.paragraph(account.sentence, indent: 2, hanging: 2) }
            writeNothingFound(to: &page, instants)
        }
        return page
    }

    /// One outage whole is a draft for a post-mortem.
    package func markdown(instants: InstantStyle) -> String {
        guard question != nil, !outages.isEmpty else { return page(instants: instants).markdown() }
        var page = TextPage()
        for account in accounts(instants) where account.isAnswer { account.writePostMortem(to: &page) }
        return page.markdown()
    }

    /// Those of groups with an objective first.
    func accounts(_ instants: InstantStyle) -> [OutageAccount] {
        let promised = Set(groups.filter { $0.group.objective != nil }.map { ExactText($0.group.name) })
        let first = outages.indices.filter { promised.contains(ExactText(outages[$0].group)) }
        let rest = outages.indices.filter { !promised.contains(ExactText(outages[$0].group)) }
        return (first + rest).map { OutageAccount(report: self, index: $0, instants: instants) }
    }

    private func writeNothingFound(to page: inout TextPage, _ instants: InstantStyle) {
        guard let question, outages.isEmpty else { return }
        let what = question.eventID.map { "Event \($0.neutralised.unbroken) of \(instants.text(question.time))" }
        let searched = what.map { "\($0) is part of no outage, and none of its group" } ?? "No outage"
        let time = what == nil ? " of \(instants.text(question.time))" : " of it"
        page.paragraph(title("\(searched) lies within a day\(time)", instants), isStrong: true)
        page.paragraph("Searched: \(period(instants)). The outages of another time: tacho outages --period 2026-W46.")
    }

    /// `2026-11-09 00:00:00 to 2026-11-16 00:00:00, UTC`.
    func period(_ instants: InstantStyle) -> String {
        let zone = timezone.neutralised.shortened(to: 40)
        return "\(instants.text(range.start)) to \(instants.text(range.end)), \(zone)"
    }

    /// Names of all containers that the text speaks of.
    var names: ContainerNames {
        ContainerNames(
            outages.flatMap(\.windows).map { ($0.containerID, $0.containerName) }
                + entries.joined().map { ($0.entry.containerID, $0.entry.containerName) }
        )
    }
}

/// The outages of a range, by group.
private struct OutageList {
    let report: OutagesReport
    let instants: InstantStyle

    /// The most outages of a group that are listed, those with the most counted time.
    private static let most = 20

    func write(to page: inout TextPage) {
        let count = report.outages.count
        let what = count == 0 ? "No outage" : counted(count, "outage")
        page.paragraph(report.title("\(what), \(report.period(instants))", instants), isStrong: true)
        if report.options.configurationHash == nil {
            page.paragraph("Planned: unknown, no configuration found; maintenance would not be an outage.")
        }
        let words = OutageText(instants: instants, names: report.names)
        for group in report.groups where group.outages.count > 0 {
            let outages = report.outages.filter { ExactText($0.group) == ExactText(group.group.name) }
            let long = outages.filter { $0.counted >= .minutes(1) }
            let listed = long.sorted { $0.counted > $1.counted }.prefix(Self.most).map(\.start)
            page.heading(heading(group))
            page.table(words.table(of: long.filter { listed.contains($0.start) }))
            let rest = [
                long.count > listed.count ? "\(counted(long.count - listed.count, "more outage"))" : nil,
                outages.count > long.count
                    ? "\(counted(outages.count - long.count, "outage")) of less than a minute" : nil,
            ].compactMap(\.self)
            if !rest.isEmpty {
                page.paragraph("\(enumerated(rest)): --format json lists all.", indent: 2)
            }
        }
        let spared = report.groups.filter { $0.outages.count == 0 && $0.containers > 0 }
        if !spared.isEmpty, count > 0 {
            page.blank()
            page.paragraph("No outage: \(firstFew(spared.map { name($0) }).joined(separator: ", ")).")
        }
        guard let example else { return }
        page.blank()
        page.paragraph("One whole: tacho outages '\(instants.text(example.start))', or with an event id.")
    }

    /// `prod: 2 outages, 56 min of downtime, the longest lasted 25 min 13 s`.
    private func heading(_ figures: GroupFigures) -> String {
        let totals = figures.outages
        let longest = totals.count > 1 ? totals.longest.map { ", the longest lasted \($0.label)" } : nil
        return
            "\(name(figures)): \(counted(totals.count, "outage")), \(totals.counted.label) of downtime\(longest ?? "")"
    }

    /// The outage with the most counted time of the first group that has any.
    private var example: Outage? {
        guard let group = report.groups.first(where: { $0.outages.count > 0 }) else { return nil }
        return report.outages.filter { ExactText($0.group) == ExactText(group.group.name) }
            .max { $0.counted < $1.counted }
    }

    private func name(_ figures: GroupFigures) -> String { figures.group.name.neutralised.shortened(to: 24) }
}
