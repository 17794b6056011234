internal import Drawing
internal import Rendering
internal import Timelines

extension ReportPage {
    /// A dot for each start of the periods, or for some, with the median of each period and its 95% interval.
    var starts: Picture {
        let slowest = history.starts.map(\.milliseconds).max() ?? 0
        var chart = Chart(x: span, y: 0...max(Int64(slowest.rounded(.up)), 1_000))
        addTimes(to: &chart)
        chart.addLabels(periodLabels)
        chart.addDots(history.starts.map { ($0.at.milliseconds, Int64($0.milliseconds)) }, "dots")
        for change in history.changes where change.metric == .startLatency {
            chart.addMoment(change.at.milliseconds, "change")
        }
        let medians = history.periods.map { $0.starts.percentiles[.p50] }
        var band: [(x: Int64, low: Int64, high: Int64)] = []
        for (period, median) in zip(history.periods, medians) {
            guard let low = median?.low, let high = median?.high else { continue }
            band.append((period.middle, Int64(low), Int64(high)))
        }
        chart.addBand(band, "band")
        chart.addLine(
            zip(history.periods, medians).map { period, median in median.map { (period.middle, Int64($0.value)) } },
            "now"
        )
        var data = TextTable([
            .init(title: "period"), .init(title: "starts", alignment: .right),
            .init(title: "median", alignment: .right),
            .init(title: "95% interval"),
        ])
        for (period, median) in zip(history.periods, medians) {
            let ends = [median?.low, median?.high].map { $0.map(label(milliseconds:)) ?? "no bound" }
            data.add([
                period.label(instants), grouped(period.starts.n),
                median.map { label(milliseconds: $0.value) } ?? "withheld",
                median == nil ? "" : ends.joined(separator: " to "),
            ])
        }
        let count = history.periods.reduce(0) { $0 + $1.starts.n }
        let drawn =
            history.starts.count < count
            ? " \(grouped(history.starts.count)) of them are drawn, the slowest among them." : ""
        let now =
            (medians.last ?? nil).map { "The median is \(label(milliseconds: $0.value)) now." }
            ?? "Too few starts now for a median."
        return Picture(
            id: "starts-picture",
            title: "How long starts took",
            message:
                "\(now) \(counted(count, "start")) in \(counted(history.periods.count, "period")).",
            reading: "The line is the median of each period, the band its 95% interval.\(drawn)",
            drawing: chart.svg,
            data: data
        )
    }

    /// Which share of the starts of this period, and of the one before, took at most so long.
    var distribution: Picture {
        let (now, before) = (history.startsNow, history.startsBefore)
        let longest = max(now.values.last ?? 0, before.values.last ?? 0, 1_000)
        var chart = Chart(x: 0...Int64(longest.rounded(.up)), y: 0...1_000)
        chart.addLevels([0, 250, 500, 750, 1_000].map { ($0, "\($0 / 10)%") })
        let ticks = Ticks(in: 0...Int64(longest.rounded(.up)), steps: Self.timeSteps, most: 6)
        chart.addLabels(ticks.values.map { ($0, TimeSpan(milliseconds: $0).shortLabel.withPlainBlanks) })
        for (samples, band) in [(before, "old-band"), (now, "band")] {
            chart.addBand(samples.band.map { ($0.milliseconds, $0.low, $0.high) }, band)
        }
        for (samples, line) in [(before, "old"), (now, "now")] {
            chart.addSteps(samples.steps.map { (x: $0.milliseconds, y: $0.permille) }, line)
        }
        var data = TextTable([
            .init(title: "share of starts"), .init(title: "this period", alignment: .right),
            .init(title: "before", alignment: .right),
        ])
        for percent in [10, 25, 50, 75, 90, 95, 100] {
            data.add(["\(percent)%"] + [now, before].map { $0.value(at: percent).map(label(milliseconds:)) ?? "none" })
        }
        return Picture(
            id: "distribution-picture",
            title: "Shares of starts by duration",
            message:
                "Half of \(counted(now.n, "start")) took at most \(now.value(at: 50).map(label(milliseconds:)) ?? "an unknown time"), before \(before.value(at: 50).map(label(milliseconds:)) ?? "an unknown time").",
            reading:
                "Solid: this period; dashed: the one before. A line further right is slower. The bands hold the true shares with 95% confidence (Dvoretzky, Kiefer and Wolfowitz 1956, with the constant of Massart 1990).",
            drawing: chart.svg,
            data: data
        )
    }

    /// Restarts of each period; those that name the operation are mostly deployments, and pale.
    var restarts: Picture {
        let most = history.periods.map { $0.explicitRestarts + $0.otherRestarts }.max() ?? 0
        var chart = Chart(x: span, y: 0...Int64(max(most, 1)))
        let ticks = Ticks(in: 0...Int64(max(most, 1)), steps: Self.countSteps, most: 5)
        chart.addLevels(ticks.values.map { ($0, grouped($0)) })
        chart.addLabels(periodLabels)
        let width = 3_000 / max(history.periods.count, 1) * 7 / 10
        var data = TextTable([
            .init(title: "period"), .init(title: "named restarts", alignment: .right),
            .init(title: "others", alignment: .right),
        ])
        for period in history.periods {
            let (named, others) = (Int64(period.explicitRestarts), Int64(period.otherRestarts))
            let name = period.label(instants).withPlainBlanks
            chart.addBar(
                period.middle,
                from: 0,
                to: named,
                width: width,
                "plan",
                title: "\(name): \(named) named restarts"
            )
            chart.addBar(
                period.middle,
                from: named,
                to: named + others,
                width: width,
                "now-fill",
                title: "\(name): \(others) others"
            )
            data.add([period.label(instants), grouped(named), grouped(others)])
        }
        for change in history.changes where change.metric == .restarts {
            chart.addMoment(change.at.milliseconds, "change")
        }
        let now = history.periods.last.map { $0.explicitRestarts + $0.otherRestarts } ?? 0
        return Picture(
            id: "restarts-picture",
            title: "Restarts",
            message:
                "\(counted(now, "restart")) now, at most \(grouped(most)) in a period.",
            reading:
                "Pale: those that name the operation restart, mostly deployments; strong: quick ones and recoveries.",
            drawing: chart.svg,
            data: data
        )
    }

    private func addTimes(to chart: inout Chart) {
        let ticks = Ticks(in: chart.y.domain, steps: Self.timeSteps, most: 6)
        chart.addLevels(ticks.values.map { ($0, TimeSpan(milliseconds: $0).shortLabel.withPlainBlanks) })
    }

    /// Milliseconds between the ticks of an axis of durations, and numbers between those of an axis of counts.
    private static let timeSteps: [Int64] = [
        100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000,
        3_600_000, 7_200_000, 21_600_000, 43_200_000,
    ]
    private static let countSteps: [Int64] = [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000,
    ]
}

extension SampleSummary {
    /// The share of samples that are at most so long, in thousandths, at each of the samples that are kept.
    fileprivate var steps: [(milliseconds: Int64, permille: Int64)] {
        guard let first = values.first, n > 0 else { return [] }
        return [(Int64(first), 0)] + values.enumerated().map { (Int64($1), Int64((rank(of: $0) + 1) * 1_000 / n)) }
    }

    /// Between which shares the true one lies with 95% confidence at each of them: ε = √(ln(2 / 0.05) / 2n) around it.
    fileprivate var band: [(milliseconds: Int64, low: Int64, high: Int64)] {
        guard n > 0 else { return [] }
        let halfLogarithm = 1.844_439_727_056_968_1
        let distance = Int64((1_000 * (halfLogarithm / Double(n)).squareRoot()).rounded())
        return steps.map { ($0.milliseconds, max($0.permille - distance, 0), min($0.permille + distance, 1_000)) }
    }

    /// The shortest duration that so many percent of the samples do not exceed; nil where there is none.
    fileprivate func value(at percent: Int) -> Double? {
        values.enumerated().first { (rank(of: $0.offset) + 1) * 100 >= n * percent }?.element
    }

    /// The rank of a sample that is kept among all samples, from 0.
    private func rank(of place: Int) -> Int { place * max(n - 1, 0) / max(values.count - 1, 1) }
}
