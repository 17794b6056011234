internal import Drawing
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension ReportPage {
    /// The level of a group in each of the periods, beside its objective.
    func levels(_ group: GroupFigures) -> Picture {
        let name = groupName(group.group.name)
        let known = history.periods.map { period in period.service[group.group.name].flatMap(\.partsPerMillion) }
        let goal = group.group.objective.map { Int64($0.ratio * 1_000_000) }
        let least = (known.compactMap(\.self) + [goal].compactMap(\.self)).min() ?? 0
        let floor = Self.floors.last { $0 <= least } ?? 0
        var chart = Chart(x: span, y: floor...1_000_000)
        let ticks = Ticks(in: floor...1_000_000, steps: Self.levelSteps, most: 5)
        chart.addLevels(ticks.values.map { ($0, percent($0)) })
        chart.addLabels(periodLabels)
        if let goal { chart.addLevel(goal, "goal") }
        for change in history.changes where change.metric == .availability {
            chart.addMoment(change.at.milliseconds, "change")
        }
        let points = zip(history.periods, known).map { period, level in level.map { (x: period.middle, y: $0) } }
        chart.addLine(points, "now")
        chart.addDots(points.compactMap(\.self), "now-dots")
        var data = TextTable([
            .init(title: "period"), .init(title: "available", alignment: .right),
            .init(title: "unplanned", alignment: .right), .init(title: "unknown", alignment: .right),
        ])
        for period in history.periods {
            let time = period.service[group.group.name] ?? ServiceTime()
            data.add([period.label(instants), level(time), time.counted.label, time.unknown.label])
        }
        return Picture(
            id: "levels-\(place(of: group))",
            title: "Level of \(name)",
            message: levelMessage(known, group),
            reading: (goal == nil ? "" : "The dotted line is the objective.")
                + (history.changes.contains { $0.metric == .availability }
                    ? " Dashed: availability changed for good." : ""),
            drawing: chart.svg,
            data: data
        )
    }

    private func levelMessage(_ known: [Int64?], _ group: GroupFigures) -> String {
        let levels = zip(history.periods, known).compactMap { period, level in level.map { (period, $0) } }
        guard let now = known.last ?? nil, let worst = levels.min(by: { $0.1 < $1.1 }) else {
            return "Nothing is known of it in this range."
        }
        let missed = group.group.objective.map { objective in
            levels.count { $0.1 < Int64(objective.ratio * 1_000_000) }
        }
        let goal =
            missed.map { " The objective was missed in \($0) of \(counted(levels.count, "period"))." }
            ?? ""
        return
            "\(percent(now)) now; the lowest of \(levels.count) was \(percent(worst.1)) (\(worst.0.label(instants)))."
            + goal
    }

    /// Where the vertical axis of levels can begin, in parts per million.
    private static let floors: [Int64] = [
        0, 250_000, 500_000, 750_000, 900_000, 950_000, 980_000, 990_000, 995_000, 998_000, 999_000, 999_500, 999_900,
    ]
    private static let levelSteps: [Int64] = [
        25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000,
    ]

    /// `99.95%`, rounded down.
    private func percent(_ partsPerMillion: Int64) -> String {
        percentage(partsPerMillion, of: 1_000_000) ?? ""
    }

    /// From the beginning of the first period to the end of the last one.
    var span: ClosedRange<Int64> {
        let first = history.periods.first?.interval.start.milliseconds ?? 0
        return first...max(history.periods.last?.interval.end.milliseconds ?? first, first)
    }

    /// The names of the first, a middle and the last period.
    var periodLabels: [(value: Int64, label: String)] {
        let count = history.periods.count
        return Set([1, count / 2, count - 1]).filter { $0 < count && $0 >= 0 }.sorted().map { place in
            let period = history.periods[place]
            return (period.middle, period.shortLabel(instants))
        }
    }
}

extension HistoryPeriod {
    /// Its middle, in milliseconds.
    var middle: Int64 { interval.start.milliseconds + interval.length.milliseconds / 2 }

    /// Its name, and when it began.
    func label(_ instants: InstantStyle) -> String {
        name == "the time before"
            ? "from \(instants.minute(interval.start))" : "\(name), from \(instants.day(interval.start))"
    }

    /// Its name, or when it began where it has none.
    func shortLabel(_ instants: InstantStyle) -> String {
        name == "the time before" ? instants.day(interval.start).withPlainBlanks : name
    }
}

extension ServiceTime {
    /// The level in millionths, rounded down; nil where nothing is known, or more than half of it is assumed only.
    var partsPerMillion: Int64? {
        guard judged > .zero, assumedUp + assumedCounted <= judged - assumedUp - assumedCounted else { return nil }
        return Int64(Int128(up.milliseconds) * 1_000_000 / Int128(judged.milliseconds))
    }
}
