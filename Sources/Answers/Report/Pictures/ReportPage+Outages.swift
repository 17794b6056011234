internal import Rendering
internal import ServiceLevels
internal import Timelines

extension ReportPage {
    /// The outages of the groups that are shown, with the ids of the entries that opened their windows.
    var outages: [HTMLPage.Block] {
        let all = shownOutages
        guard !all.isEmpty else { return [.text(line("No outage."))] }
        let words = OutageText(instants: instants, names: names)
        let opened = Dictionary(
            report.figures.windows.map {
                (OpenedWindow($0.window.containerID, $0.window.start), $0.window.openedBy?.eventID)
            }
        ) { first, _ in first }
        let table = LinkedTable(
            titles: ["when", "group", "what", "who and why", "lasted", "down in all", "event ids"],
            rows: all.enumerated().map { place, outage in
                let ids = outage.windows.compactMap { opened[OpenedWindow($0.containerID, $0.start)] ?? nil }
                    .map { $0.neutralised.shortened(to: 40) }
                let areAllListed = outage.windows.count == outage.windowCount
                return (
                    id: "outage-\(place + 1)",
                    cells: [LinkedTable.Cell(instants.minute(outage.start), path: links?.path(of: outage))]
                        + [
                            groupName(outage.group), words.containers(of: outage), words.deed(outage),
                            outage.end == nil ? "still down" : outage.duration.label, outage.counted.label,
                            firstFew(ids, most: 3, of: areAllListed ? ids.count : outage.windowCount).joined(
                                separator: ", "
                            ),
                        ].map { LinkedTable.Cell($0) }
                )
            }
        )
        var blocks: [HTMLPage.Block] = [.table(table)]
        let shown = Set(shownGroups.map { ExactText($0.group.name) })
        let total = report.figures.groups.filter { shown.contains(ExactText($0.group.name)) }
            .reduce(0) { $0 + $1.outages.count }
        if total > all.count {
            blocks.append(.text(line("Not listed: \(counted(total - all.count, "outage")) with less downtime.")))
        }
        return blocks + [.text(line("All of them are unplanned; tacho outages TIME shows one whole."))]
    }

}

/// What tells a window from others.
private struct OpenedWindow: Hashable {
    let container: ContainerID
    let start: Instant

    init(_ container: ContainerID, _ start: Instant) {
        self.container = container
        self.start = start
    }
}
