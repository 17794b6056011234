package import Study

/// A figure of the report beside the same one of an earlier range.
package struct ComparedFigure: Hashable, Sendable {
    package enum Name: Hashable, Sendable {
        case availability, unplanned, down
        /// All windows that the report lists, those that reach in from before among them.
        case windows
        /// Windows that began in the range, neither planned nor opened by `pause`, per in-service day.
        case openedPerDay
        case meanTimeToRecovery
        case restarts, restartsPerDay
        case p50(LatencyKind)
        case p95(LatencyKind)
        case entries

        package var unit: GateBudget.Unit {
            switch self {
            case .availability, .unplanned: .ratio
            case .down, .meanTimeToRecovery, .p50, .p95: .milliseconds
            case .openedPerDay, .restartsPerDay: .perDay
            case .windows, .restarts, .entries: .count
            }
        }
    }

    package var name: Name
    /// In `name.unit`; nil where it is withheld or undefined.
    package var before: Double?
    package var now: Double?
    package var finding: ChangeFinding

    package init(_ name: Name, before: Double?, now: Double?, finding: ChangeFinding) {
        self.name = name
        self.before = before
        self.now = now
        self.finding = finding
    }

    /// Now less before; nil where either is not known.
    package var change: Double? {
        guard let before, let now else { return nil }
        return now - before
    }
}

/// Whether a change is beyond chance.
package enum ChangeFinding: Hashable, Sendable {
    case tested(ChangeTest)
    case untested(Reason)

    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// One number against one other: no test fits.
        case oneNumber = "one_number"
        /// Its rate per day is tested instead, because both ranges need not have the same time in service.
        case byRate = "by_rate"
        /// Both ranges together have none of these.
        case noEvents = "no_events"
        /// A range has fewer samples than the test asks for.
        case tooFewSamples = "too_few_samples"
        /// A range does not have the figure at all.
        case unknown
    }
}

/// A test of one change.
package struct ChangeTest: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable, CaseIterable {
        /// The exact conditional test of two Poisson rates.
        case poissonRates = "poisson_rates"
        /// Mann–Whitney over all samples of the kind.
        case mannWhitney = "mann_whitney"
    }

    package var method: Method
    package var p: Double
    /// p after Holm over all tests of the comparison.
    package var adjustedP: Double
    /// Whether `adjustedP` is below alpha.
    package var isBeyondChance: Bool
    /// The Hodges–Lehmann shift of the samples in milliseconds, now less before; nil for rates.
    package var shift: Double?
    /// The ends of its confidence interval, each nil where the samples are too few to reach it.
    package var shiftLow: Double?
    package var shiftHigh: Double?

    package init(
        _ method: Method,
        p: Double,
        adjustedP: Double,
        isBeyondChance: Bool,
        shift: Double? = nil,
        shiftLow: Double? = nil,
        shiftHigh: Double? = nil
    ) {
        self.method = method
        self.p = p
        self.adjustedP = adjustedP
        self.isBeyondChance = isBeyondChance
        self.shift = shift
        self.shiftLow = shiftLow
        self.shiftHigh = shiftHigh
    }
}
