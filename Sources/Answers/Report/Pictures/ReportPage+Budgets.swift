internal import Drawing
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension ReportPage {
    /// A bar for a group with an objective: what is spent, what unknown time could have spent, what is left.
    func budget(_ group: GroupFigures, _ budget: ErrorBudget) -> Picture {
        let name = groupName(group.group.name)
        let (allowed, spent) = (budget.allowed.milliseconds, budget.spent.milliseconds)
        let doubtful = min(budget.time.unknown.milliseconds, max(allowed - spent, 0))
        let scale = Scale(0...max(allowed, spent, 1), from: 10, to: 3_590)
        var drawing = SVG(width: 3_600, height: 480)
        func bar(_ class_: String, _ start: Int64, _ end: Int64, _ title: String) {
            let (first, last) = (scale.place(start), scale.place(end))
            drawing.rectangle(class_, x: first, y: 20, width: last - first, height: 240, title: title)
        }
        bar("bad", 0, spent, "spent: \(budget.spent.label)")
        bar("unknown", spent, spent + doubtful, "unknown: \(budget.time.unknown.label)")
        bar("up", spent + doubtful, allowed, "left: \(TimeSpan(milliseconds: max(allowed - spent, 0)).label)")
        drawing.rectangle("frame", x: scale.place(0), y: 20, width: scale.place(allowed) - scale.place(0), height: 240)
        drawing.text("0", "soft", x: 10, y: 420)
        drawing.text(budget.allowed.label.withPlainBlanks, "soft", x: scale.place(allowed), y: 420, anchor: .end)
        let objective = group.group.objective?.percentage ?? ""
        let left =
            budget.left >= .zero
            ? "\(percentage(budget.left.milliseconds, of: allowed) ?? "none") left"
            : "overspent by \(TimeSpan(milliseconds: -budget.left.milliseconds).label)"
        var data = TextTable([.init(title: "part"), .init(title: "time", alignment: .right)])
        data.add(["allowed", budget.allowed.labelWithSeconds])
        data.add(["spent", budget.spent.labelWithSeconds])
        data.add([
            budget.left >= .zero ? "left" : "overspent",
            TimeSpan(milliseconds: abs(budget.left.milliseconds)).labelWithSeconds,
        ])
        data.add(["unknown", budget.time.unknown.labelWithSeconds])
        return Picture(
            id: "budget-\(place(of: group))",
            title: "Error budget of \(name), objective \(objective)",
            message:
                "\(left): \(budget.spent.label) of \(budget.allowed.label) spent in the \(group.group.window.label) before the end.",
            reading: "Hatched: what unknown time could have spent.",
            drawing: drawing,
            data: data
        )
    }
}
