internal import Rendering

extension TrendReport {
    /// One table of the trend as CSV, whole.
    package func csv(_ table: TrendTable) -> [UInt8] {
        var bytes: [UInt8] = []
        writeCSV(table) { bytes += $0 }
        return bytes
    }

    /// Gives one table of the trend as CSV to `receive`, in pieces of about 64 KiB.
    package func writeCSV<Failure: Error>(
        _ table: TrendTable,
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let series = figures.series
        switch table {
        case .summary: try CSVText.write([self], of: Shapes.trendHead, to: receive)
        case .series: try CSVText.write(series, of: Shapes.trendSeries, to: receive)
        case .changes:
            let rows = series.flatMap { series in series.changes.map { TrendRow(series: series, part: $0) } }
            try CSVText.write(rows, of: Shapes.trendChangeRow, to: receive)
        case .points:
            let rows = series.flatMap { series in series.points.map { TrendRow(series: series, part: $0) } }
            try CSVText.write(rows, of: Shapes.trendPointRow, to: receive)
        }
    }
}
