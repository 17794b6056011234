/// A limit on a figure of the candidate's range (`--max-p50` and the like).
package struct GateBudget: Hashable, Sendable {
    package enum Name: String, Hashable, Sendable, CaseIterable {
        case maxP50 = "max-p50"
        case maxP95 = "max-p95"
        case maxP99 = "max-p99"
        case minAvailability = "min-availability"
        case maxRestartsPerDay = "max-restarts-per-day"
        case maxDowntime = "max-downtime"
        case maxFailedStarts = "max-failed-starts"

        package var unit: Unit {
            switch self {
            case .maxP50, .maxP95, .maxP99, .maxDowntime: .milliseconds
            case .minAvailability: .ratio
            case .maxRestartsPerDay: .perDay
            case .maxFailedStarts: .count
            }
        }
    }

    package enum Unit: Hashable, Sendable {
        case milliseconds
        /// 0 … 1.
        case ratio
        case perDay
        case count
    }

    package var name: Name
    /// In `name.unit`; a figure that is equal to it keeps it.
    package var limit: Double

    package init(_ name: Name, limit: Double) {
        self.name = name
        self.limit = limit
    }
}

/// A budget beside the figure that it limits.
package struct GateBudgetResult: Hashable, Sendable {
    package var budget: GateBudget
    /// In the budget's unit; nil where it is withheld or undefined.
    package var value: Double?
    /// `pass`, `regression` or `inconclusive`.
    package var verdict: GateOutcome
}
