internal import Periods
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension Site {
    /// One container over the last weeks.
    func containerPage(_ id: ContainerID) throws -> HTMLPage {
        let options = containerOptions
        let range = options.range
        var found: (figures: StabilityFigures, weeks: [[ServiceStretch]])?
        var study = ContainerStudy(options: options, symbols: queries.symbols)
        try queries.source.histories(of: [id], from: study.scope, before: range.end, listings: range) { history in
            var analysis = StabilityAnalysis(options: options, symbols: queries.symbols)
            study.study(history)
            analysis.add(study)
            found = (
                analysis.figures(quarantined: 0),
                overview.lastWeeks.map { study.serviceStretches(in: $0.interval) }
            )
        }
        guard let found, let container = found.figures.containers.first else { return HTMLPage(title: id.text) }
        return ContainerPage(
            site: self,
            container: container,
            figures: found.figures,
            weeks: Array(zip(overview.lastWeeks, found.weeks))
        ).page()
    }
}

/// A container of an archive: what it is, how its last weeks were, who stopped it.
private struct ContainerPage {
    let site: Site
    let container: ContainerFigures
    /// Of the container alone.
    let figures: StabilityFigures
    /// The oldest first.
    let weeks: [(range: ReportRange, stretches: [ServiceStretch])]

    /// The most windows and actors of a table.
    private static let (mostWindows, mostActors) = (200, 20)

    private var instants: InstantStyle { site.instants }
    private var name: String { site.names.text(container.name, container.id) }

    func page() -> HTMLPage {
        var page = HTMLPage(title: name, lead: lead, foot: foot)
        page.links = [site.up]
        page.sections.append(HTMLPage.Section("weeks", "Week by week", [.lanes(lanes)]))
        page.sections.append(HTMLPage.Section("downtime", "Downtime that counts", downtime))
        if !actors.rows.isEmpty {
            var text = TextPage()
            text.table(actors)
            page.sections.append(HTMLPage.Section("actors", "Who", [.text(text)]))
        }
        return page
    }

    private var lead: TextPage {
        var page = TextPage()
        let status = container.status.map(term) ?? "in an unknown status"
        let open = figures.windows.first { $0.window.isOpen }
        let since =
            open.map { ", down since \(instants.minute($0.window.start)), for \(($0.window.duration).label)" } ?? ""
        page.paragraph("\(name) (\(site.groupName(container.group))) is \(status)\(since).", isStrong: true)
        let time = container.service.time
        let stops = counted(windows.count, "time")
        page.paragraph(
            "\(site.level(time)) available since \(instants.day(range.start)): down \(stops), for \(time.counted.label) in all"
                + (time.unknown > .zero ? "; \(time.unknown.label) are unknown." : ".")
        )
        let restarts = container.restarts
        if restarts.count > 0 {
            page.paragraph(
                "\(counted(restarts.count, "restart")): \(grouped(restarts.explicit)) explicit, \(grouped(restarts.quick)) quick, \(grouped(restarts.recovery)) after failures."
            )
        }
        if let starts = container.latency[.start], let middle = starts.percentiles[.p50]?.value {
            page.paragraph(
                "\(counted(starts.n, "start")): the median took \(label(milliseconds: middle)), the slowest \(label(milliseconds: starts.maximum ?? middle))."
            )
        }
        return page
    }

    private var range: Interval { site.containerOptions.range }

    /// A row for each week, from Monday to Sunday, the newest first.
    private var lanes: Lanes {
        var data = TextTable([
            .init(title: "week"), .init(title: "available", alignment: .right),
            .init(title: "unplanned", alignment: .right), .init(title: "unknown", alignment: .right),
        ])
        var rows: [Lanes.Lane] = []
        for week in weeks.reversed() {
            guard let whole = week.range.calendarPeriod else { continue }
            let time = week.stretches.reduce(into: ServiceTime()) { $0.add($1.interval.length, $1) }
            let strip = ServiceStrip(week.stretches, TimeAxis(range: whole, instants: instants))
            let label = week.range.name.heading
            data.add([label, site.level(time), time.counted.label, time.unknown.label])
            rows.append(
                Lanes.Lane(
                    id: week.range.code ?? "week",
                    name: label,
                    path: SitePath.page(of: week.range).map { "../" + $0 },
                    message:
                        "\(label): \(site.level(time)) available, \(time.counted.label) down without a plan in \(counted(strip.countedStretches, "stretch", "stretches"))",
                    strip: strip.drawing,
                    figure: site.level(time),
                    parts: strip.parts
                )
            )
        }
        return Lanes(
            id: "weeks-picture",
            title: "\(name), from Monday to Sunday",
            message: "Each row is a week.",
            marks: DayCalendar.weekdays.enumerated().map { Lanes.Mark($1, at: $0 * 1_000 / 7) },
            lanes: rows,
            remark: nil,
            legend: ServiceStrip.legend,
            data: data
        )
    }

    /// Those with counted time, the newest first.
    private var windows: [ListedWindow] { figures.windows.filter { $0.service.counted > .zero }.reversed() }

    private var downtime: [HTMLPage.Block] {
        let all = windows
        guard !all.isEmpty else { return [.text(site.line("None since \(instants.day(range.start))."))] }
        let outages = (site.outagesByContainer[container.id] ?? []).flatMap { outage in
            outage.windows.filter { $0.containerID == container.id }.map { ($0.start, outage) }
        }
        let byStart = Dictionary(outages) { first, _ in first }
        let links = site.links()
        let table = LinkedTable(
            titles: ["down from", "for", "counted", "by", "back by", "reason", "event id"],
            rows: all.prefix(Self.mostWindows).map { listed in
                let window = listed.window
                return (
                    id: nil,
                    cells: [
                        LinkedTable.Cell(
                            instants.text(window.start),
                            path: byStart[window.start].flatMap { links.path(of: $0) }
                        )
                    ]
                        + [
                            window.end == nil ? "\(window.duration.label), still down" : window.duration.label,
                            listed.service.counted.label,
                            window.openedBy.map { namedActor($0.actor, $0.kind) } ?? "no entry",
                            window.closedBy.map { namedActor($0.actor, $0.kind) } ?? "nobody yet",
                            window.reason.map { reasonText($0) } ?? "",
                            window.openedBy?.eventID.neutralised.shortened(to: 40) ?? "",
                        ].map { LinkedTable.Cell($0) }
                )
            }
        )
        guard all.count > Self.mostWindows else { return [.table(table)] }
        return [
            .table(table), .text(site.line("and \(counted(all.count - Self.mostWindows, "older one")): tacho who")),
        ]
    }

    private var actors: TextTable {
        var table = TextTable([
            .init(title: "actor"), .init(title: "kind"), .init(title: "entries", alignment: .right),
            .init(title: "stops", alignment: .right), .init(title: "restarts", alignment: .right),
            .init(title: "down in all", alignment: .right),
        ])
        for actor in figures.actors.prefix(Self.mostActors) where actor.entries + actor.windows > 0 {
            table.add([
                actorName(actor.actor), actor.kind.rawValue, grouped(actor.entries), grouped(actor.windows),
                grouped(actor.restarts), actor.down.label,
            ])
        }
        return table
    }

    private var foot: [String] {
        [
            "\(site.queries.log.origin).",
            "The last \(counted(weeks.count, "week")). Times are in \(site.instants.timezone.neutralised). To look closer: tacho timeline \(container.id.text.neutralised.shortened(to: 80))",
        ]
    }
}
