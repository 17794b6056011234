internal import Periods
internal import Rendering
internal import Timelines

extension Site {
    /// The report of a week or month, as `tacho report` makes it.
    func periodPage(_ range: ReportRange) async throws -> HTMLPage {
        var report = try await queries.stabilityReport(
            over: range,
            comparedWith: range.previous,
            ifKnown: true,
            listed: StabilityReport.listedOnPages
        )
        let history = try await queries.reportHistory(over: range)
        report.history = history
        var made = ReportPage(report: report, history: history, instants: instants)
        made.links = links()
        var page = made.page()
        page.links = [up] + neighbours(of: range)
        let isOver = pages.contains { $0.isFinal && $0.subject == .period(range) }
        page.foot.insert(
            isOver
                ? "\(range.name.heading) was over and known when this page was made: it is not written again."
                : "This page is written again until the log covers the whole of \(range.name.short).",
            at: 0
        )
        return page
    }

    /// The week or month before, where it has a page.
    private func neighbours(of range: ReportRange) -> [HTMLPage.Link] {
        let before = range.previous
        guard let code = before.code, let path = SitePath.page(of: before), pages.contains(where: { $0.path == path })
        else { return [] }
        return [HTMLPage.Link(before.name.heading, "\(code).html")]
    }

    func outagePage(_ report: OutagesReport) -> HTMLPage {
        var page = report.htmlPage(instants: instants)
        let outage = report.outages[0]
        let weeks = overview.weeks.filter { $0.range.interval.contains(outage.start) }.compactMap { week in
            SitePath.page(of: week.range).map { HTMLPage.Link(week.range.name.heading, "../" + $0) }
        }
        let links = links()
        var seen: Set<ContainerID> = []
        let containers = outage.windows.filter { seen.insert($0.containerID).inserted }.prefix(8).compactMap { window in
            links.path(of: window.containerID).map {
                HTMLPage.Link(report.names.text(window.containerName, window.containerID), $0)
            }
        }
        page.links = [up] + weeks + containers
        return page
    }
}

extension StoreQueries {
    /// Each outage whole, as `tacho outages` finds it.
    func outageReports(of outages: [Outage], among overview: SiteOverview) async throws -> [OutagesReport] {
        let range = Interval(
            start: overview.weeks.first?.range.interval.start ?? overview.recent.range.start,
            end: overview.recent.range.end
        )
        let windows = Dictionary(grouping: overview.figures.windows, by: \.window.containerID)
        let entries = try await entries(around: outages, until: range.end)
        return outages.indices.map { place in
            OutagesReport(
                range: range,
                timezone: overview.recent.timezone,
                options: choices,
                log: log,
                coverage: overview.figures.coverage,
                groups: overview.figures.groups,
                question: OutageQuestion(time: outages[place].start),
                outages: [outages[place]],
                windows: [outages[place].listedWindows(among: windows)],
                entries: [entries[place]]
            )
        }
    }
}
