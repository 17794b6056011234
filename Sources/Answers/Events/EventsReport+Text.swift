package import Rendering
internal import Study
internal import Timelines

extension EventsReport {
    /// The entries as text, a row each, oldest first.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var page = TextPage()
        page.paragraph(title(answer(instants), instants), isStrong: true)
        let entries = Array(figures.entries)
        guard !entries.isEmpty else {
            if figures.leftOut > 0 {
                page.paragraph(
                    "Left out: \(quantity(figures.leftOut, "more")), by actors who were not asked for; without "
                        + "\(enumerated(actors.options)) you see them."
                )
            }
            return page
        }
        page.blank()
        EntryRows(entries: entries, instants: instants).write(to: &page)
        let rest = figures.found - entries.count
        if rest > 0 {
            page.blank()
            page.paragraph(
                "Not listed: \(counted(rest, "later entry", "later entries")); --limit \(figures.found) lists all."
            )
        }
        return page
    }

    private func answer(_ instants: InstantStyle) -> String {
        let zone = timezone.neutralised.shortened(to: 40)
        let period = "from \(instants.text(range.start)) to \(instants.text(range.end)), \(zone)"
        let count = counted(figures.found, "entry", "entries")
        return "\(count) of \(counted(figures.coverage.containers, "container")) \(period)\(actors.phrase)"
    }
}

/// Entries as a table: a row each under its day, with its reason below.
struct EntryRows {
    let entries: [WhoEntry]
    let instants: InstantStyle

    func write(to page: inout TextPage, indent: Int = 0) {
        let names = ContainerNames(entries.map { ($0.containerID, $0.containerName) })
        var table = TextTable(
            [
                .init(title: "when"), .init(title: "container", isFlexible: true),
                .init(title: "became"), .init(title: "who", isFlexible: true),
                .init(title: "how", isFlexible: true), .init(title: "took"),
            ],
            hasStrongTitles: true
        )
        var day: String?
        for entry in entries {
            let ownDay = instants.day(entry.at)
            if ownDay != day { table.add([ownDay, "", "", "", "", ""]) }
            day = ownDay
            table.add(
                [
                    instants.timeOfDay(entry.at), names.text(entry.containerName, entry.containerID),
                    term(entry.toStatus),
                    actorName(entry.actor), entry.manner, entry.duration.label,
                ],
                notes: [entry.reason.map { "why: \(reasonText($0, columns: 200))" }].compactMap(\.self)
            )
        }
        page.table(table, indent: indent)
    }
}
