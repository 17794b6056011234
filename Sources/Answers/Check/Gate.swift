/// The regression gate: compares a candidate's latencies with a baseline's, and a candidate's figures with budgets.
package struct Gate: Sendable {
    package let options: GateOptions

    package init(_ options: GateOptions = .standard) {
        self.options = options
    }

    /// Everything that the gate says of a candidate: `samples` of its range, the `figures` of the same range and scope, and the
    /// baseline with what was not covered of it; without a baseline there are budgets alone.
    ///
    /// Throws: `overlappingRanges`, `otherKind`, `otherGrouping`.
    package func figures(
        of samples: RangeSamples,
        figures: StabilityFigures,
        against baseline: RangeSamples? = nil,
        baselineStale: [StaleContainer] = [],
        budgets: [GateBudget] = []
    ) throws(GateError) -> GateFigures {
        let comparisons =
            if let baseline { try comparisons(of: samples, with: baseline) } else { [GateComparison]() }
        let results = results(of: budgets, kind: samples.kind, figures: figures)
        let stale = figures.coverage.stale
        let staleBefore = baseline == nil ? [] : baselineStale
        return GateFigures(
            kind: samples.kind,
            grouping: samples.grouping,
            options: options,
            comparisons: comparisons,
            budgets: results,
            stale: stale,
            baselineStale: staleBefore,
            verdict: Self.verdict(of: comparisons, budgets: results, isStale: !(stale + staleBefore).isEmpty)
        )
    }

    /// The first that applies: regression, stale, inconclusive, pass.
    ///
    /// Groups with too few samples decide nothing. Where there is neither a comparison nor a budget, nothing was judged, which
    /// is inconclusive.
    package static func verdict(
        of comparisons: [GateComparison],
        budgets: [GateBudgetResult],
        isStale: Bool
    ) -> GateVerdict {
        let deciding = comparisons.filter { $0.group == nil }.map(\.verdict) + budgets.map(\.verdict)
        if deciding.contains(.regression) || comparisons.contains(where: { $0.verdict == .regression }) {
            return .regression
        }
        if isStale { return .stale }
        return deciding.isEmpty || deciding.contains(.inconclusive) ? .inconclusive : .pass
    }
}
