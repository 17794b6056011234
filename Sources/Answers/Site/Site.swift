package import Periods
internal import Rendering
internal import ServiceLevels
internal import Study
package import Timelines

/// A file of an archive.
package struct SitePage: Hashable, Sendable {
    /// From the folder of the archive.
    package let path: String
    /// Whether what it tells of is over and covered, so that it need never be written again.
    package let isFinal: Bool
    let subject: Subject

    enum Subject: Hashable, Sendable {
        case index, feed
        case period(ReportRange)
        case container(ContainerID)
        case outage(Outage)
        case badge(group: String)
    }
}

/// An archive of static pages: a page for each week, month, container and outage, an index, badges and a feed.
package struct Site: Sendable {
    /// What the index calls it.
    package let title: String
    package let pages: [SitePage]
    /// The log that its pages are made from, and the SHA-256 of the configuration, in hex.
    package var log: LogState { queries.log }
    package var configurationHash: String? { queries.choices.configurationHash }
    package var timezone: String { overview.recent.timezone }
    package var coverageGap: CoverageGap? { overview.recent.coverageGap }

    let queries: StoreQueries
    let overview: SiteOverview
    /// Where the archive is to be found, ending in `/`; empty where the feed's links are relative.
    let address: String
    let instants: InstantStyle

    // What every page needs, made once.
    let names: ContainerNames
    let containers: Set<ContainerID>
    /// The paths of the pages of all outages.
    let outages: Set<String>
    /// The outages that each container was down in.
    let outagesByContainer: [ContainerID: [Outage]]
    /// The switches of the pages of containers.
    let containerOptions: AnalysisOptions
}

/// What the pages of an archive have in common: everything that is known, in figures.
struct SiteOverview: Sendable {
    /// The report of the last four weeks.
    let recent: StabilityReport
    /// Over everything that is known.
    let figures: StabilityFigures
    /// The oldest first.
    let weeks: [SitePeriod]
    let months: [SitePeriod]
    /// Of the groups that are shown, the oldest first.
    let days: [HistoryDay]
    /// The weeks that a container's page shows, the oldest first.
    let lastWeeks: [ReportRange]

    /// Those with an objective, or all that have containers if none has one.
    var shownGroups: [GroupFigures] { recent.shownGroups }
}

/// A week or month, with the service time of each group by name.
struct SitePeriod: Sendable {
    let range: ReportRange
    let service: [String: ServiceTime]
}

extension StoreQueries {
    /// How much of a history an archive has pages of: ten years.
    private static let (mostWeeks, mostMonths, weeksOfContainers) = (522, 120, 12)

    /// The archive of everything that is known at present.
    package func site(at present: Present, clock: ZonedClock, title: String, address: String) async throws -> Site {
        let first = try source.firstEntry(of: chosen) ?? present.end
        let whole = Interval(start: min(first, present.end), end: present.end)
        let weeks = CalendarPeriod.week.ranges(sharing: whole, at: present, clock: clock, most: Self.mostWeeks)
        let months = CalendarPeriod.month.ranges(sharing: whole, at: present, clock: clock, most: Self.mostMonths)
        let covered = Interval(start: min(whole.start, weeks.first?.interval.start ?? whole.start), end: whole.end)
        let recent = ReportRange(interval: Interval(start: covered.end - .days(28), end: covered.end), clock: clock)
        let plan = HistoryPlan(periods: weeks, days: clock.days(sharing: whole, most: 7 * Self.mostWeeks))
        let byWeek = try await totals(plan)
        let byMonth = try await totals(HistoryPlan(periods: months, days: []))
        let overview = SiteOverview(
            recent: try await stabilityReport(over: recent, listed: 10),
            figures: try await figures(over: covered, listed: nil).figures,
            weeks: periods(weeks, byWeek),
            months: periods(months, byMonth),
            days: zip(plan.days, byWeek.dayService).map { HistoryDay(interval: $0, service: $1) },
            lastWeeks: Array(weeks.suffix(Self.weeksOfContainers))
        )
        var outagesByContainer: [ContainerID: [Outage]] = [:]
        for outage in overview.figures.outages {
            for id in Set(outage.windows.map(\.containerID)) { outagesByContainer[id, default: []].append(outage) }
        }
        return Site(
            title: title,
            pages: pages(of: overview),
            queries: self,
            overview: overview,
            address: address,
            instants: InstantStyle(timezone: clock.identifier) { clock.offset(at: $0) },
            names: ContainerNames(overview.figures.containers.map { ($0.id, $0.name) }),
            containers: Set(overview.figures.containers.map(\.id)),
            outages: Set(overview.figures.outages.map(SitePath.page)),
            outagesByContainer: outagesByContainer,
            containerOptions: options(
                over: Interval(
                    start: overview.lastWeeks.first?.interval.start ?? recent.interval.start,
                    end: recent.interval.end
                )
            )
        )
    }

    private func periods(_ ranges: [ReportRange], _ totals: HistoryTotals) -> [SitePeriod] {
        ranges.enumerated().map { place, range in
            let names = choices.groups.groups.map(\.name)
            return SitePeriod(
                range: range,
                service: Dictionary(zip(names, totals.service).map { ($0, $1[place]) }) { first, _ in first }
            )
        }
    }

    private func pages(of overview: SiteOverview) -> [SitePage] {
        let covered = overview.figures.coverage.coveredUntil ?? .distantPast
        // An outage can still grow by what begins within the gap after it.
        let margin = max(choices.outageGap, OutagePlace.margin)
        let periods = (overview.weeks + overview.months).compactMap { period in
            SitePath.page(of: period.range).map { path in
                SitePage(
                    path: path,
                    isFinal: period.range.calendarPeriod.map { $0.end <= covered } ?? false,
                    subject: .period(period.range)
                )
            }
        }
        let outages = overview.figures.outages.map { outage in
            SitePage(
                path: SitePath.page(of: outage),
                isFinal: outage.end.map { $0 + margin <= covered } ?? false,
                subject: .outage(outage)
            )
        }
        let containers = overview.figures.containers.map { container in
            SitePage(path: SitePath.page(of: container.id), isFinal: false, subject: .container(container.id))
        }
        let badges = overview.recent.figures.groups.filter { $0.containers > 0 }.map { group in
            SitePage(
                path: SitePath.badge(of: group.group.name),
                isFinal: false,
                subject: .badge(group: group.group.name)
            )
        }
        let last = [
            SitePage(path: SitePath.feed, isFinal: false, subject: .feed),
            SitePage(path: SitePath.index, isFinal: false, subject: .index),
        ]
        var met: Set<String> = []
        return (periods + outages + containers + badges + last).filter { met.insert($0.path).inserted }
    }
}

extension Site {
    /// For so many pages the entries around outages are looked for in one go; so many pages are made side by side.
    private static let (pagesInOneGo, pagesAtOnce) = (500, 4)

    /// Makes those of its pages that are `wanted`, one after the other, the index last.
    package func make(_ wanted: Set<String>, receive: (SitePage, [UInt8]) throws -> Void) async throws {
        let chosen = pages.filter { wanted.contains($0.path) }
        for first in stride(from: 0, to: chosen.count, by: Self.pagesInOneGo) {
            let some = Array(chosen[first..<min(first + Self.pagesInOneGo, chosen.count)])
            let outages = some.compactMap { if case .outage(let outage) = $0.subject { outage } else { nil } }
            let reports = outages.isEmpty ? [] : try await queries.outageReports(of: outages, among: overview)
            let byPath = zip(outages, reports).map { (SitePath.page(of: $0), $1) }
            try await make(some, Dictionary(byPath) { first, _ in first }, receive)
        }
    }

    /// Makes some pages side by side, and gives them on in their order.
    private func make(
        _ pages: [SitePage],
        _ outages: [String: OutagesReport],
        _ receive: (SitePage, [UInt8]) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            var made: [Int: [UInt8]] = [:]
            var (next, begun) = (0, 0)
            while next < pages.count {
                while begun < pages.count, begun < next + Self.pagesAtOnce {
                    let (number, page) = (begun, pages[begun])
                    group.addTask { (number, try await bytes(of: page, outages[page.path])) }
                    begun += 1
                }
                guard let (number, bytes) = try await group.next() else { return }
                made[number] = bytes
                while let bytes = made.removeValue(forKey: next) {
                    try receive(pages[next], bytes)
                    next += 1
                }
            }
        }
    }

    private func bytes(of page: SitePage, _ outage: OutagesReport?) async throws -> [UInt8] {
        switch page.subject {
        case .period(let range): try utf8(await periodPage(range))
        case .container(let id): try utf8(containerPage(id))
        case .outage: try outage.map { try utf8(outagePage($0)) } ?? []
        case .badge(let group): Array((badge(of: group) ?? "").utf8)
        case .feed: Array(feed.xml.utf8)
        case .index: try utf8(indexPage)
        }
    }

    private func utf8(_ page: HTMLPage) throws -> [UInt8] { Array(try page.html().utf8) }

    /// For pages in a folder of the archive, or in the archive's own.
    func links(root: String = "../") -> SiteLinks {
        SiteLinks(root: root, containers: containers, outages: outages)
    }

    var up: HTMLPage.Link { HTMLPage.Link("All pages", "../" + SitePath.index) }
}
