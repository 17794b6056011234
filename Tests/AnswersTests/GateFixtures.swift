import Study
import Timelines

@testable import Answers

/// Sides of comparisons for the gate's tests.
enum GateFixtures {
    static let week = Interval(start: Instant(milliseconds: 0), end: Instant(milliseconds: 0) + .days(7))
    static let nextWeek = Interval(start: week.end, end: week.end + .days(7))

    /// 1 000, 1 010, 1 020, … ms: no ties, the median of 21 is 1 100.
    static func ladder(_ count: Int, from first: Double = 1_000) -> [Double] {
        (0..<count).map { first + 10 * Double($0) }
    }

    static func baseline(
        _ pooled: [Double],
        groups: [(String?, [Double])] = [],
        by grouping: GateGrouping? = nil,
        kind: LatencyKind = .start
    ) -> RangeSamples {
        samples(pooled, groups, grouping, kind, week)
    }

    static func candidate(
        _ pooled: [Double],
        groups: [(String?, [Double])] = [],
        by grouping: GateGrouping? = nil,
        kind: LatencyKind = .start
    ) -> RangeSamples {
        samples(pooled, groups, grouping, kind, nextWeek)
    }

    private static func samples(
        _ pooled: [Double],
        _ groups: [(String?, [Double])],
        _ grouping: GateGrouping?,
        _ kind: LatencyKind,
        _ range: Interval
    ) -> RangeSamples {
        RangeSamples(
            kind: kind,
            range: range,
            grouping: grouping ?? (groups.isEmpty ? nil : .actor),
            pooled: LatencySamples(pooled),
            groups: groups.map { key, samples in
                GroupSamples(group: GateGroup(grouping ?? .actor, key: key), samples: LatencySamples(samples))
            }
        )
    }

    /// Figures of a range in which nothing happened, up all the time, covered.
    static func figures(_ change: (inout FleetFigures) -> Void = { _ in }, stale: [StaleContainer] = [])
        -> StabilityFigures
    {
        var availability = AvailabilityFigures()
        availability.up = .days(7)
        var fleet = FleetFigures(
            availability: availability,
            downtime: DowntimeFigures(),
            restarts: RestartFigures(),
            flapping: 0,
            latency: [.start: LatencyFigures()]
        )
        change(&fleet)
        return StabilityFigures(
            coverage: CoverageFigures(coveredUntil: nextWeek.end, containers: 1, stale: stale),
            fleet: fleet,
            groups: [],
            outages: [],
            containers: [],
            windows: [],
            restarts: [],
            actors: [],
            quality: QualityFigures()
        )
    }
}
