internal import Drawing
package import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension OutagesReport: HTMLAnswer {
    package static var formats: [AnswerFormat<OutagesReport>] { AnswerFormat.common + [.html] }

    /// One outage whole, with a row for each of its containers and what was written down around it; or the outages of the range.
    package func htmlPage(instants: InstantStyle) -> HTMLPage {
        let parted = page(instants: instants).parted
        let answers = question == nil ? [] : accounts(instants).filter(\.isAnswer)
        var page = HTMLPage(title: "Outages, \(period(instants))", lead: parted.lead, foot: foot)
        if question == nil {
            if !outages.isEmpty {
                page.sections.append(HTMLPage.Section("when", "When", [.lanes(OutageLanes(self, instants).byGroup)]))
            }
            page.sections.append(HTMLPage.Section("list", "By group", [.text(parted.rest)]))
            return page
        }
        if let first = answers.first {
            page.title =
                "Outage of \(outages[first.index].group.neutralised.shortened(to: 40)), \(instants.text(outages[first.index].start))"
        }
        for answer in answers {
            let lanes = OutageLanes(self, instants).byContainer(of: answer.index)
            let name = outages[answer.index].group.neutralised.shortened(to: 40)
            page.sections.append(
                HTMLPage.Section("outage-\(answer.index + 1)", "What went down in \(name)", [.lanes(lanes)])
            )
        }
        page.sections.append(HTMLPage.Section("account", "What is known", [.text(parted.rest)]))
        page.sections.append(HTMLPage.Section("proof", "Proof", [.text(proof)]))
        return page
    }

    private var proof: TextPage {
        var page = TextPage()
        page.paragraph(
            "Anyone can check that the log held an entry, without the store. Write the proof of one with its event id:"
        )
        let ids = entries.joined().filter { $0.part == .opened }.map(\.entry.eventID)
        for id in ids.prefix(5) { page.point("tacho prove \(id.neutralised.shortened(to: 80))") }
        return page
    }

    private var foot: [String] {
        [
            "\(log.origin).",
            "Times are in \(timezone.neutralised). What each figure means: docs/definitions.md.",
        ]
    }
}

/// Rows of bars: outages of groups over the range, or the containers of one outage.
private struct OutageLanes {
    let report: OutagesReport
    let instants: InstantStyle

    private static let (width, height) = (10_000, 160)
    private static let legend = [("bad", "down, unplanned"), ("now-fill", "an entry of its log")]

    init(_ report: OutagesReport, _ instants: InstantStyle) {
        self.report = report
        self.instants = instants
    }

    /// A row for each group that had an outage.
    var byGroup: Lanes {
        let axis = TimeAxis(range: report.range, instants: instants)
        let scale = axis.scale(to: Self.width)
        let words = OutageText(instants: instants, names: report.names)
        var data = TextTable([.init(title: "group"), .init(title: "from"), .init(title: "to"), .init(title: "what")])
        let lanes = report.groups.enumerated().compactMap { place, group -> Lanes.Lane? in
            let outages = report.outages.filter { ExactText($0.group) == ExactText(group.group.name) }
            guard !outages.isEmpty else { return nil }
            let name = group.group.name.neutralised.shortened(to: 24)
            var strip = SVG(width: Self.width, height: Self.height)
            for outage in outages.prefix(500) {
                let end = outage.end ?? report.range.end
                let first = min(scale.place(outage.start.milliseconds), Self.width - 20)
                strip.rectangle(
                    "bad",
                    x: first,
                    y: 0,
                    width: max(scale.place(end.milliseconds) - first, 20),
                    height: Self.height,
                    title: "\(instants.minute(outage.start)): \(words.containers(of: outage)), \(words.deed(outage))"
                        .withPlainBlanks
                )
                data.add([
                    name, instants.text(outage.start), outage.end.map(instants.text) ?? "still down",
                    words.containers(of: outage),
                ])
            }
            let count = counted(outages.count, "outage")
            return Lanes.Lane(
                id: "group-\(place + 1)",
                name: name,
                message: "\(name): \(count), \(group.outages.counted.label) of downtime",
                strip: strip,
                figure: grouped(outages.count)
            )
        }
        return Lanes(
            id: "groups-picture",
            title: "Outages by group",
            message:
                "\(counted(report.outages.count, "outage")) in \(counted(lanes.count, "group")). A bar lasts from the first to the last counted moment.",
            marks: axis.marks,
            lanes: lanes,
            remark: nil,
            legend: [("bad", "an outage")],
            data: data
        )
    }

    /// A row for each container of the outage at `index`, from ten minutes before it to ten after.
    func byContainer(of index: Int) -> Lanes {
        let outage = report.outages[index]
        let windows = report.windows[index]
        let last = outage.end ?? windows.compactMap(\.window.end).max() ?? report.range.end
        let range = Interval(start: outage.start - .minutes(10), end: max(last, outage.start) + .minutes(10))
        let axis = TimeAxis(range: range, instants: instants)
        var seen: Set<ContainerID> = []
        let containers = windows.map(\.window).filter { seen.insert($0.containerID).inserted }
        var data = TextTable([
            .init(title: "container"), .init(title: "down from"), .init(title: "to"),
            .init(title: "lasted", alignment: .right),
        ])
        for window in windows {
            data.add([
                report.names.text(window.containerName, window.containerID), instants.text(window.start),
                window.end.map(instants.text) ?? "still down", window.duration.label,
            ])
        }
        let lanes = containers.enumerated().map { place, container in
            lane(of: container, place, windows: windows, entries: report.entries[index], axis)
        }
        return Lanes(
            id: "containers-picture-\(index + 1)",
            title: "The containers of this outage",
            message:
                "\(counted(outage.containers, "container")) down, at most \(grouped(outage.mostAtOnce)) at once. A thin line is an entry of the container's log.",
            marks: axis.marks,
            lanes: lanes,
            remark: nil,
            legend: Self.legend.map { (name: $0.0, label: $0.1) },
            data: data
        )
    }

    private func lane(
        of container: DowntimeWindow,
        _ place: Int,
        windows: [ListedWindow],
        entries: [OutageEntry],
        _ axis: TimeAxis
    ) -> Lanes.Lane {
        let scale = axis.scale(to: Self.width)
        var strip = SVG(width: Self.width, height: Self.height)
        strip.rectangle("off", x: 0, y: 0, width: Self.width, height: Self.height)
        let own = windows.filter { $0.containerID == container.containerID }
        for window in own {
            let first = scale.place(window.start.milliseconds)
            let end = window.end ?? axis.range.end
            strip.rectangle(
                "bad",
                x: first,
                y: 20,
                width: max(scale.place(end.milliseconds) - first, 10),
                height: Self.height - 40,
                title: "\(instants.text(window.start)), \(window.duration.label)".withPlainBlanks
            )
        }
        for entry in entries.map(\.entry) where entry.containerID == container.containerID {
            guard axis.range.contains(entry.at) else { continue }
            strip.rectangle(
                "now-fill",
                x: scale.place(entry.at.milliseconds),
                y: 0,
                width: 12,
                height: Self.height,
                title: "\(instants.text(entry.at)): \(entry.toStatus) by \(entry.actor)".withPlainBlanks.neutralised
            )
        }
        let name = report.names.text(container.containerName, container.containerID)
        let down = own.reduce(TimeSpan.zero) { $0 + $1.duration }
        return Lanes.Lane(
            id: "container-\(place + 1)",
            name: name,
            message: "\(name): down for \(down.label)",
            strip: strip,
            figure: down.shortLabel
        )
    }
}
