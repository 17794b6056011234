internal import Drawing
internal import Periods
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

/// A stability report as a page with pictures, in the order in which a reader asks: is it fine, what happened, is it a trend, who, what
/// does it cost, can I trust it.
struct ReportPage {
    let report: StabilityReport
    let history: ReportHistory
    let instants: InstantStyle
    let names: ContainerNames
    /// Where containers and outages have pages of their own; nil where the page stands alone.
    var links: SiteLinks?
    /// The places of containers in the report, from 1: what a link names, because an id can hold anything.
    let places: [ContainerID: Int]

    /// The most outages that the table lists.
    static let mostOutages = 30

    init(report: StabilityReport, history: ReportHistory, instants: InstantStyle) {
        self.report = report
        self.history = history
        self.instants = instants
        places = Dictionary(report.figures.containers.enumerated().map { ($1.id, $0 + 1) }) { first, _ in first }
        names = ContainerNames(report.figures.containers.map { ($0.id, $0.name) })
    }

    func page() -> HTMLPage {
        let first = FirstPage(report: report, instants: instants)
        var page = HTMLPage(title: report.name.title, lead: first.summary(), foot: foot)
        guard !report.figures.containers.isEmpty else { return page }
        let budgeted = report.figures.groups.compactMap { group in
            group.budget.flatMap { $0.time.judged > .zero ? (group: group, budget: $0) : nil }
        }
        if !budgeted.isEmpty {
            page.sections.append(
                HTMLPage.Section(
                    "budget",
                    "Error budgets",
                    pictures(of: budgeted, most: 12, "group") { budget($0.group, $0.budget) }
                )
            )
        }
        page.sections.append(HTMLPage.Section("lanes", "When containers were down", [.lanes(lanes)]))
        page.sections.append(
            HTMLPage.Section("trend", "Is it a trend?", pictures(of: shownGroups, most: 12, "group", levels))
        )
        page.sections.append(HTMLPage.Section("outages", "Outages", outages))
        page.sections.append(
            HTMLPage.Section("starts", "Starts and restarts", [.pictures([starts, distribution, restarts])])
        )
        if !history.weeks.isEmpty {
            page.sections.append(
                HTMLPage.Section("hours", "Hours", pictures(of: history.weeks, most: 6, "group with hours", week))
            )
        }
        page.sections.append(HTMLPage.Section("calendar", "The last 90 days", [.pictures([calendar])]))
        var whole = report
        whole.detail = .full
        page.sections.append(
            HTMLPage.Section(
                "everything",
                "Everything",
                [.folded("Every table of the report", whole.page(instants: instants))]
            )
        )
        return page
    }

    /// A picture of each of the first elements; the rest is counted, so that a page stays small whatever a configuration declares.
    private func pictures<Element>(
        of elements: [Element],
        most: Int,
        _ noun: String,
        _ picture: (Element) -> Picture
    ) -> [HTMLPage.Block] {
        let drawn = HTMLPage.Block.pictures(elements.prefix(most).map(picture))
        guard elements.count > most else { return [drawn] }
        let plural = noun.replacing("group", with: "groups")
        return [
            drawn,
            .text(line("and \(counted(elements.count - most, "more \(noun)", "more \(plural)")) without a picture")),
        ]
    }

    /// A page of one line.
    func line(_ words: String) -> TextPage {
        var page = TextPage()
        page.paragraph(words)
        return page
    }

    var shownGroups: [GroupFigures] { report.shownGroups }

    func groupName(_ name: String) -> String { name.neutralised.shortened(to: 24) }

    /// An identifier for a link, made of a name and a number: a name can hold anything.
    func place(of group: GroupFigures) -> Int {
        report.figures.groups.firstIndex { ExactText($0.group.name) == ExactText(group.group.name) } ?? 0
    }

    private var foot: [String] {
        let configuration = report.options.configurationHash.map { "configuration \($0)" } ?? "no configuration"
        return [
            "\(report.log.origin); \(configuration).",
            "To make this page again: tacho report --from \(report.range.start.iso8601) --to \(report.range.end.iso8601) --timezone \(report.timezone.neutralised) --format html",
            "What each figure means: docs/definitions.md. Percentages are rounded down; unknown time is not counted.",
        ]
    }
}
