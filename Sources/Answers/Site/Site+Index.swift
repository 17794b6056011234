internal import Periods
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension Site {
    /// The most groups with a column of their own, and the most outages of a table.
    private static let (mostColumns, mostOutages) = (4, 200)
    /// How many weeks a picture of days has.
    private static let weeksOfPicture = 26

    /// What there is, the newest first.
    var indexPage: HTMLPage {
        var lead = line("The last four weeks, to \(instants.minute(overview.recent.range.end)):")
        FirstPage(report: overview.recent, instants: instants).writeVerdicts(to: &lead)
        var page = HTMLPage(title: title, lead: lead, foot: foot)
        page.links = [HTMLPage.Link("News feed", SitePath.feed)]
        guard !overview.figures.containers.isEmpty else { return page }
        page.sections = [
            HTMLPage.Section("groups", "The last four weeks, group by group", [.table(groups)]),
            HTMLPage.Section("calendar", "Day by day", [.pictures(calendars)]),
            HTMLPage.Section("weeks", "Weeks", [.table(table(of: overview.weeks, "week"))]),
            HTMLPage.Section("months", "Months", [.table(table(of: overview.months, "month"))]),
            HTMLPage.Section("outages", "Outages", outageTable),
            HTMLPage.Section("containers", "Containers", [.table(containerTable)]),
        ]
        return page
    }

    private var groups: LinkedTable {
        LinkedTable(
            titles: ["group", "available", "objective", "error budget left", "outages", "badge"],
            rows: overview.recent.figures.groups.filter { $0.containers > 0 }.map { figures in
                let path = SitePath.badge(of: figures.group.name)
                let budget = figures.budget.flatMap { budget in
                    budget.time.judged > .zero
                        ? budget.left >= .zero
                            ? "\(budget.left.label) of \(budget.allowed.label)"
                            : "spent, and \((.zero - budget.left).label) more" : nil
                }
                return (
                    id: nil,
                    cells: [
                        LinkedTable.Cell(groupName(figures.group.name)), LinkedTable.Cell(level(figures.service.time)),
                        LinkedTable.Cell(
                            figures.group.objective.map { objective in
                                "\(objective.percentage)\(figures.isKept.map { $0 ? " ✓ met" : " ✗ missed" } ?? "")"
                            } ?? "–"
                        ),
                        LinkedTable.Cell(budget ?? "–"), LinkedTable.Cell(grouped(figures.outages.count)),
                        LinkedTable.Cell(path, path: path),
                    ]
                )
            }
        )
    }

    /// Half a year each, the newest first.
    private var calendars: [Picture] {
        let groups = overview.shownGroups.map { groupName($0.group.name) }
        var end = overview.days.count
        var pictures: [Picture] = []
        while end > 0 {
            let start = max(0, end - 7 * Self.weeksOfPicture)
            let days = Array(overview.days[start..<end])
            pictures.append(
                DayCalendar(days: days, groups: groups, instants: instants)
                    .picture(id: "days-\(pictures.count + 1)")
            )
            end = start
        }
        return pictures
    }

    private func table(of periods: [SitePeriod], _ noun: String) -> LinkedTable {
        let shown = overview.shownGroups.prefix(Self.mostColumns)
        let own = Set(overview.shownGroups.map { ExactText($0.group.name) })
        let starts = overview.figures.outages.filter { own.contains(ExactText($0.group)) }.map(\.start)
        return LinkedTable(
            titles: [noun] + shown.map { "\(groupName($0.group.name)) available" } + ["down in all", "outages"],
            rows: periods.reversed().map { period in
                let outages = starts.count { period.range.interval.contains($0) }
                let down = overview.shownGroups.reduce(TimeSpan.zero) { sum, figures in
                    sum + (period.service[figures.group.name]?.counted ?? .zero)
                }
                return (
                    id: nil,
                    cells: [LinkedTable.Cell(name(of: period.range), path: SitePath.page(of: period.range))]
                        + shown.map { figures in
                            let time = period.service[figures.group.name] ?? ServiceTime()
                            let isMissed =
                                time.level != nil
                                && figures.group.objective.map { !$0.isReached(by: time.up, of: time.judged) } ?? false
                            return LinkedTable.Cell(level(time) + (isMissed ? " ✗" : ""))
                        }
                        + [LinkedTable.Cell(down.label), LinkedTable.Cell(grouped(outages))]
                )
            }
        )
    }

    /// `Week 46, from Mon 9 Nov 2026`; `November 2026`.
    private func name(of range: ReportRange) -> String {
        String(range.name.title.split(separator: " (").first ?? "")
            + (range.code?.contains("W") ?? false
                ? ", from \(instants.day(range.interval.start)) \(range.code?.prefix(4) ?? "")" : "")
    }

    private var outageTable: [HTMLPage.Block] {
        let words = OutageText(instants: instants, names: names)
        let all = overview.figures.outages
        guard !all.isEmpty else { return [.text(line("No outage."))] }
        let links = links(root: "")
        let table = LinkedTable(
            titles: ["when", "group", "what", "who and why", "lasted", "down in all"],
            rows: all.suffix(Self.mostOutages).reversed().map { outage in
                (
                    id: nil,
                    cells: [LinkedTable.Cell(instants.text(outage.start), path: links.path(of: outage))]
                        + [
                            groupName(outage.group), words.containers(of: outage), words.deed(outage),
                            outage.end == nil ? "still down" : outage.duration.label, outage.counted.label,
                        ].map { LinkedTable.Cell($0) }
                )
            }
        )
        guard all.count > Self.mostOutages else { return [.table(table)] }
        return [
            .table(table),
            .text(line("and \(counted(all.count - Self.mostOutages, "older outage")), each on the page of its week")),
        ]
    }

    private var containerTable: LinkedTable {
        let links = links(root: "")
        let recent = Dictionary(
            overview.recent.figures.containers.map { ($0.id, $0.service.time) },
            uniquingKeysWith: { first, _ in first }
        )
        return LinkedTable(
            titles: ["container", "group", "status", "available in four weeks", "down"],
            rows: overview.figures.containers.map { container in
                let time = recent[container.id] ?? ServiceTime()
                return (
                    id: nil,
                    cells: [
                        LinkedTable.Cell(names.text(container.name, container.id), path: links.path(of: container.id))
                    ]
                        + [
                            groupName(container.group), container.status.map(term) ?? "unknown", level(time),
                            time.counted.label,
                        ].map { LinkedTable.Cell($0) }
                )
            }
        )
    }

    private var foot: [String] {
        [
            "\(queries.log.origin).",
            "Pages of weeks, months and outages that are over and known are written once, and say the root hash of the log they were made from.",
            "Times are in \(overview.recent.timezone.neutralised). What each figure means: docs/definitions.md. Percentages are rounded down; unknown time is not counted.",
        ]
    }

    func groupName(_ name: String) -> String { name.neutralised.shortened(to: 24) }

    func level(_ time: ServiceTime) -> String {
        percentage(time.up.milliseconds, of: time.judged.milliseconds) ?? "–"
    }

    func line(_ words: String) -> TextPage {
        var page = TextPage()
        page.paragraph(words)
        return page
    }
}
