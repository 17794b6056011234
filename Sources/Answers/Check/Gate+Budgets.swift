internal import Rendering
package import Study
import Timelines

extension Gate {
    /// The budgets beside the figures of the range and scope that they limit, in their order; latencies are those of `kind`.
    ///
    /// Downtime and failed starts are counts, and nothing counted where nothing is known would keep any budget. Where no time of the
    /// range is known to be up or down, they are undefined unless they exceed their limit.
    package func results(
        of budgets: [GateBudget],
        kind: LatencyKind,
        figures: StabilityFigures
    ) -> [GateBudgetResult] {
        budgets.map { budget in
            let value = value(of: budget.name, kind: kind, fleet: figures.fleet)
            let availability = figures.fleet.availability
            let isObserved = availability.up + availability.down > .zero
            let isCount = budget.name == .maxDowntime || budget.name == .maxFailedStarts
            guard let value, isObserved || !isCount || value > budget.limit else {
                return GateBudgetResult(budget: budget, value: nil, verdict: .inconclusive)
            }
            let isKept = budget.name == .minAvailability ? value >= budget.limit : value <= budget.limit
            return GateBudgetResult(budget: budget, value: value, verdict: isKept ? .pass : .regression)
        }
    }

    /// The figure in the budget's unit; nil where it is withheld or undefined.
    private func value(of name: GateBudget.Name, kind: LatencyKind, fleet: FleetFigures) -> Double? {
        let latency = fleet.latency[kind]
        return switch name {
        case .maxP50: latency?.percentiles[.p50]?.value
        case .maxP95: latency?.percentiles[.p95]?.value
        case .maxP99: latency?.percentiles[.p99]?.value
        case .minAvailability: fleet.availability.ratio
        case .maxRestartsPerDay: fleet.restarts.perDay
        case .maxDowntime: Double(fleet.downtime.down.milliseconds)
        case .maxFailedStarts: Double(fleet.latency[.start]?.failed ?? 0)
        }
    }
}
