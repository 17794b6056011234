internal import Drawing
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension Site {
    /// The level of a group in the last four weeks as a small picture, for a page that others keep; nil where there is no such group.
    func badge(of group: String) -> String? {
        guard
            let figures = overview.recent.figures.groups.first(where: { ExactText($0.group.name) == ExactText(group) })
        else { return nil }
        return Badge(figures).document
    }
}

/// A name and a level side by side.
struct Badge {
    private let name: String
    private let level: String
    private let look: String
    private let title: String

    init(_ figures: GroupFigures) {
        let time = figures.service.time
        let level = percentage(time.up.milliseconds, of: time.judged.milliseconds) ?? "unknown"
        let words = figures.group.objective.map { "objective \($0.percentage)" }
        name = figures.group.name.neutralised.shortened(to: 24)
        switch figures.isKept {
        case true?: (self.level, look) = ("\(level) ✓", "met")
        case false?: (self.level, look) = ("\(level) ✗", "missed")
        case nil: (self.level, look) = (level, "plain")
        }
        let kept = figures.isKept.map { $0 ? " met" : " missed" } ?? ""
        title =
            "\(name): \(level)\(time.judged > .zero ? " available" : "") in the last 28 days"
            + (words.map { ", \($0)\(kept)" } ?? "")
    }

    /// Widths are of a usual sans-serif type of eleven pixels; a wider one is pressed together by nobody, and has room.
    private static let (letter, margin, height, baseline) = (68, 60, 200, 140)

    var document: String {
        let left = name.count * Self.letter + 2 * Self.margin
        let right = level.count * Self.letter + 2 * Self.margin
        var drawing = SVG(width: left + right, height: Self.height)
        drawing.rectangle("name", x: 0, y: 0, width: left, height: Self.height)
        drawing.rectangle(look, x: left, y: 0, width: right, height: Self.height)
        drawing.text(name, "text", x: left / 2, y: Self.baseline, anchor: .middle)
        drawing.text(level, "text", x: left + right / 2, y: Self.baseline, anchor: .middle)
        return drawing.document(title: title, style: Self.style)
    }

    /// White on each of the grounds has the contrast that WCAG 2.2 asks for at level AA.
    private static let style =
        ".name{fill:#3c434a}.met{fill:#00704f}.missed{fill:#b83a00}.plain{fill:#5d666f}.text{fill:#fff;font:11px Verdana,DejaVu Sans,sans-serif}"
}
