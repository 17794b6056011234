package import Rendering

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
