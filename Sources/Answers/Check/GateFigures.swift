package import Study

/// The verdict of a run.
package enum GateVerdict: String, Hashable, Sendable, CaseIterable {
    /// The order is that in which they are decided: the first that applies.
    case regression, stale, inconclusive, pass
}

/// Everything that the gate says: comparisons, budgets, and what follows from them.
package struct GateFigures: Hashable, Sendable {
    package var kind: LatencyKind
    package var grouping: GateGrouping?
    package var options: GateOptions
    /// The pooled one first, then the groups in the order of `GateGroup.precedes`; empty where there is no baseline.
    package var comparisons: [GateComparison]
    /// In the order in which they were given.
    package var budgets: [GateBudgetResult]
    /// The containers that are not covered to the end of the candidate's range, by id.
    package var stale: [StaleContainer]
    /// The same of the baseline's range.
    package var baselineStale: [StaleContainer]
    package var verdict: GateVerdict

    /// The comparisons that decide and are slower.
    package var regressions: [GateComparison] { comparisons.filter { $0.verdict == .regression } }
    /// The comparisons that are faster: they pass, and are named.
    package var improvements: [GateComparison] { comparisons.filter { $0.verdict == .improvement } }
}
