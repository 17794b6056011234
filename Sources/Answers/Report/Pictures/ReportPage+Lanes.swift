internal import Drawing
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension ReportPage {
    /// A row for each container that was down or unknown for a time, and one that marks the outages.
    var lanes: Lanes {
        let lanes = history.lanes.map(lane)
        let quiet = history.quietContainers
        var remarks: [String] = []
        if history.otherLanes > 0 {
            remarks.append("and \(counted(history.otherLanes, "more container")) with less unplanned downtime")
        }
        if quiet > 0 { remarks.append("and \(counted(quiet, "more container")) without any unplanned downtime") }
        var data = TextTable([
            .init(title: "container"), .init(title: "group"), .init(title: "available", alignment: .right),
            .init(title: "unplanned", alignment: .right), .init(title: "planned", alignment: .right),
            .init(title: "unknown", alignment: .right),
        ])
        for lane in history.lanes {
            let time = lane.service
            data.add([
                names.text(lane.name, lane.container), groupName(lane.group), level(time), time.counted.label,
                time.planned.label, time.unknown.label,
            ])
        }
        let down = history.lanes.count { $0.service.counted > .zero }
        let message =
            down == 0
            ? "No container was down without a plan."
            : "\(counted(down, "container")) \(down == 1 ? "was" : "were") down without a plan, most of all \(names.text(history.lanes[0].name, history.lanes[0].container)) (\(history.lanes[0].service.counted.label))."
        return Lanes(
            id: "lanes-picture",
            title: "\(shownGroups.map { groupName($0.group.name) }.joined(separator: ", ")), container by container",
            message: message,
            marks: axis.marks,
            lanes: (outageMarks.map { [$0] } ?? []) + lanes,
            remark: remarks.isEmpty ? nil : remarks.joined(separator: "; "),
            legend: ServiceStrip.legend,
            data: data
        )
    }

    /// The time of the range from left to right.
    private var axis: TimeAxis { TimeAxis(range: report.range, instants: instants) }

    private func lane(_ lane: HistoryLane) -> Lanes.Lane {
        let strip = ServiceStrip(lane.stretches, axis)
        let name = names.text(lane.name, lane.container)
        let time = lane.service
        return Lanes.Lane(
            id: "container-\(places[lane.container] ?? 0)",
            name: name,
            path: links?.path(of: lane.container),
            message:
                "\(name): \(level(time)) available, \(time.counted.label) down without a plan in \(counted(strip.countedStretches, "stretch", "stretches"))",
            strip: strip.drawing,
            figure: level(time),
            parts: strip.parts
        )
    }

    /// A mark at the beginning of each outage, with who it was; nil where there is none.
    private var outageMarks: Lanes.Lane? {
        let outages = shownOutages
        guard !outages.isEmpty else { return nil }
        let scale = axis.scale(to: ServiceStrip.width)
        var drawing = SVG(width: ServiceStrip.width, height: 160)
        let words = OutageText(instants: instants, names: names)
        for (place, outage) in outages.enumerated() {
            let title =
                "\(place + 1): \(instants.minute(outage.start)), \(words.containers(of: outage)); \(words.deed(outage))"
            drawing.rectangle(
                "now-fill",
                x: min(scale.place(outage.start.milliseconds), ServiceStrip.width - 30),
                y: 20,
                width: 30,
                height: 120,
                title: title.withPlainBlanks.neutralised
            )
        }
        let count = counted(outages.count, "outage")
        return Lanes.Lane(
            id: "lanes-outages",
            name: "outages",
            message: "\(count), listed below",
            strip: drawing,
            figure: grouped(outages.count)
        )
    }

    /// The outages of the groups that are shown, in order; of many those with the most counted time.
    var shownOutages: [Outage] {
        let shown = Set(shownGroups.map { ExactText($0.group.name) })
        let all = report.figures.outages.filter { shown.contains(ExactText($0.group)) }
        guard all.count > Self.mostOutages else { return all }
        let worst = all.indices.sorted { (all[$0].counted, $1) > (all[$1].counted, $0) }
        return worst.prefix(Self.mostOutages).sorted().map { all[$0] }
    }

    func level(_ time: ServiceTime) -> String {
        percentage(time.up.milliseconds, of: time.judged.milliseconds) ?? "–"
    }
}
