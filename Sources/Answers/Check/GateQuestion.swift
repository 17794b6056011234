package import Study
internal import Timelines

/// What a check is asked, but for the candidate's range.
package struct GateQuestion {
    package var kind: LatencyKind
    package var grouping: GateGrouping?
    package var options: GateOptions
    package var budgets: [GateBudget]

    package init(kind: LatencyKind, grouping: GateGrouping?, options: GateOptions, budgets: [GateBudget]) {
        self.kind = kind
        self.grouping = grouping
        self.options = options
        self.budgets = budgets
    }
}

/// One side of a check, with what its range's figures say.
package struct GateRange {
    package var samples: RangeSamples
    package var figures: StabilityFigures
}

/// A baseline as a check uses it, wherever it came from.
package struct GateBaseline {
    package var samples: RangeSamples
    package var stale: [StaleContainer]
    package var stated: CheckedBaseline

    package init(_ saved: SavedBaseline) {
        samples = saved.samples
        stale = saved.stale
        stated = CheckedBaseline(
            range: saved.samples.range,
            timezone: saved.timezone,
            log: LogState(size: saved.logSize, root: saved.logRoot)
        )
    }
}
