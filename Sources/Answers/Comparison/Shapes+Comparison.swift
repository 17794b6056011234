internal import Rendering
internal import Study

extension Shapes {
    /// A comparison whose ranges were given by the calendar of `timezone`.
    static func comparison(timezone: String) -> Shape<ComparisonFigures> {
        Shape(fields: [
            .object("range", range) { (interval: $0.range, timezone: timezone) },
            .object("coverage", coverage) { $0.coverage },
            .span("unknown_ms") { $0.unknown },
            .span("in_service_before_ms") { $0.inServiceBefore },
            .span("in_service_now_ms") { $0.inServiceNow },
            .number("alpha") { $0.options.alpha },
            .integer("min_samples") { $0.options.minSamples },
            .integer("tests") { $0.tests },
            .list("figures", comparedFigure, phrase: { $0.name.path }) { $0.figures },
        ])
    }

    static let comparedFigure = Shape<ComparedFigure>(fields: [
        .text("figure") { $0.name.path },
        .text("unit") { $0.name.unit.text },
        .number("before") { $0.before },
        .number("now") { $0.now },
        .number("change") { $0.change },
        .flag("beyond_chance") { $0.finding.test?.isBeyondChance },
        .text("untested") { $0.finding.reason?.rawValue },
        .text("method") { $0.finding.test?.method.rawValue },
        .number("p_value") { $0.finding.test?.p },
        .number("p_adjusted") { $0.finding.test?.adjustedP },
        .number("shift_ms") { $0.finding.test?.shift },
        .number("shift_low_ms") { $0.finding.test?.shiftLow },
        .number("shift_high_ms") { $0.finding.test?.shiftHigh },
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
    /// Its path in the JSON report; the rate of windows that opened is in the comparison alone.
    var path: String {
        switch self {
        case .availability: "fleet.availability.ratio"
        case .unplanned: "fleet.availability.unplanned"
        case .down: "fleet.availability.down_ms"
        case .windows: "fleet.downtime.windows"
        case .openedPerDay: "windows_opened_per_day"
        case .meanTimeToRecovery: "fleet.downtime.mttr_ms"
        case .restarts: "fleet.restarts.count"
        case .restartsPerDay: "fleet.restarts.per_day"
        case .p50(let kind): "fleet.latency.\(kind.rawValue).p50_ms"
        case .p95(let kind): "fleet.latency.\(kind.rawValue).p95_ms"
        case .entries: "quality.entries"
        }
    }
}
