package import Timelines

/// What is looked at over the history.
package enum TrendMetric: String, Hashable, Sendable, CaseIterable {
    /// The median `duration_ms` of starts.
    case startLatency = "start-latency"
    /// Restarts for each 24 hours of up and down time.
    case restarts
    /// up / (up + down).
    case availability

    /// The sign of a change for the worse.
    var worse: Double {
        self == .availability ? -1 : 1
    }

    /// What the size of a change is stated as a share of: the level, but of availability the share that is missing to 1.
    func base(of level: Double) -> Double {
        self == .availability ? 1 - level : level
    }
}

/// The series over the history and the changes in them.
package struct TrendFigures: Hashable, Sendable {
    /// Those of all containers together, then, where asked for, those of each container by id.
    package var series: [TrendSeries] = []
    /// From the first bucket to the last; nil where the range has none.
    package var span: Interval?
    /// How many series have enough buckets to be looked at; p values are adjusted for so many.
    package var tested: Int = 0
    /// How many random orders a split was compared with at most.
    package var permutations: Int = 0
}

/// One metric of one container, or of all together, bucket by bucket.
package struct TrendSeries: Hashable, Sendable {
    /// Nil: all containers together.
    package var containerID: ContainerID?
    package var containerName: String?
    package var metric: TrendMetric
    /// How many buckets the range has.
    package var buckets: Int
    /// The buckets that have data; the others are gaps, and no zeros.
    package var points: [TrendPoint]
    /// Whether there were enough buckets with data to look for a change.
    package var isTested: Bool
    /// Over all buckets with data; nil where there are none.
    package var level: Double?
    package var changes: [TrendChange] = []
    /// About the smallest change for the worse, in the middle of the series, that would have been found; nil where a change was
    /// found, where the series was not tested, is long, or is one container's of several, or where none was.
    package var smallestFound: Double?
}

/// A bucket with data.
package struct TrendPoint: Hashable, Sendable {
    package var interval: Interval
    /// Milliseconds, restarts a day, or a ratio.
    package var value: Double
    /// Start latencies behind it; nil for other metrics.
    package var samples: Int?
    /// Up and down time behind it; nil for start latency.
    package var inService: TimeSpan?
}

/// A change from one level to another that lasted.
package struct TrendChange: Hashable, Sendable {
    /// The beginning of the first bucket after it.
    package var at: Instant
    /// The end of the last bucket with data before it; earlier than `at` where buckets between have none.
    package var notBefore: Instant
    /// The figure over all buckets since the change before it, and up to the change after it.
    package var before: Double
    package var after: Double
    /// `after` − `before`, in parts of the level before, or of availability in parts of the share that was missing to 1;
    /// positive for more latency, restarts or downtime, nil where that was zero.
    package var relative: Double?
    package var isWorse: Bool
    package var pValue: Double
    /// Times the number of series, at most 1.
    package var adjustedPValue: Double
    /// Buckets with data on both sides.
    package var bucketsBefore: Int
    package var bucketsAfter: Int
    /// What happened from the last bucket with data before it to the end of the first one after it.
    package var events: [TrendEvent] = []

    /// 1 − the adjusted p value.
    package var confidence: Double { 1 - adjustedPValue }
}

/// What happened around a change; no cause is claimed.
package struct TrendEvent: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The first entry of an actor.
        case actor
        /// The first listing with an image.
        case image
        /// The first listing with a server.
        case server
        /// Declared maintenance.
        case maintenance
    }

    package var kind: Kind
    package var name: String
    package var at: Instant
    /// The end of maintenance; nil of the others.
    package var end: Instant?

    /// By instant, kind, name.
    package static func precedes(_ left: TrendEvent, _ right: TrendEvent) -> Bool {
        if left.at != right.at { return left.at < right.at }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        return left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
    }
}
