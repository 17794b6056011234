internal import Drawing
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

/// A square for each day by its level: the larger and stronger, the more was down.
struct DayCalendar {
    /// The oldest first, without gaps.
    let days: [HistoryDay]
    /// The names of the groups whose level it is.
    let groups: [String]
    let instants: InstantStyle

    static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    /// In tenths of a pixel.
    private static let (left, top, width) = (420, 60, 3_600)

    func picture(id: String) -> Picture {
        let first = days.first.map { instants.daysAfterMonday($0.interval.start) } ?? 0
        let columns = (days.count + first + 6) / 7
        // Squares as large as thirteen weeks leave room for, and smaller ones of more weeks.
        let step = min(210, (Self.width - Self.left - 60) / max(columns, 1))
        let side = step * 6 / 7
        var drawing = SVG(width: Self.width, height: Self.top + 7 * step + 150)
        for day in 0..<7 {
            drawing.text(
                Self.weekdays[day],
                "soft",
                x: Self.left - 60,
                y: Self.top + day * step + step * 2 / 3,
                anchor: .end
            )
        }
        for (place, day) in days.enumerated() {
            let (column, row) = ((place + first) / 7, (place + first) % 7)
            let (x, y) = (Self.left + column * step, Self.top + row * step)
            draw(day, x, y, side, in: &drawing)
            if row == 0, column % max(1, 840 / step) == 0 {
                let date = instants.day(day.interval.start).withPlainBlanks.dropFirst(4)
                drawing.text(String(date), "soft", x: x, y: Self.top + 7 * step + 110)
            }
        }
        return Picture(
            id: id,
            title: "Days of \(groups.joined(separator: ", "))",
            message: message,
            reading:
                "The larger the square, the more was down: less than 0.1%, less than 1%, 1% or more. Empty: unknown.",
            drawing: drawing,
            data: data
        )
    }

    private func draw(_ day: HistoryDay, _ x: Int, _ y: Int, _ side: Int, in drawing: inout SVG) {
        let time = day.service
        let name = instants.day(day.interval.start).withPlainBlanks
        guard let level = time.partsPerMillion else {
            let inset = side / 18
            drawing.rectangle(
                "frame",
                x: x + inset,
                y: y + inset,
                width: side - 2 * inset,
                height: side - 2 * inset,
                title: "\(name): unknown"
            )
            return
        }
        let (look, thirds) =
            time.counted == .zero
            ? ("up", 3) : level >= 999_000 ? ("band", 5) : level >= 990_000 ? ("now-fill", 7) : ("bad", 9)
        let size = side * thirds / 9
        drawing.rectangle("off", x: x, y: y, width: side, height: side)
        drawing.rectangle(
            look,
            x: x + (side - size) / 2,
            y: y + (side - size) / 2,
            width: size,
            height: size,
            title: "\(name): \(self.level(of: time)), \(time.counted.label.withPlainBlanks) down"
        )
    }

    private var message: String {
        let known = days.filter { $0.service.partsPerMillion != nil }
        let quiet = known.count { $0.service.counted == .zero }
        let worst = days.max { $0.service.counted < $1.service.counted }
        let peak =
            worst.flatMap { worst -> String? in
                guard worst.service.counted > .zero else { return nil }
                return
                    " The worst was \(instants.day(worst.interval.start)) (\(worst.service.counted.label) down)."
            } ?? ""
        return "\(grouped(quiet)) of \(counted(known.count, "day")) without unplanned downtime.\(peak)"
    }

    /// The days with downtime.
    private var data: TextTable {
        var data = TextTable([
            .init(title: "day"), .init(title: "available", alignment: .right),
            .init(title: "unplanned", alignment: .right),
        ])
        for day in days where day.service.counted > .zero && day.service.partsPerMillion != nil {
            data.add([
                instants.day(day.interval.start).withPlainBlanks, level(of: day.service), day.service.counted.label,
            ])
        }
        return data
    }

    private func level(of time: ServiceTime) -> String {
        percentage(time.up.milliseconds, of: time.judged.milliseconds) ?? "–"
    }
}
