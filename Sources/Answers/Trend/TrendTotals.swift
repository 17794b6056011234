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
        actors[actor] = min(actors[actor] ?? instant, instant)
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
