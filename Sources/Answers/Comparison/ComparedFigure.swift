package import Periods
internal import Rendering
internal import Study
package import Timelines

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

    /// Whether the test's shift and the change of the medians differ in sign, so that neither says what has changed.
    package var isContradicted: Bool {
        guard case .tested(let test) = finding, let shift = test.shift, let change else { return false }
        return shift * change < 0
    }

    /// Whether texts call the change beyond chance: the test finds it so, and its shift does not contradict the medians.
    package var isBeyondChance: Bool {
        guard case .tested(let test) = finding else { return false }
        return test.isBeyondChance && !isContradicted
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

/// One of the two ranges that are compared: its figures, and the latencies behind them.
package struct ComparedSide: Sendable {
    package var figures: StabilityFigures
    /// All of the long lists, where the figures have a part of them only.
    var lists: ReportLists?
    /// Of every kind of transition, not grouped; the same range as the figures.
    package var samples: [RangeSamples]

    /// How long containers were known to be up or down.
    package var inService: TimeSpan {
        figures.fleet.availability.up + figures.fleet.availability.down
    }

    func samples(of kind: LatencyKind) -> RangeSamples? {
        samples.first { $0.kind == kind }
    }

    /// The report's figure. What is counted or added up is nil where it is zero and nothing was seen: then it is not known.
    func value(of name: ComparedFigure.Name) -> Double? {
        let value = name.figure.flatMap { figures.value(at: $0)?.amount }
        switch name {
        case .down, .windows, .restarts, .entries: return value == 0 && inService == .zero ? nil : value
        case .availability, .unplanned, .openedPerDay, .meanTimeToRecovery, .restartsPerDay, .p50, .p95: return value
        }
    }

    /// Events per in-service day of 24 hours; nil where there is no such time.
    func perDay(_ count: Int) -> Double? {
        guard inService > .zero else { return nil }
        return Double(count) / (Double(inService.milliseconds) / Double(TimeSpan.days(1).milliseconds))
    }
}

/// The figures of a report's range beside those of an earlier one, and which changes are beyond chance.
package struct ComparisonFigures: Hashable, Sendable {
    /// The earlier range.
    package var range: Interval
    /// What people call it.
    package var name: RangeName
    /// Of the earlier range.
    package var coverage: CoverageFigures
    /// Container time of the earlier range that is unknown.
    package var unknown: TimeSpan
    /// How long containers were known to be up or down, in the earlier range and in the report's: the exposure of the rates.
    package var inServiceBefore: TimeSpan
    package var inServiceNow: TimeSpan
    /// `alpha`, `minSamples` and `confidence` count; a least effect is not asked for.
    package var options: GateOptions
    package var figures: [ComparedFigure]

    /// How many changes were tested: over so many Holm's correction goes.
    package var tests: Int {
        figures.count { figure in
            if case .tested = figure.finding { true } else { false }
        }
    }
}

extension Shapes {
    /// A comparison whose ranges were given by the calendar of `timezone`.
    static func comparison(timezone: String) -> Shape<ComparisonFigures> {
        Shape(
            "comparison",
            fields: [
                .object("range", range) { (interval: $0.range, timezone: timezone) },
                .object("coverage", coverage) { $0.coverage },
                .span("unknown_ms") { $0.unknown },
                .span("in_service_before_ms") { $0.inServiceBefore },
                .span("in_service_now_ms") { $0.inServiceNow },
                .number("alpha", to: 1) { $0.options.alpha },
                .integer("min_samples", from: 1) { $0.options.minSamples },
                .integer("tests") { $0.tests },
                .list("figures", comparedFigure, phrase: { $0.name.path }) { $0.figures },
            ]
        )
    }

    static let comparedFigure = Shape<ComparedFigure>(fields: [
        .text("figure") { $0.name.path },
        .text("unit", as: .choice(GateBudget.Unit.allCases.map(\.text))) { $0.name.unit.text },
        .number("before") { $0.before },
        .number("now") { $0.now },
        .number("change", from: nil) { $0.change },
        .flag("beyond_chance") { $0.finding.test?.isBeyondChance },
        .choice("untested") { $0.finding.reason },
        .choice("method") { $0.finding.test?.method },
        .number("p_value", to: 1) { $0.finding.test?.p },
        .number("p_adjusted", to: 1) { $0.finding.test?.adjustedP },
        .number("shift_ms", from: nil) { $0.finding.test?.shift },
        .number("shift_low_ms", from: nil) { $0.finding.test?.shiftLow },
        .number("shift_high_ms", from: nil) { $0.finding.test?.shiftHigh },
    ])
}

extension ChangeFinding {
    var test: ChangeTest? {
        if case .tested(let test) = self { test } else { nil }
    }

    var reason: Reason? {
        if case .untested(let reason) = self { reason } else { nil }
    }
}

extension ComparedFigure.Name {
    /// What JSON calls it: its path in the report. The rate of windows that opened is in the comparison alone.
    var path: String {
        figure?.text ?? "windows_opened_per_day"
    }

    /// The figure of the report that it is; nil for the rate of windows that opened.
    var figure: FigurePath? {
        let names: [String]
        switch self {
        case .availability: names = ["fleet", "availability", "ratio"]
        case .unplanned: names = ["fleet", "availability", "unplanned"]
        case .down: names = ["fleet", "availability", "down_ms"]
        case .windows: names = ["fleet", "downtime", "windows"]
        case .openedPerDay: return nil
        case .meanTimeToRecovery: names = ["fleet", "downtime", "mttr_ms"]
        case .restarts: names = ["fleet", "restarts", "count"]
        case .restartsPerDay: names = ["fleet", "restarts", "per_day"]
        case .p50(let kind): names = ["fleet", "latency", kind.rawValue, "p50_ms"]
        case .p95(let kind): names = ["fleet", "latency", kind.rawValue, "p95_ms"]
        case .entries: names = ["quality", "entries"]
        }
        return FigurePath(names.map(FigurePath.Part.member))
    }
}
