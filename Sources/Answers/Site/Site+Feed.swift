internal import Periods
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension Site {
    /// The most entries of the feed, the newest.
    private static let mostNews = 100

    /// The outages of the groups that are shown, and the weeks in which one of them missed its objective.
    var feed: AtomFeed {
        let news = (outageNews + missedNews).sorted { ($0.updated, $0.id) > ($1.updated, $1.id) }
        let first = overview.figures.containers.first?.id.text ?? ""
        return AtomFeed(
            id: SitePath.urn(of: "feed of \(first)"),
            title: title,
            author: "Tachograph",
            updated: news.first?.updated ?? overview.weeks.first?.range.interval.start ?? overview.recent.range.start,
            path: address + SitePath.feed,
            pagePath: address + SitePath.index,
            entries: Array(news.prefix(Self.mostNews))
        )
    }

    private var outageNews: [AtomFeed.Entry] {
        let words = OutageText(instants: instants, names: names)
        let shown = Set(overview.shownGroups.map { ExactText($0.group.name) })
        return overview.figures.outages.filter { shown.contains(ExactText($0.group)) }.map { outage in
            let group = outage.group.neutralised.shortened(to: 40)
            return AtomFeed.Entry(
                id: SitePath.urn(of: "outage of \(outage.group) at \(outage.start.iso8601)"),
                title: "\(group): \(words.containers(of: outage))",
                updated: outage.end ?? outage.start,
                summary: "\(instants.fullText(outage.start)): \(words.containers(of: outage)); \(words.deed(outage)).",
                path: address + SitePath.page(of: outage)
            )
        }
    }

    /// Of the weeks that are over and known.
    private var missedNews: [AtomFeed.Entry] {
        let over = Set(pages.filter(\.isFinal).map(\.path))
        return overview.weeks.flatMap { week -> [AtomFeed.Entry] in
            guard let path = SitePath.page(of: week.range), over.contains(path) else { return [] }
            return overview.shownGroups.compactMap { figures in
                let time = week.service[figures.group.name] ?? ServiceTime()
                guard let objective = figures.group.objective,
                    let level = percentage(time.up.milliseconds, of: time.judged.milliseconds),
                    !objective.isReached(by: time.up, of: time.judged)
                else { return nil }
                let group = figures.group.name.neutralised.shortened(to: 40)
                return AtomFeed.Entry(
                    id: SitePath.urn(of: "objective of \(figures.group.name) missed in \(path)"),
                    title: "\(group) missed its objective in \(week.range.name.short): \(level)",
                    updated: week.range.interval.end,
                    summary:
                        "\(level) (objective \(objective.percentage)): \(time.counted.label) down, \(objective.allowed(of: time.judged).label) allowed.",
                    path: address + path
                )
            }
        }
    }
}
