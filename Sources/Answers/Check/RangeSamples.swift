package import Statistics
package import Study
package import Timelines

/// The latencies of one kind in a range, pooled and by group: one side of a comparison.
package struct RangeSamples: Hashable, Sendable {
    package var kind: LatencyKind
    package var range: Interval
    /// Nil: not grouped.
    package var grouping: GateGrouping?
    package var pooled: LatencySamples
    /// In the order of `GateGroup.precedes`; empty where it is not grouped.
    package var groups: [GroupSamples]

    /// `groups` can be given in any order.
    package init(
        kind: LatencyKind,
        range: Interval,
        grouping: GateGrouping? = nil,
        pooled: LatencySamples,
        groups: [GroupSamples] = []
    ) {
        self.kind = kind
        self.range = range
        self.grouping = grouping
        self.pooled = pooled
        self.groups = groups.sorted { GateGroup.precedes($0.group, $1.group) }
    }
}

/// The latencies of one group.
package struct GroupSamples: Hashable, Sendable {
    package var group: GateGroup
    package var samples: LatencySamples

    package init(group: GateGroup, samples: LatencySamples) {
        self.group = group
        self.samples = samples
    }
}

/// The latencies of some entries of one kind, every sample kept, and how many entries had none.
package struct LatencySamples: Hashable, Sendable {
    /// Milliseconds, ascending.
    package private(set) var sorted: SortedSamples
    /// Entries without a duration.
    package var missing: Int
    /// Entries whose duration can't be a sample.
    package var invalid: Int

    /// Samples in milliseconds, in any order; what the definitions don't take for a sample counts as invalid.
    package init(_ milliseconds: [Double] = [], missing: Int = 0, invalid: Int = 0) {
        let valid = milliseconds.filter { DurationReading(milliseconds: $0) != .invalid }
        sorted = SortedSamples(valid)
        self.missing = missing
        self.invalid = invalid + (milliseconds.count - valid.count)
    }

    /// Samples that were made from valid ones, and can have grown beyond the longest of them.
    init(_ sorted: SortedSamples) {
        self.sorted = sorted
        missing = 0
        invalid = 0
    }

    /// How many samples there are.
    package var n: Int { sorted.count }

    /// The samples in milliseconds, ascending.
    package var milliseconds: [Double] { sorted.values }

    /// A percentile in milliseconds; nil where the definitions withhold it.
    package subscript(percentile: Percentile) -> Double? {
        percentile.isWithheld(samples: n) ? nil : sorted.percentile(percentile.rawValue)
    }
}
