import Statistics
import Timelines

/// Whose series: one container's, or where that is nil those of all together.
struct TrendScope: Sendable {
    var container: Container?
    var tally: TrendTotals
}

/// One metric of one scope, before changes are looked for.
struct TrendReading: Sendable {
    let scope: TrendScope
    let metric: TrendMetric
    /// The buckets with data, and their places among all.
    let points: [TrendPoint]
    private let places: [Int]

    init(scope: TrendScope, metric: TrendMetric, buckets: [Interval]) {
        self.scope = scope
        self.metric = metric
        let found = buckets.indices.compactMap { place in
            scope.tally.point(of: metric, in: place, buckets[place]).map { (place: place, point: $0) }
        }
        points = found.map(\.point)
        places = found.map(\.place)
    }

    /// The figure over the buckets of some points together.
    func level(over points: Range<Int>) -> Double? {
        scope.tally.level(of: metric, over: places[points])
    }

    /// The change points whose levels on both sides differ by `leastEffect` or more: as long as one does not, the smallest goes,
    /// and its neighbours are measured anew.
    func withoutSmall(_ changes: [ChangePoint], leastEffect: Double) -> [ChangePoint] {
        var rest = changes
        while true {
            let sizes = rest.indices.map { size(of: $0, in: rest) }
            guard let smallest = sizes.indices.min(by: { sizes[$0] < sizes[$1] }) else { return rest }
            guard sizes[smallest] < leastEffect || sizes[smallest] == 0 else { return rest }
            rest.remove(at: smallest)
        }
    }

    /// The size of a change in parts of the metric's base before it; infinite where that is zero and the level after is not.
    private func size(of number: Int, in changes: [ChangePoint]) -> Double {
        let begin = number > 0 ? changes[number - 1].index : 0
        let end = number + 1 < changes.count ? changes[number + 1].index : points.count
        guard let before = level(over: begin..<changes[number].index),
            let after = level(over: changes[number].index..<end), before != after
        else { return 0 }
        let base = metric.base(of: before)
        return base > 0 ? abs(after - before) / base : .infinity
    }
}
