internal import Periods
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

extension TrendReport: DocumentedAnswer {
    package static let title = "Lasting changes over the history"

    package static let document: [DocumentPart<TrendReport>] = [
        .fields(Shapes.trendHead), .list("series", Shapes.trendSeries) { $0.figures.series },
    ]

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
        .constant("schema", TrendReport.schema),
        .object(
            "range",
            openRange,
            "All that is covered where none was asked for; from and to are null where that is nothing."
        ) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("search", trendSearch) { $0 },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.coverage },
    ])

    static let trendSeries = Shape<TrendSeries>(
        "series",
        fields: trendSubject.fields + [
            .integer("buckets") { $0.buckets },
            .integer("with_data") { $0.points.count },
            .flag("tested") { $0.isTested },
            .number("level", from: nil) { $0.level },
            .number("smallest_found", from: nil) { $0.smallestFound },
            .list("changes", trendChange, phrase: { $0.at.iso8601 }) { $0.changes },
            .jsonOnly("points", .list(trendPoint.schema)) { series, text in
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
        .text("bucket", as: .choice(CalendarUnit.allCases.map(\.rawValue))) { $0.search.bucket },
        .instant("first_bucket") { $0.figures.span?.start },
        .instant("last_bucket_end") { $0.figures.span?.end },
        .texts("metrics", of: .choice(TrendMetric.allCases.map(\.rawValue))) { $0.search.metrics.map(\.rawValue) },
        .text("group_by", as: .constant("container")) { $0.search.byContainer ? "container" : nil },
        .number("alpha", to: 1) { $0.search.alpha },
        .number("min_effect") { $0.search.leastEffect },
        .integer("least_segment") { _ in TrendAnalysis.leastSegment },
        .integer("seed") { _ in Int(TrendAnalysis.seed) },
        .integer("permutations") { $0.figures.permutations },
        .integer("tested", "How many series had enough buckets; p values are adjusted for so many.") {
            $0.figures.tested
        },
    ])

    private static let trendSubject = Shape<TrendSeries>(fields: [
        .text("container_id", "Null: all containers together.", as: .containerID) { $0.containerID?.text },
        .text("container_name") { $0.containerName },
        .choice("metric") { $0.metric },
    ])

    private static let trendChange = Shape<TrendChange>(
        "change",
        fields: [
            .instant("at", "The beginning of the first bucket after it.") { $0.at },
            .instant("not_before", "The end of the last bucket with data before it.") { $0.notBefore },
            .number("before", from: nil) { $0.before },
            .number("after", from: nil) { $0.after },
            .number("change", from: nil) { $0.after - $0.before },
            .number(
                "relative_change",
                "In parts of the level before, of availability in parts of the share that was missing to 1; null where that was 0.",
                from: nil
            ) { $0.relative },
            .flag("worse") { $0.isWorse },
            .number("p_value", to: 1) { $0.pValue },
            .number("p_adjusted", to: 1) { $0.adjustedPValue },
            .number("confidence", to: 1) { $0.confidence },
            .integer("buckets_before", from: 1) { $0.bucketsBefore },
            .integer("buckets_after", from: 1) { $0.bucketsAfter },
            .list("events", trendEvent, phrase: phrase) { $0.events },
        ]
    )

    private static let trendPoint = Shape<TrendPoint>(
        "point",
        fields: [
            .instant("start") { $0.interval.start },
            .instant("end") { $0.interval.end },
            .number("value", from: nil) { $0.value },
            .integer("samples", "Start latencies; null for other metrics.", from: 1) { $0.samples },
            .span("in_service_ms", "Up and down time; null for start latency.") { $0.inService },
        ]
    )

    private static let trendEvent = Shape<TrendEvent>(
        "event",
        fields: [
            .choice("kind") { $0.kind },
            .text("name") { $0.name },
            .instant("at") { $0.at },
            .instant("end", "The end of maintenance; null for the others.") { $0.end },
        ]
    )

    @Sendable private static func phrase(_ event: TrendEvent) -> String {
        "\(event.kind.rawValue) \(event.name) \(event.at.iso8601)"
    }
}
