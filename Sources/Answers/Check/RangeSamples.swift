internal import Rendering
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
