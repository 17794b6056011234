internal import Drawing
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension ReportPage {
    /// How much of the group was up in each hour of the week.
    func week(_ week: GroupWeek) -> Picture {
        let (left, top, width, height) = (420, 60, 128, 220)
        var drawing = SVG(width: 3_600, height: 1_820)
        let shares = zip(week.up, week.known).map { up, known in
            known > .zero ? Int(up.milliseconds * 100 / known.milliseconds) : nil
        }
        for day in 0..<7 {
            drawing.text(Self.days[day], "soft", x: left - 60, y: top + day * height + 150, anchor: .end)
            for hour in 0..<24 {
                guard let share = shares[day * 24 + hour] else { continue }
                let name = share == 0 ? "off" : "heat-\(min(share / 25 + 1, 4))"
                let clock = hour < 10 ? "0\(hour):00" : "\(hour):00"
                drawing.rectangle(
                    name,
                    x: left + hour * width,
                    y: top + day * height,
                    width: width - 8,
                    height: height - 8,
                    title: "\(Self.days[day]) \(clock): \(share)% up"
                )
            }
        }
        for hour in [0, 6, 12, 18] {
            drawing.text(hour < 10 ? "0\(hour):00" : "\(hour):00", "soft", x: left + hour * width, y: 1_760)
        }
        var data = TextTable(
            [.init(title: "hour")] + Self.days.map { TextTable.Column(title: $0, alignment: .right) }
        )
        for hour in 0..<24 {
            data.add(
                [hour < 10 ? "0\(hour):00" : "\(hour):00"]
                    + (0..<7).map { day in shares[day * 24 + hour].map { "\($0)%" } ?? "–" }
            )
        }
        let leftOn = report.figures.containers.filter { container in
            ExactText(container.group) == ExactText(week.group) && container.service.time.isLeftOn
        }.map { names.text($0.name, $0.id) }
        let message =
            leftOn.isEmpty
            ? "No container was up for most of the time outside the hours."
            : "Left on outside the hours: \(enumerated(firstFew(leftOn)))."
        return Picture(
            id: "week-\(history.weeks.firstIndex(of: week) ?? 0)",
            title: "When \(groupName(week.group)) was up",
            message: message,
            reading: "The darker an hour, the larger the share of its containers that were up.",
            drawing: drawing,
            data: data
        )
    }

    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

    /// A square for each day by its level: the larger and stronger, the more was down.
    var calendar: Picture {
        let (left, top, step, side) = (420, 60, 210, 180)
        var drawing = SVG(width: 3_600, height: 1_640)
        for day in 0..<7 {
            drawing.text(Self.days[day], "soft", x: left - 60, y: top + day * step + 140, anchor: .end)
        }
        let first = history.days.first.map { instants.daysAfterMonday($0.interval.start) } ?? 0
        var data = TextTable([
            .init(title: "day"), .init(title: "available", alignment: .right),
            .init(title: "unplanned", alignment: .right),
        ])
        var (missing, worst) = (0, (day: 0, counted: TimeSpan.zero))
        for (place, day) in history.days.enumerated() {
            let (column, row) = ((place + first) / 7, (place + first) % 7)
            let (x, y) = (left + column * step, top + row * step)
            let time = day.service
            let name = instants.day(day.interval.start).withPlainBlanks
            if time.counted > worst.counted { worst = (place, time.counted) }
            guard let level = time.partsPerMillion else {
                missing += 1
                drawing.rectangle(
                    "frame",
                    x: x + 10,
                    y: y + 10,
                    width: side - 20,
                    height: side - 20,
                    title: "\(name): unknown"
                )
                continue
            }
            let (look, size) =
                time.counted == .zero
                ? ("up", 60) : level >= 999_000 ? ("band", 100) : level >= 990_000 ? ("now-fill", 140) : ("bad", side)
            drawing.rectangle("off", x: x, y: y, width: side, height: side)
            drawing.rectangle(
                look,
                x: x + (side - size) / 2,
                y: y + (side - size) / 2,
                width: size,
                height: size,
                title: "\(name): \(self.level(time)), \(time.counted.label.withPlainBlanks) down"
            )
            if time.counted > .zero { data.add([name, self.level(time), time.counted.label]) }
            if row == 0, column % 4 == 0 { drawing.text(name.dropFirst(4).description, "soft", x: x, y: 1_600) }
        }
        let known = history.days.count - missing
        let quiet = history.days.count { $0.service.partsPerMillion != nil && $0.service.counted == .zero }
        let peak =
            worst.counted > .zero
            ? " The worst was \(instants.day(history.days[worst.day].interval.start)) (\(worst.counted.label) down)."
            : ""
        return Picture(
            id: "calendar-picture",
            title: "Days of \(shownGroups.map { groupName($0.group.name) }.joined(separator: ", "))",
            message:
                "\(grouped(quiet)) of \(counted(known, "day")) without unplanned downtime.\(peak)",
            reading:
                "The larger the square, the more was down: less than 0.1%, less than 1%, 1% or more. Empty: unknown.",
            drawing: drawing,
            data: data
        )
    }
}
