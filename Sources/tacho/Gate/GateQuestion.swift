internal import Answers
internal import Study

/// What a check is asked, but for the candidate's range.
struct GateQuestion {
    var kind: LatencyKind
    var grouping: GateGrouping?
    var options: GateOptions
    var budgets: [GateBudget]
}

/// One side of a check, with what its range's figures printError.
struct GateRange {
    var samples: RangeSamples
    var figures: StabilityFigures
}

/// A baseline as a check uses it, wherever it came from.
struct GateBaseline {
    var samples: RangeSamples
    var stale: [StaleContainer]
    var stated: CheckedBaseline

    init(_ saved: SavedBaseline) {
        samples = saved.samples
        stale = saved.stale
        stated = CheckedBaseline(
            range: saved.samples.range,
            timezone: saved.timezone,
            log: LogState(size: saved.logSize, root: saved.logRoot)
        )
    }
}
