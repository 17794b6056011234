internal import Timelines

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
