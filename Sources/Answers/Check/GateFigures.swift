internal import Rendering
package import ServiceLevels
internal import Statistics
package import Timelines

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
    /// What the configuration accepts, in its order.
    package var acceptances: [GateAcceptance] = []
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

/// How a comparison or a budget came out.
package enum GateOutcome: String, Hashable, Sendable, CaseIterable {
    /// Slower than the baseline beyond chance and beyond the least effect; a budget that is not kept.
    case regression
    /// Faster, likewise; passes. No budget has it.
    case improvement
    /// A regression, or a budget that is not kept, that the configuration accepts; passes.
    case accepted
    /// Slower, but not in each of the ranges before the candidate in which it had to be; passes. No budget has it.
    case unconfirmed
    /// Too few samples; a budget on a figure that is withheld or undefined.
    case inconclusive
    case pass
}

/// What the configuration accepts, beside the candidate.
package struct GateAcceptance: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// It accepts something that would fail.
        case used
        /// What would fail is not accepted any more.
        case expired
        /// Nothing would fail that it accepts.
        case unused
    }

    package var regression: AcceptedRegression
    package var state: State
}

/// One side of a comparison.
package struct GateSide: Hashable, Sendable {
    /// Samples.
    package var n: Int
    /// Entries without a duration.
    package var missing: Int
    /// Entries whose duration can't be a sample.
    package var invalid: Int
    /// Nil where they are withheld.
    package var p50: Double?
    package var p95: Double?
    /// The median of any number of samples, where `p50` is withheld too; nil at none.
    package var median: Double?

    package init(_ samples: LatencySamples) {
        n = samples.n
        missing = samples.missing
        invalid = samples.invalid
        p50 = samples[.p50]
        p95 = samples[.p95]
        median = samples.sorted.median
    }
}

/// The latencies of a candidate beside those of a baseline, pooled or of one group; milliseconds throughout.
package struct GateComparison: Hashable, Sendable {
    /// Nil: pooled.
    package var group: GateGroup?
    package var kind: LatencyKind
    package var baseline: GateSide
    package var candidate: GateSide
    /// The Hodges–Lehmann shift, candidate less baseline; nil where a side has no samples.
    package var shift: Double?
    /// The ends of its confidence interval, each nil where the samples are too few to reach it.
    package var shiftLow: Double?
    package var shiftHigh: Double?
    /// The shift that has to be exceeded: the least effect of the baseline's median. Nil where the baseline has no samples.
    package var effectLimit: Double?
    /// Of the two-sided Mann–Whitney test; nil where a side has no samples.
    package var p: Double?
    /// Whether the test was the exact one (both sides 20 samples at most, no ties).
    package var isExact: Bool
    /// Of a group, p after Holm over the groups with enough samples; nil where it has too few. Pooled, p itself.
    package var adjustedP: Double?
    /// In how many of the ranges before the candidate it is slower as well; nil where that was not looked for.
    package var confirmed: Int?
    package var verdict: GateOutcome

    /// The shift as a part of the baseline's median; nil where that is zero, or where a side has no samples.
    package var relativeShift: Double? { relative(shift) }
    /// The ends of the interval as parts of the baseline's median.
    package var relativeShiftLow: Double? { relative(shiftLow) }
    package var relativeShiftHigh: Double? { relative(shiftHigh) }

    private func relative(_ milliseconds: Double?) -> Double? {
        guard let milliseconds, let median = baseline.median, median > 0 else { return nil }
        return milliseconds / median
    }
}

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
        /// The objective of a group.
        case objective

        package var unit: Unit {
            switch self {
            case .maxP50, .maxP95, .maxP99, .maxDowntime: .milliseconds
            case .minAvailability, .objective: .ratio
            case .maxRestartsPerDay: .perDay
            case .maxFailedStarts: .count
            }
        }
    }

    package enum Unit: Hashable, Sendable, CaseIterable {
        case milliseconds
        /// 0 … 1.
        case ratio
        case perDay
        case count
    }

    package var name: Name
    /// In `name.unit`; a figure that is equal to it keeps it.
    package var limit: Double
    /// Whose figure it limits, a group of the configuration; nil: of everything that the filters select.
    package var group: String?

    package init(_ name: Name, limit: Double, group: String? = nil) {
        self.name = name
        self.limit = limit
        self.group = group
    }
}

extension GroupList {
    /// The limits of its groups, and their objectives too, in the order of the file.
    package func budgets(withObjectives: Bool) -> [GateBudget] {
        declared.flatMap { group in
            let limits = group.limits
            let budgets: [(GateBudget.Name, Double?)] = [
                (.maxP50, limits.p50), (.maxP95, limits.p95), (.maxP99, limits.p99),
                (.minAvailability, limits.availability), (.maxRestartsPerDay, limits.restartsPerDay),
                (.maxDowntime, limits.downtime), (.maxFailedStarts, limits.failedStarts.map(Double.init)),
                (.objective, withObjectives ? group.objective?.ratio : nil),
            ]
            return budgets.compactMap { name, limit in limit.map { GateBudget(name, limit: $0, group: group.name) } }
        }
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

/// Why two ranges can't be compared, or not with such settings.
package struct GateError: Error, Hashable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        case overlappingRanges
        /// Baseline and candidate hold latencies of different kinds.
        case otherKind
        /// The baseline was not grouped in the way that was asked for.
        case otherGrouping
        /// A setting outside of its bounds.
        case badOption
    }

    package var code: Code
    package var message: String
    /// What to do instead.
    package var hint: String

    /// One line: what is wrong, and what to do.
    package var description: String {
        "\(message); \(hint)"
    }
}
