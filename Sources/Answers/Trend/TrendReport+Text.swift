package import Rendering
internal import Timelines

extension TrendReport {
    /// The trend as text, at most 100 columns, the verdict first.
    ///
    /// `instants` has to be of the report's zone.
    package func page(instants: InstantStyle) -> TextPage {
        var text = TrendText(report: self, instants: instants, page: TextPage())
        text.writeVerdict()
        for series in figures.series { text.write(series) }
        text.writeReading()
        return text.page
    }
}

/// A trend on its way to text.
struct TrendText {
    let report: TrendReport
    let instants: InstantStyle
    let names: ContainerNames
    var page: TextPage

    init(report: TrendReport, instants: InstantStyle, page: TextPage) {
        self.report = report
        self.instants = instants
        self.page = page
        names = ContainerNames(
            report.figures.series.compactMap { series in series.containerID.map { ($0, series.containerName) } }
        )
    }

    /// How many changes were found, and where it was looked.
    mutating func writeVerdict() {
        let zone = report.timezone.neutralised.shortened(to: 40)
        guard let range = report.range else {
            page.paragraph("The store covers nothing of these containers, so there is no trend.", isStrong: true)
            return
        }
        page.paragraph(
            report.title(
                "Trend from \(instants.text(range.start)) to \(instants.text(range.end)), \(zone), by \(report.search.bucket)",
                instants
            ),
            hanging: 2,
            isStrong: true
        )
        page.blank()
        page.paragraph(verdict, isStrong: true)
        let selected = selection(containers: report.options.containers, projects: report.options.projects)
        let stale =
            report.coverage.stale.isEmpty
            ? []
            : [
                staleSentence(report.coverage, names: names, instants: instants)
            ]
        if !(selected + stale).isEmpty { page.paragraph((selected + stale).joined(separator: " ")) }
    }

    private var verdict: String {
        let changes = report.figures.series.flatMap(\.changes)
        let tested = counted(report.figures.tested, "series", "series")
        guard report.figures.tested > 0 else {
            return "Too little history: a change needs \(leastBuckets) with data, and no series has as many. "
                + "Shorter buckets (--bucket) make more of them."
        }
        guard !changes.isEmpty else { return "No lasting change was found in \(tested)." }
        let worse = changes.count(where: \.isWorse)
        let kinds = [(worse, "for the worse"), (changes.count - worse, "for the better")]
        let parts = kinds.filter { $0.0 > 0 }.map { quantity($0.0, $0.1) }
        return "\(counted(changes.count, "lasting change")) in \(tested): \(enumerated(parts))."
    }

    var leastBuckets: String { quantity(2 * TrendAnalysis.leastSegment, report.search.bucket + "s") }

    /// What the words above mean, and what it was computed from.
    mutating func writeReading() {
        page.blank()
        let effect = shareText(report.search.leastEffect)
        page.paragraph(
            "Changes of less than \(effect) are not shown. If nothing had changed, the probability of showing any change would "
                + "be at most \(shareText(report.search.alpha)), provided that \(report.search.bucket)s are independent. "
                + "What is listed around a change happened at that time; it need not be the cause."
        )
        page.paragraph(
            "\(report.log.origin). "
                + "What each figure means: docs/definitions.md."
        )
    }

    /// `5%`, `0.5%`.
    private func shareText(_ share: Double) -> String {
        let text = decimal(share * 100 + 1e-9)
        return (text.hasSuffix(".00") ? String(text.dropLast(3)) : text) + "%"
    }
}

extension TrendText {
    /// The most events that are listed around a change.
    private static let listed = 5

    /// A series: its course, and its changes in sentences.
    mutating func write(_ series: TrendSeries) {
        page.heading(title(of: series))
        guard !series.points.isEmpty else {
            page.paragraph("No \(report.search.bucket) has data.", indent: 2)
            return
        }
        page.paragraph(sparkline(of: series, width: TrendText.sparklineWidth), indent: 2)
        page.paragraph(course(of: series), indent: 2)
        if !series.isTested {
            page.paragraph("Too little to look for a change: that needs \(leastBuckets) with data.", indent: 2)
        } else if series.changes.isEmpty {
            page.paragraph(unchanged(series), indent: 2)
        }
        for change in series.changes { write(change, of: series) }
    }

    private func title(of series: TrendSeries) -> String {
        let metric =
            switch series.metric {
            case .startLatency: "Start latency (median)"
            case .restarts: "Restarts per day in service"
            case .availability: "Availability"
            }
        if let id = series.containerID { return "\(metric), \(names.text(series.containerName, id))" }
        let all = counted(report.coverage.containers, "container")
        return "\(metric), \(report.coverage.containers == 1 ? all : "all of \(all)")"
    }

    /// `56 days, 2 of them without data (·); from 5.1 s to 14 s`.
    private func course(of series: TrendSeries) -> String {
        let values = series.points.map(\.value)
        let all = counted(series.buckets, report.search.bucket)
        let gaps = series.buckets - series.points.count
        let missing = gaps > 0 ? ", \(quantity(gaps, "of them")) without enough data" : ""
        let low = level(values.min() ?? 0, series.metric)
        let high = level(values.max() ?? 0, series.metric)
        let whole = series.level.map { "; overall \(level($0, series.metric))" } ?? ""
        return "\(all)\(missing); lowest \(low), highest \(high)\(whole)."
    }

    private func unchanged(_ series: TrendSeries) -> String {
        let over = "No lasting change over \(counted(series.points.count, report.search.bucket)) with data."
        guard series.containerID == nil else { return over }
        guard let smallest = series.smallestFound, let whole = series.level else {
            return over + " The smallest change that would be found is not known."
        }
        let step = smallest * (series.metric == .availability ? -1 : 1)
        return over + " A change of about \(size(of: step, series.metric)) "
            + "(to \(level(max(0, whole + step), series.metric))) in the middle would have been found."
    }

    private mutating func write(_ change: TrendChange, of series: TrendSeries) {
        let direction = change.after > change.before ? "rose" : "fell"
        let what = series.metric == .availability ? "downtime " : ""
        let relative = change.relative.map { ", \(what)\(proportion($0))".unbroken }
        let bucket = report.search.bucket
        page.point(
            "On \(instants.text(change.at)) it \(direction) from \(level(change.before, series.metric)) to "
                + "\(level(change.after, series.metric)) (\(size(of: change.after - change.before, series.metric))"
                + "\(relative ?? "")), for the \(change.isWorse ? "worse" : "better"); confidence "
                + "\(confidence(change)); \(counted(change.bucketsBefore, bucket)) before, "
                + "\(counted(change.bucketsAfter, bucket)) after."
        )
        if change.notBefore < change.at {
            page.paragraph("It can have come since \(instants.text(change.notBefore)): no data between.", indent: 4)
        }
        let events = change.events.prefix(TrendText.listed).map { label(for: $0) }
        let rest = change.events.count - events.count
        let more = rest > 0 ? ["\(quantity(rest, "more")) (--format json lists them)"] : []
        let happened = events.isEmpty ? "nothing in the store" : (events + more).joined(separator: "; ")
        page.paragraph("Around it: \(happened).", indent: 4, hanging: 2)
    }

    private func label(for event: TrendEvent) -> String {
        let name = actorName(event.name)
        return switch event.kind {
        case .actor: "first entry by \(name) on \(instants.text(event.at))"
        case .image: "first listed with image \(name) on \(instants.text(event.at))"
        case .server: "first listed on server \(name) on \(instants.text(event.at))"
        case .maintenance:
            "maintenance \(name) from \(instants.text(event.at))"
                + (event.end.map { " to \(instants.text($0))" } ?? "")
        }
    }

    // MARK: Amounts

    private func level(_ value: Double, _ metric: TrendMetric) -> String {
        switch metric {
        case .startLatency: Rendering.label(milliseconds: value)
        case .restarts: decimal(value)
        case .availability: percentage(Int64((value * 1e9).rounded(.down)), of: 1_000_000_000) ?? ""
        }
    }

    private func size(of change: Double, _ metric: TrendMetric) -> String {
        let sign = change < 0 ? "−" : "+"
        let amount =
            switch metric {
            case .startLatency: Rendering.label(milliseconds: abs(change))
            case .restarts: decimal(abs(change))
            case .availability: "\(decimal(abs(change) * 100)) points".unbroken
            }
        return sign + amount
    }

    /// `+19.75%`; from ten times on, `× 713`.
    private func proportion(_ change: Double) -> String {
        guard change >= 9 else { return (change < 0 ? "−" : "+") + decimal(abs(change) * 100) + "%" }
        return change < 1e12 ? "× \(grouped(Int64(change + 1)))" : "× 10¹² or more"
    }

    private func confidence(_ change: TrendChange) -> String {
        percentage(Int64((change.confidence * 1e9).rounded(.down)), of: 1_000_000_000) ?? ""
    }
}

extension TrendText {
    static let sparklineWidth = 90
    private static let bars = Array("▁▂▃▄▅▆▇█")
    private static let gap: Character = "·"

    /// The course of a series as bars from its lowest to its highest value, a dot where nothing is known; where there are more
    /// buckets than `width`, each bar is the mean of as many neighbours as it takes.
    func sparkline(of series: TrendSeries, width: Int) -> String {
        guard let span = report.figures.span, series.buckets > 0 else { return "" }
        let columns = min(width, series.buckets)
        var sums = [Double](repeating: 0, count: columns)
        var counts = [Int](repeating: 0, count: columns)
        let begin = Double(span.start.milliseconds)
        let length = Double(span.length.milliseconds)
        for point in series.points {
            let middle = Double(point.interval.start.milliseconds + point.interval.end.milliseconds) / 2
            let column = min(columns - 1, max(0, Int((middle - begin) / length * Double(columns))))
            sums[column] += point.value
            counts[column] += 1
        }
        let means = zip(sums, counts).map { sum, count in count > 0 ? sum / Double(count) : nil }
        let known = means.compactMap { $0 }
        guard let low = known.min(), let high = known.max() else { return "" }
        return String(
            means.map { mean in
                guard let mean else { return TrendText.gap }
                guard high > low else { return TrendText.bars[0] }
                let height = (mean - low) / (high - low) * Double(TrendText.bars.count)
                return TrendText.bars[min(TrendText.bars.count - 1, Int(height))]
            }
        )
    }
}
