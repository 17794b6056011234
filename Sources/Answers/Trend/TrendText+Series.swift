internal import Rendering
internal import Timelines

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
        let events = change.events.prefix(TrendText.listed).map { words(for: $0) }
        let rest = change.events.count - events.count
        let more = rest > 0 ? ["\(quantity(rest, "more")) (--format json lists them)"] : []
        let happened = events.isEmpty ? "nothing in the store" : (events + more).joined(separator: "; ")
        page.paragraph("Around it: \(happened).", indent: 4, hanging: 2)
    }

    private func words(for event: TrendEvent) -> String {
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
        case .startLatency: Rendering.words(milliseconds: value)
        case .restarts: decimal(value)
        case .availability: percentage(Int64((value * 1e9).rounded(.down)), of: 1_000_000_000) ?? ""
        }
    }

    private func size(of change: Double, _ metric: TrendMetric) -> String {
        let sign = change < 0 ? "−" : "+"
        let amount =
            switch metric {
            case .startLatency: Rendering.words(milliseconds: abs(change))
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
