internal import Drawing
package import Rendering
internal import Timelines

extension TrendReport: HTMLAnswer {
    package static var formats: [AnswerFormat<TrendReport>] { AnswerFormat.common + [.html] }

    /// The most series that are drawn, those with changes first.
    private static let mostSeries = 24

    /// A drawing for each series, its changes marked.
    package func htmlPage(instants: InstantStyle) -> HTMLPage {
        let parted = page(instants: instants).parted
        let names = ContainerNames(
            figures.series.compactMap { series in series.containerID.map { ($0, series.containerName) } }
        )
        let drawn = figures.series.filter { !$0.points.isEmpty }
        let ordered = drawn.filter { !$0.changes.isEmpty } + drawn.filter(\.changes.isEmpty)
        let pictures = ordered.prefix(Self.mostSeries).enumerated().map { place, series in
            picture(of: series, place, names, instants)
        }
        var page = HTMLPage(title: "Trend by \(search.bucket)", lead: parted.lead)
        page.sections.append(HTMLPage.Section("series", "The series", pictures.isEmpty ? [] : [.pictures(pictures)]))
        page.sections.append(HTMLPage.Section("changes", "In words", [.text(parted.rest)]))
        page.foot = [
            "\(log.origin). Times are in \(timezone.neutralised)."
        ]
        return page
    }

    private func picture(of series: TrendSeries, _ place: Int, _ names: ContainerNames, _ instants: InstantStyle)
        -> Picture
    {
        let start = range?.start.milliseconds ?? 0
        let span = start...max(range?.end.milliseconds ?? start, start)
        // Thousandths: of a second, of a restart a day, of a percent.
        let factor = series.metric == .availability ? 100_000.0 : series.metric == .restarts ? 1_000 : 1
        let values = series.points.map { Int64(($0.value * factor).rounded()) }
        let highest = series.metric == .availability ? 100_000 : max(values.max() ?? 0, 1)
        let lowest = series.metric == .availability ? min(values.min() ?? 0, 99_000) : 0
        var chart = Chart(x: span, y: lowest...max(highest, lowest + 1))
        let ticks = Ticks(in: chart.y.domain, steps: Self.steps, most: 5)
        chart.addLevels(ticks.values.map { ($0, tick($0, of: series.metric)) })
        if let range {
            let ends = [
                range.start + TimeSpan(milliseconds: range.length.milliseconds / 12),
                range.end - TimeSpan(milliseconds: range.length.milliseconds / 12),
            ]
            chart.addLabels(ends.map { ($0.milliseconds, String(instants.day($0).withPlainBlanks.dropFirst(4))) })
        }
        for change in series.changes { chart.addMoment(change.at.milliseconds, "change") }
        let points = zip(series.points, values).map { point, value in
            (x: point.interval.start.milliseconds + point.interval.length.milliseconds / 2, y: value)
        }
        chart.addLine(points.map { $0 }, "now")
        var data = TextTable([
            .init(title: "changed", isFlexible: false), .init(title: "before", alignment: .right),
            .init(title: "after", alignment: .right),
        ])
        for change in series.changes {
            data.add(
                [instants.text(change.at)]
                    + [change.before, change.after].map { tick(Int64(($0 * factor).rounded()), of: series.metric) }
            )
        }
        let who = series.containerID.map { names.text(series.containerName, $0) } ?? "all containers"
        let last = series.changes.last
        return Picture(
            id: "series-\(place + 1)",
            title: "\(series.metric.rawValue) of \(who)",
            message: last.map {
                "\($0.isWorse ? "Worse" : "Better") since \(instants.day($0.at)); dashed: \(counted(series.changes.count, "change")) that lasted."
            }
                ?? "No change that lasted.",
            drawing: chart.svg,
            data: data
        )
    }

    /// A value of a metric, given in thousandths of its unit.
    private func tick(_ value: Int64, of metric: TrendMetric) -> String {
        switch metric {
        case .startLatency: TimeSpan(milliseconds: value).shortLabel.withPlainBlanks
        case .restarts: decimal(Double(value) / 1_000)
        case .availability: percentage(value, of: 100_000) ?? ""
        }
    }

    private static let steps: [Int64] = [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000,
        600_000,
        3_600_000, 21_600_000,
    ]
}
