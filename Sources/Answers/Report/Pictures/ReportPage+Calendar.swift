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
            drawing.text(DayCalendar.weekdays[day], "soft", x: left - 60, y: top + day * height + 150, anchor: .end)
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
                    title: "\(DayCalendar.weekdays[day]) \(clock): \(share)% up"
                )
            }
        }
        for hour in [0, 6, 12, 18] {
            drawing.text(hour < 10 ? "0\(hour):00" : "\(hour):00", "soft", x: left + hour * width, y: 1_760)
        }
        var data = TextTable(
            [.init(title: "hour")] + DayCalendar.weekdays.map { TextTable.Column(title: $0, alignment: .right) }
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

    /// The days before the end of the range.
    var calendar: Picture {
        DayCalendar(days: history.days, groups: shownGroups.map { groupName($0.group.name) }, instants: instants)
            .picture(id: "calendar-picture")
    }
}
