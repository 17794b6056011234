package import Rendering
internal import Study
package import Timelines

/// The one value that every format of `tacho check` is rendered from.
package struct CheckReport: Hashable, Sendable {
    package static let schema = "tachograph.check/1"

    /// The candidate.
    package var range: Interval
    /// The name of the zone whose calendar gave the range, such as `Europe/Berlin`.
    package var timezone: String
    package var options: AnalysisChoices
    package var log: LogState
    /// Of the candidate's range.
    package var coverage: CoverageFigures
    /// Nil where budgets alone decide.
    package var baseline: CheckedBaseline?
    package var figures: GateFigures
}

/// What a candidate was compared with. Whether it came from a file is not told: the samples are the same.
package struct CheckedBaseline: Hashable, Sendable {
    package var range: Interval
    package var timezone: String
    /// The log that its samples were read from.
    package var log: LogState
}

extension CheckReport: Answer {
    /// The verdict with all that it rests on (`tachograph.check/1`).
    package var record: Record {
        Record([
            .fields(of: self, Shapes.checkHead),
            .list("comparisons", figures.comparisons, of: Shapes.comparison(figures.options)),
            .list("budgets", figures.budgets, of: Shapes.budget),
        ])
    }

    /// The usual ones, and those of the places where a gate runs.
    package static var formats: [AnswerFormat<CheckReport>] { AnswerFormat.common + [.junit, .github] }
}

extension SelfTestReport: Answer {
    /// The self-test (`tachograph.self-test/1`).
    package var record: Record {
        Record([
            .fields(of: self, Shapes.selfTestHead),
            .list("groups", figures.groups, of: Shapes.selfTestResult),
        ])
    }
}

extension Shapes {
    /// Everything of a check but its lists.
    static let checkHead = Shape<CheckReport>(fields: [
        .text("schema") { _ in CheckReport.schema },
        .text("verdict") { $0.figures.verdict.rawValue },
        .text("reason") { $0.headline },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", checkOptions) { $0 },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.coverage },
        .object("baseline", checkedBaseline) { report in
            report.baseline.map { (baseline: $0, stale: report.figures.baselineStale) }
        },
    ])

    private static let checkOptions = Shape<CheckReport>(
        fields: options.inlined { $0.options }
            + [
                .text("kind") { $0.figures.kind.rawValue },
                .text("group_by") { $0.figures.grouping?.rawValue },
            ] + gateOptions.inlined { $0.figures.options }
    )

    private static let gateOptions = Shape<GateOptions>(fields: [
        .number("alpha") { $0.alpha },
        .number("min_effect") { $0.minEffect },
        .integer("min_samples") { $0.minSamples },
    ])

    private static let checkedBaseline = Shape<(baseline: CheckedBaseline, stale: [StaleContainer])>(fields: [
        .object("range", range) { (interval: $0.baseline.range, timezone: $0.baseline.timezone) },
        .object("log", log) { $0.baseline.log },
        .list("stale", stale, phrase: { $0.id.text }) { $0.stale },
    ])

    /// A comparison, which decides where it is pooled or has the samples that `options` ask for.
    static func comparison(_ options: GateOptions) -> Shape<GateComparison> {
        Shape(fields: [
            .text("group") { $0.group?.id },
            .text("name") { $0.group?.name },
            .text("kind") { $0.kind.rawValue },
            .object("baseline", side) { $0.baseline },
            .object("candidate", side) { $0.candidate },
            .number("shift_ms") { $0.shift },
            .jsonOnly("shift_ci95") { comparison, text in
                if comparison.shift == nil {
                    text.scalar(.null)
                } else {
                    text.pair(bound(comparison.shiftLow), bound(comparison.shiftHigh))
                }
            },
            .number("shift_ratio") { $0.relativeShift },
            .number("least_shift_ms") { $0.effectLimit },
            .number("p_value") { $0.p },
            .number("p_adjusted") { $0.adjustedP },
            .flag("exact") { $0.isExact },
            .flag("decides") { $0.decides(options) },
            .text("verdict") { $0.verdict.rawValue },
        ])
    }

    private static let side = Shape<GateSide>(fields: [
        .integer("n") { $0.n },
        .integer("missing") { $0.missing },
        .integer("invalid") { $0.invalid },
        .number("p50_ms") { $0.p50 },
        .number("p95_ms") { $0.p95 },
    ])

    private static func bound(_ value: Double?) -> Scalar {
        value.map(Scalar.number) ?? .null
    }

    static let budget = Shape<GateBudgetResult>(fields: [
        .text("name") { $0.budget.name.rawValue },
        .number("limit") { $0.budget.limit },
        .number("value") { $0.value },
        .text("unit") { $0.budget.name.unit.text },
        .text("verdict") { $0.verdict.rawValue },
    ])

    /// Everything of a self-test but its groups.
    static let selfTestHead = Shape<SelfTestReport>(fields: [
        .text("schema") { _ in SelfTestReport.schema },
        .text("outcome") { $0.figures.pooled.outcome.text },
        .text("reason") { $0.headline },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object(
            "options",
            Shape<SelfTestReport>(
                fields: options.inlined { $0.options }
                    + [.text("kind") { $0.kind.rawValue }, .text("group_by") { $0.grouping?.rawValue }]
                    + gateOptions.inlined { $0.figures.options }
            )
        ) { $0 },
        .object("log", log) { $0.log },
        .number("planted") { $0.figures.planted },
        .integer("draws") { $0.figures.draws },
        .number("power") { $0.figures.power },
        .text("seed") { String($0.figures.seed) },
        .object("pooled", selfTestResult) { $0.figures.pooled },
    ])

    static let selfTestResult = Shape<SelfTestResult>(fields: [
        .text("group") { $0.group?.id },
        .text("name") { $0.group?.name },
        .integer("baseline_n") { $0.baselineSamples },
        .integer("candidate_n") { $0.candidateSamples },
        .integer("caught") { $0.caught },
        .integer("false_alarms") { $0.falseAlarms },
        .number("smallest") { $0.smallest },
        .number("smallest_ms") { $0.smallestMilliseconds },
        .text("outcome") { $0.outcome.text },
        .text("cause") { $0.outcome.cause?.text },
    ])

    static let savedBaseline = Shape<SavedBaseline>(fields: [
        .text("schema") { _ in SavedBaseline.schema },
        .text("kind") { $0.samples.kind.rawValue },
        .text("group_by") { $0.samples.grouping?.rawValue },
        .object("range", range) { (interval: $0.samples.range, timezone: $0.timezone) },
        .texts("containers") { $0.scope.containers },
        .texts("projects") { $0.scope.projects },
        .object("log", log) { LogState(size: $0.logSize, root: $0.logRoot) },
        .jsonOnly("samples") { baseline, text in
            let pooled = [SavedSamples(group: nil, samples: baseline.samples.pooled)]
            let groups = baseline.samples.groups.map { SavedSamples(group: $0.group, samples: $0.samples) }
            // Every sample is of one group, so that the groups hold all that the pooled comparison needs.
            text.array(baseline.samples.grouping == nil ? pooled : groups) { savedSamples.write($0, to: &$1) }
        },
    ])

    private typealias SavedSamples = (group: GateGroup?, samples: LatencySamples)

    private static let savedSamples = Shape<SavedSamples>(fields: [
        .text("group") { $0.group?.key },
        .text("name") { $0.group?.name },
        .integer("missing") { $0.samples.missing },
        .integer("invalid") { $0.samples.invalid },
        .jsonOnly("ms") { part, text in text.row(part.samples.milliseconds.map(Scalar.number)) },
    ])
}
