internal import Drawing
package import Rendering
internal import ServiceLevels
internal import Timelines

extension CheckReport: HTMLAnswer {
    /// The usual ones, those of the places where a gate runs, and a page.
    package static var formats: [AnswerFormat<CheckReport>] { AnswerFormat.common + [.junit, .github, .html] }

    /// The shifts with their intervals, and the budgets.
    package func htmlPage(instants: InstantStyle) -> HTMLPage {
        let parted = page(instants: instants).parted
        var page = HTMLPage(title: "Check: \(headline.prefix { $0 != ":" }.lowercased())", lead: parted.lead)
        if let shifts {
            page.sections.append(HTMLPage.Section("shifts", "How much slower or faster", [.picture(shifts)]))
        }
        page.sections.append(HTMLPage.Section("details", "Comparisons and budgets", [.text(parted.rest)]))
        return page
    }

    /// The most comparisons that are drawn, the worst.
    private static let most = 30

    /// A forest plot: the shift of each comparison with its confidence interval, in percent of the median before; nil where none has one.
    private var shifts: Picture? {
        let words = CheckSentences(self)
        let all = [words.pooled].compactMap(\.self) + words.deciding
        let drawn = all.filter { $0.relativeShift != nil }.prefix(Self.most)
        guard !drawn.isEmpty else { return nil }
        func tenths(_ ratio: Double?) -> Int64? { ratio.map { Int64((min(max($0, -1), 3) * 1_000).rounded()) } }
        let values = drawn.flatMap {
            [tenths($0.relativeShiftLow), tenths($0.relativeShiftHigh), tenths($0.relativeShift)]
        }.compactMap(\.self)
        let reach = max(values.map { abs($0) }.max() ?? 0, 100)
        let (row, top, left, right) = (220, 60, 1_300, 3_500)
        let scale = Scale(-reach...reach, from: left, to: right)
        let bottom = top + row * drawn.count
        var drawing = SVG(width: 3_600, height: bottom + 260)
        let limit = tenths(figures.options.minEffect) ?? 0
        for value in [-reach / 2, 0, reach / 2] {
            drawing.line("grid", from: (scale.place(value), top), to: (scale.place(value), bottom))
            drawing.text(
                signedPercent(Double(value) / 1_000),
                "soft",
                x: scale.place(value),
                y: bottom + 180,
                anchor: .middle
            )
        }
        drawing.line("goal", from: (scale.place(limit), top), to: (scale.place(limit), bottom))
        var data = TextTable([
            .init(title: figures.grouping?.rawValue ?? "comparison"), .init(title: "change", alignment: .right),
            .init(title: "95% interval"), .init(title: "verdict"),
        ])
        for (place, comparison) in drawn.enumerated() {
            let y = top + row * place + row / 2
            let low = tenths(comparison.relativeShiftLow) ?? -reach
            let high = tenths(comparison.relativeShiftHigh) ?? reach
            let isSlower = comparison.verdict.mark == "✗"
            drawing.text(
                words.name(of: comparison).shortened(to: 20).withPlainBlanks,
                "soft",
                x: left - 80,
                y: y + 40,
                anchor: .end
            )
            drawing.line(isSlower ? "worse" : "now", from: (scale.place(low), y), to: (scale.place(high), y))
            var dot = Path()
            dot.dot(scale.place(tenths(comparison.relativeShift) ?? 0), y)
            drawing.path(dot, isSlower ? "worse-dots" : "now-dots")
            data.add([
                words.name(of: comparison), comparison.relativeChange ?? "none", comparison.relativeInterval,
                comparison.verdict.rawValue,
            ])
        }
        let slower = drawn.count { $0.verdict == .regression }
        let rest = all.count - drawn.count
        return Picture(
            id: "shifts-picture",
            title: "Change of \(words.subject)",
            message: (slower == 0
                ? "Nothing is slower beyond chance." : "\(grouped(slower)) of \(grouped(drawn.count)) slower.")
                + " A line is the 95% interval of the shift, its dot the shift; right of the dotted line it is large enough to matter."
                + (rest > 0 ? " Not drawn: \(grouped(rest))." : ""),
            drawing: drawing,
            data: data
        )
    }
}
