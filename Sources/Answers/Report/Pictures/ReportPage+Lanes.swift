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
            legend: [
                ("up", "up"), ("bad", "down, unplanned"), ("plan", "down, planned"), ("off", "outside its hours"),
                ("unknown", "unknown"), ("assumed", "up, assumed"),
            ],
            data: data
        )
    }

    /// The time of the range from left to right.
    private var axis: TimeAxis { TimeAxis(range: report.range, instants: instants) }

    /// How finely lanes are drawn, in tenths of a pixel: finely, and one with very many stretches coarsely, so that pages stay small.
    private static let (fine, coarse, mostStretches) = (10_000, 500, 400)

    private func lane(_ lane: HistoryLane) -> Lanes.Lane {
        var width = Self.fine
        var strip = strip(lane, axis.scale(to: width))
        if strip.stretches.count > Self.mostStretches {
            width = Self.coarse
            strip = self.strip(lane, axis.scale(to: width))
        }
        let height = 160
        var drawing = SVG(width: width, height: height)
        for kind in LaneKind.allCases where kind != .counted {
            drawing.path(strip.path(of: kind, y: 0, height: height), kind.rawValue)
        }
        let counted = lane.stretches.filter { $0.condition == .counted }
        let isFew = counted.count <= 40
        if isFew {
            let scale = axis.scale(to: width)
            for stretch in counted {
                let (start, end) = (stretch.interval.start, stretch.interval.end)
                let first = scale.place(start.milliseconds)
                drawing.rectangle(
                    LaneKind.counted.rawValue,
                    x: first,
                    y: 0,
                    width: scale.place(end.milliseconds) - first,
                    height: height,
                    title: "\(instants.minute(start)) to \(instants.time(end)), \(stretch.interval.length.label)"
                        .withPlainBlanks
                )
            }
        } else {
            drawing.path(strip.path(of: .counted, y: 0, height: height), LaneKind.counted.rawValue)
        }
        let name = names.text(lane.name, lane.container)
        let time = lane.service
        return Lanes.Lane(
            id: "container-\(places[lane.container] ?? 0)",
            name: name,
            message:
                "\(name): \(level(time)) available, \(time.counted.label) down without a plan in \(Rendering.counted(counted.count, "stretch", "stretches"))",
            strip: drawing,
            figure: level(time),
            parts: parts(lane)
        )
    }

    /// The lane in steps of half a percent; of each step the worst that lies in it, so that no downtime is too short to be seen.
    private func parts(_ lane: HistoryLane) -> [Lanes.Part] {
        let (steps, permille) = (200, 5)
        let scale = axis.scale(to: steps)
        var worst: [LaneKind?] = Array(repeating: nil, count: steps)
        for stretch in lane.stretches {
            guard let kind = LaneKind(stretch) else { continue }
            let first = min(scale.place(stretch.interval.start.milliseconds), steps - 1)
            for step in first..<max(scale.place(stretch.interval.end.milliseconds), first + 1)
            where (worst[step]?.severity ?? -1) < kind.severity { worst[step] = kind }
        }
        return worst.reduce(into: []) { parts, kind in
            if parts.last?.name == kind?.rawValue, !parts.isEmpty {
                parts[parts.count - 1].permille += permille
            } else {
                parts.append(Lanes.Part(kind?.rawValue, permille))
            }
        }
    }

    private func strip(_ lane: HistoryLane, _ scale: Scale) -> Strip<LaneKind> {
        var strip = Strip<LaneKind>(scale)
        for stretch in lane.stretches {
            guard let kind = LaneKind(stretch) else { continue }
            strip.add(kind, from: stretch.interval.start.milliseconds, to: stretch.interval.end.milliseconds)
        }
        return strip
    }

    /// A mark at the beginning of each outage, with who it was; nil where there is none.
    private var outageMarks: Lanes.Lane? {
        let outages = shownOutages
        guard !outages.isEmpty else { return nil }
        let scale = axis.scale(to: Self.fine)
        var drawing = SVG(width: Self.fine, height: 160)
        let words = OutageText(instants: instants, names: names)
        for (place, outage) in outages.enumerated() {
            let title =
                "\(place + 1): \(instants.minute(outage.start)), \(words.containers(of: outage)); \(words.deed(outage))"
            drawing.rectangle(
                "now-fill",
                x: min(scale.place(outage.start.milliseconds), Self.fine - 30),
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

/// What a stretch of a lane looks like: the class of its style.
private enum LaneKind: String, CaseIterable {
    case up, assumed, plan, off, unknown
    case counted = "bad"

    /// Which of two is shown where there is room for one.
    var severity: Int {
        switch self {
        case .off: 0
        case .up: 1
        case .assumed: 2
        case .plan: 3
        case .unknown: 4
        case .counted: 5
        }
    }

    /// Nil out of service, where nothing is drawn.
    init?(_ stretch: ServiceStretch) {
        switch stretch.condition {
        case .up: self = stretch.isAssumed ? .assumed : .up
        case .counted: self = .counted
        case .excused: self = .plan
        case .unknown: self = .unknown
        case .off: self = .off
        case .outOfService: return nil
        }
    }
}
