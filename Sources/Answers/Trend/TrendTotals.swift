internal import Statistics
internal import Study
import Timelines

/// What the series of one container, or of several together, are computed from, bucket by bucket.
struct TrendTotals: Sendable {
    private(set) var up: [TimeSpan]
    private(set) var down: [TimeSpan]
    private(set) var restarts: [Int]
    private(set) var starts: [LatencyDistribution]
    /// The first entry of each actor, over the whole log.
    private(set) var actors: [Symbol: Instant] = [:]

    init(buckets: Int) {
        up = Array(repeating: .zero, count: buckets)
        down = up
        restarts = Array(repeating: 0, count: buckets)
        starts = Array(repeating: LatencyDistribution(), count: buckets)
    }

    mutating func add(_ length: TimeSpan, of condition: Condition, to bucket: Int) {
        switch condition {
        case .up: up[bucket] += length
        case .down: down[bucket] += length
        case .outOfService, .unknown: break
        }
    }

    mutating func add(restartIn bucket: Int) {
        restarts[bucket] += 1
    }

    mutating func add(start duration: DurationReading, in bucket: Int) {
        starts[bucket].add(duration)
    }

    mutating func add(actor: Symbol, at instant: Instant) {
        // Of one container they come in their order: most have been met.
        if let met = actors[actor], met <= instant { return }
        actors[actor] = instant
    }

    mutating func merge(_ other: TrendTotals) {
        for bucket in up.indices {
            up[bucket] += other.up[bucket]
            down[bucket] += other.down[bucket]
            restarts[bucket] += other.restarts[bucket]
            starts[bucket].merge(other.starts[bucket])
        }
        for (actor, instant) in other.actors { add(actor: actor, at: instant) }
    }

    /// The bucket as a point of a series; nil where it has no sample or, for the other metrics, was not up or down for half of
    /// its length: a gap.
    func point(of metric: TrendMetric, in bucket: Int, _ interval: Interval) -> TrendPoint? {
        let inService = up[bucket] + down[bucket]
        if metric != .startLatency, inService + inService < interval.length { return nil }
        return level(of: metric, over: [bucket]).map { value in
            TrendPoint(
                interval: interval,
                value: value,
                samples: metric == .startLatency ? starts[bucket].n : nil,
                inService: metric == .startLatency ? nil : inService
            )
        }
    }

    /// The metric over several buckets together: the median of all samples, or the quotient of sums; nil without any.
    func level(of metric: TrendMetric, over buckets: some Sequence<Int>) -> Double? {
        switch metric {
        case .startLatency:
            var pooled = LatencyDistribution()
            for bucket in buckets { pooled.merge(starts[bucket]) }
            guard pooled.n > 0 else { return nil }
            return OrderedSamples(pooled)[.p50]
        case .restarts:
            var count = 0
            var time = TimeSpan.zero
            for bucket in buckets {
                count += restarts[bucket]
                time += up[bucket] + down[bucket]
            }
            guard time > .zero else { return nil }
            return Double(count) * Double(TimeSpan.days(1).milliseconds) / Double(time.milliseconds)
        case .availability:
            var figures = AvailabilityFigures()
            for bucket in buckets {
                figures.up += up[bucket]
                figures.down += down[bucket]
            }
            return figures.ratio
        }
    }
}

/// Whose series: one container's, or where that is nil those of all together.
struct TrendScope: Sendable {
    var container: Container?
    var totals: TrendTotals
}

/// One metric of one scope, before changes are looked for.
struct TrendReading: Sendable {
    let scope: TrendScope
    let metric: TrendMetric
    /// The buckets with data, and their indices among all.
    let points: [TrendPoint]
    private let indices: [Int]

    init(scope: TrendScope, metric: TrendMetric, buckets: [Interval]) {
        self.scope = scope
        self.metric = metric
        let found = buckets.indices.compactMap { index in
            scope.totals.point(of: metric, in: index, buckets[index]).map { (index: index, point: $0) }
        }
        points = found.map(\.point)
        indices = found.map(\.index)
    }

    /// The figure over the buckets of some points together.
    func level(over points: Range<Int>) -> Double? {
        scope.totals.level(of: metric, over: indices[points])
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
