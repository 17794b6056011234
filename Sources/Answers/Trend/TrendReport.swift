package import Rendering
package import Timelines

/// The changes over a history: the one value that every format of `tacho trend` is rendered from.
package struct TrendReport: Hashable, Sendable {
    package static let schema = "tachograph.trend/1"

    /// What was asked for, or all that is covered; nil where the store covers nothing of it.
    package var range: Interval?
    /// The name of the zone whose calendar gave the buckets.
    package var timezone: String
    package var options: AnalysisChoices
    package var search: TrendSearch
    package var log: LogState
    package var coverage: CoverageFigures
    package var figures: TrendFigures
}

/// The switches of a search for changes, as a report states them.
package struct TrendSearch: Hashable, Sendable {
    /// `hour`, `day` or `week`.
    package var bucket: String
    package var metrics: [TrendMetric] = TrendMetric.allCases
    package var byContainer: Bool = false
    package var alpha: Double = 0.05
    /// As a part of the level before.
    package var leastEffect: Double = 0.05
}

extension TrendReport: Answer {
    /// The trend (`tachograph.trend/1`).
    package var record: Record {
        Record([.fields(of: self, Shapes.trendHead), .list("series", figures.series, of: Shapes.trendSeries)])
    }

    package static let tables: [AnswerTable<TrendReport>] = [
        AnswerTable("summary", of: Shapes.trendHead) { [$0] },
        AnswerTable("series", of: Shapes.trendSeries) { $0.figures.series },
        AnswerTable("changes", of: Shapes.trendChangeRow) { report in
            report.figures.series.flatMap { series in series.changes.map { TrendRow(series: series, part: $0) } }
        },
        AnswerTable("points", of: Shapes.trendPointRow) { report in
            report.figures.series.flatMap { series in series.points.map { TrendRow(series: series, part: $0) } }
        },
    ]
}

/// A part of a series with the series that it is a part of: a row of a table.
struct TrendRow<Part> {
    let series: TrendSeries
    let part: Part
}

extension Shapes {
    /// Everything of a trend but its series.
    static let trendHead = Shape<TrendReport>(fields: [
        .text("schema") { _ in TrendReport.schema },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("search", trendSearch) { $0 },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.coverage },
    ])

    static let trendSeries = Shape<TrendSeries>(
        fields: trendSubject.fields + [
            .integer("buckets") { $0.buckets },
            .integer("with_data") { $0.points.count },
            .flag("tested") { $0.isTested },
            .number("level") { $0.level },
            .number("smallest_found") { $0.smallestFound },
            .list("changes", trendChange, phrase: { $0.at.iso8601 }) { $0.changes },
            .jsonOnly("points") { series, text in
                text.array(series.points) { point, text in trendPoint.write(point, to: &text) }
            },
        ]
    )

    static let trendChangeRow = Shape<TrendRow<TrendChange>>(
        fields: trendSubject.inlined { $0.series } + trendChange.inlined { $0.part }
    )

    static let trendPointRow = Shape<TrendRow<TrendPoint>>(
        fields: trendSubject.inlined { $0.series } + trendPoint.inlined { $0.part }
    )

    private static let trendSearch = Shape<TrendReport>(fields: [
        .text("bucket") { $0.search.bucket },
        .instant("first_bucket") { $0.figures.span?.start },
        .instant("last_bucket_end") { $0.figures.span?.end },
        .texts("metrics") { $0.search.metrics.map(\.rawValue) },
        .text("group_by") { $0.search.byContainer ? "container" : nil },
        .number("alpha") { $0.search.alpha },
        .number("min_effect") { $0.search.leastEffect },
        .integer("least_segment") { _ in TrendAnalysis.leastSegment },
        .integer("seed") { _ in Int(TrendAnalysis.seed) },
        .integer("permutations") { $0.figures.permutations },
        .integer("tested") { $0.figures.tested },
    ])

    private static let trendSubject = Shape<TrendSeries>(fields: [
        .text("container_id") { $0.containerID?.text },
        .text("container_name") { $0.containerName },
        .text("metric") { $0.metric.rawValue },
    ])

    private static let trendChange = Shape<TrendChange>(fields: [
        .instant("at") { $0.at },
        .instant("not_before") { $0.notBefore },
        .number("before") { $0.before },
        .number("after") { $0.after },
        .number("change") { $0.after - $0.before },
        .number("relative_change") { $0.relative },
        .flag("worse") { $0.isWorse },
        .number("p_value") { $0.pValue },
        .number("p_adjusted") { $0.adjustedPValue },
        .number("confidence") { $0.confidence },
        .integer("buckets_before") { $0.bucketsBefore },
        .integer("buckets_after") { $0.bucketsAfter },
        .list("events", trendEvent, phrase: phrase) { $0.events },
    ])

    private static let trendPoint = Shape<TrendPoint>(fields: [
        .instant("start") { $0.interval.start },
        .instant("end") { $0.interval.end },
        .number("value") { $0.value },
        .integer("samples") { $0.samples },
        .span("in_service_ms") { $0.inService },
    ])

    private static let trendEvent = Shape<TrendEvent>(fields: [
        .text("kind") { $0.kind.rawValue },
        .text("name") { $0.name },
        .instant("at") { $0.at },
        .instant("end") { $0.end },
    ])

    @Sendable private static func phrase(_ event: TrendEvent) -> String {
        "\(event.kind.rawValue) \(event.name) \(event.at.iso8601)"
    }
}
