package import Rendering
internal import ServiceLevels
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
    /// Whether text and Markdown list every group.
    package var listsAll = false
}

/// What a candidate was compared with. Whether it came from a file is not told: the samples are the same.
package struct CheckedBaseline: Hashable, Sendable {
    package var range: Interval
    package var timezone: String
    /// The log that its samples were read from.
    package var log: LogState
}

extension CheckReport: DocumentedAnswer {
    package static let title = "The regression gate"

    package static let document: [DocumentPart<CheckReport>] = [
        .fields(Shapes.checkHead),
        DocumentPart("comparisons", .list(Shapes.comparison { _ in false }.schema)) { report in
            let options = report.figures.options
            return .list("comparisons", report.figures.comparisons, of: Shapes.comparison { $0.decides(options) })
        },
        .list("budgets", Shapes.budget) { $0.figures.budgets },
        .list("accepted", Shapes.acceptance, "What the configuration accepts, in its order.") {
            $0.figures.acceptances
        },
    ]
}

extension SelfTestReport: DocumentedAnswer {
    package static let title = "Whether the regression gate can fail"

    package static let document: [DocumentPart<SelfTestReport>] = [
        .fields(Shapes.selfTestHead),
        .list("groups", Shapes.selfTestResult) { $0.figures.groups },
    ]
}

extension Shapes {
    /// Everything of a check but its lists.
    static let checkHead = Shape<CheckReport>(fields: [
        .constant("schema", CheckReport.schema),
        .choice("verdict", "The first that applies, in this order.") { $0.figures.verdict },
        .text("reason", "The verdict and why, in one sentence for people.") { $0.headline },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", checkOptions) { $0 },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.coverage },
        .object("baseline", checkedBaseline, "What the candidate was compared with; null where budgets alone decide.") {
            report in
            report.baseline.map { (baseline: $0, stale: report.figures.baselineStale) }
        },
    ])

    private static let checkOptions = Shape<CheckReport>(
        "check_options",
        fields: options.inlined { $0.options }
            + [
                .choice("kind", "The kind of transition whose durations are compared.") { $0.figures.kind },
                .choice("group_by", "By what the samples are grouped; null where they are not.") {
                    $0.figures.grouping
                },
            ] + gateOptions.inlined { $0.figures.options }
    )

    private static let gateOptions = Shape<GateOptions>(fields: [
        .number("alpha", "The p below which a difference is beyond chance.", to: 1) { $0.alpha },
        .number("min_effect", "The rise from which a difference matters, as a part of the baseline's median.") {
            $0.minEffect
        },
        .integer("min_samples", "The samples that each side needs to be judged.") { $0.minSamples },
        .integer(
            "confirm",
            "In how many ranges, the candidate and those of its length before it, a change has to hold to be a regression."
        ) { $0.confirm },
    ])

    private static let checkedBaseline = Shape<(baseline: CheckedBaseline, stale: [StaleContainer])>(
        "baseline",
        fields: [
            .object("range", range) { (interval: $0.baseline.range, timezone: $0.baseline.timezone) },
            .object("log", log) { $0.baseline.log },
            .list(
                "stale",
                Catalogue.stale.shape,
                "Containers covered until before the end of the range.",
                phrase: { $0.id.text }
            ) {
                $0.stale
            },
        ]
    )

    /// `decides` says whether a comparison is part of the verdict.
    static func comparison(
        decides: @escaping @Sendable (GateComparison) -> Bool
    ) -> Shape<GateComparison> {
        Shape(
            "comparison",
            fields: [
                .text("group", "Null: pooled. Else the group's id; (unknown) or (unattributed) for what has none.") {
                    $0.group?.id
                },
                .text("name", "A container's name.") { $0.group?.name },
                .choice("kind", "The kind of transition whose durations are compared.") { $0.kind },
                .object("baseline", side) { $0.baseline },
                .object("candidate", side) { $0.candidate },
                .number(
                    "shift_ms",
                    "The Hodges–Lehmann shift, candidate less baseline; null where a side has no samples.",
                    from: nil
                ) { $0.shift },
                .jsonOnly("shift_ci95", .shiftInterval) { comparison, text in
                    if comparison.shift == nil {
                        text.scalar(.null)
                    } else {
                        text.pair(bound(comparison.shiftLow), bound(comparison.shiftHigh))
                    }
                },
                .number(
                    "shift_ratio",
                    "The shift as a part of the baseline's median; null where that is zero.",
                    from: nil
                ) { $0.relativeShift },
                .number("least_shift_ms", "The shift that has to be exceeded to count.") { $0.effectLimit },
                .number("p_value", "Of the two-sided Mann–Whitney test.", to: 1) { $0.p },
                .number(
                    "p_adjusted",
                    "Of a group, after Holm's correction over the groups that decide; pooled, p itself.",
                    to: 1
                ) { $0.adjustedP },
                .flag("exact", "Whether the test was the exact one.") { $0.isExact },
                .flag("decides", "Whether the verdict depends on it: pooled, or a group with enough samples.") {
                    decides($0)
                },
                .integer(
                    "confirmed",
                    "In how many of the ranges before the candidate it is slower as well; null where that was not looked for."
                ) { $0.confirmed },
                .choice("verdict") { $0.verdict },
            ]
        )
    }

    private static let side = Shape<GateSide>(
        "side",
        fields: [
            .integer("n", "Samples.") { $0.n },
            .integer("missing", "Entries without a duration.") { $0.missing },
            .integer("invalid", "Entries whose duration is no sample.") { $0.invalid },
            .number("p50_ms", "Null where it is withheld.") { $0.p50 },
            .number("p95_ms", "Null where it is withheld.") { $0.p95 },
        ]
    )

    private static func bound(_ value: Double?) -> Scalar {
        value.map(Scalar.number) ?? .null
    }

    static let budget = Shape<GateBudgetResult>(
        "budget",
        fields: [
            .choice("name") { $0.budget.name },
            .text("group", "The group whose figure it limits; null: everything that the filters select.") {
                $0.budget.group
            },
            .number("limit") { $0.budget.limit },
            .number("value", "Null where the figure is withheld or undefined.") { $0.value },
            .text("unit", as: .choice(GateBudget.Unit.allCases.map(\.text))) { $0.budget.name.unit.text },
            .choice("verdict") { $0.verdict },
        ]
    )

    static let acceptance = Shape<GateAcceptance>(
        "acceptance",
        fields: [
            .text("what", "A glob for a group, all, or a budget.") { $0.regression.what.pattern },
            .text("why") { $0.regression.why },
            .text("by") { $0.regression.by },
            .instant("until", "The last instant at which it is accepted.") { $0.regression.until },
            .choice("state", "Used: something would fail without it. Expired: something fails that it accepted.") {
                $0.state
            },
        ]
    )

    /// Everything of a self-test but its groups.
    static let selfTestHead = Shape<SelfTestReport>(fields: [
        .constant("schema", SelfTestReport.schema),
        .text("outcome", as: .choice(SelfTestResult.Outcome.names)) { $0.figures.pooled.outcome.text },
        .text("reason", "Whether the gate can fail, in one sentence for people.") { $0.headline },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object(
            "options",
            Shape<SelfTestReport>(
                fields: options.inlined { $0.options }
                    + [
                        .choice("kind", "The kind of transition whose durations are compared.") { $0.kind },
                        .choice("group_by", "By what the samples are grouped; null where they are not.") {
                            $0.grouping
                        },
                    ]
                    + gateOptions.inlined { $0.figures.options }
            )
        ) { $0 },
        .object("log", log) { $0.log },
        .number("planted", "The planted regression, as a part of each sample.") { $0.figures.planted },
        .integer("draws", "How often both sides were drawn.") { $0.figures.draws },
        .number(
            "power",
            "The part of the draws in which a shift has to be called a regression in order to count as caught.",
            to: 1
        ) { $0.figures.power },
        .text("seed", "Of the draws; a text, because it has 64 bits.", as: .text(pattern: "^[0-9]+$", isFilled: false))
        { String($0.figures.seed) },
        .object("pooled", selfTestResult) { $0.figures.pooled },
    ])

    static let selfTestResult = Shape<SelfTestResult>(
        "result",
        fields: [
            .text("group", "Null: pooled.") { $0.group?.id },
            .text("name") { $0.group?.name },
            .integer("baseline_n") { $0.baselineSamples },
            .integer("candidate_n") { $0.candidateSamples },
            .integer("caught", "Draws in which the planted regression was called one.") { $0.caught },
            .integer("false_alarms", "Draws in which samples without any were called one.") { $0.falseAlarms },
            .number(
                "smallest",
                "The smallest shift that would be caught, as a part of each sample; null where none up to ten times would be."
            ) { $0.smallest },
            .number("smallest_ms", "The same in milliseconds, of the candidate's median.") { $0.smallestMilliseconds },
            .text("outcome", as: .choice(SelfTestResult.Outcome.names)) { $0.outcome.text },
            .text(
                "cause",
                "Why it can't fail; null where it can.",
                as: .choice(SelfTestResult.Reason.allCases.map(\.text))
            ) { $0.outcome.cause?.text },
        ]
    )

    static let savedBaseline = Shape<SavedBaseline>(fields: [
        .constant("schema", SavedBaseline.schema),
        .choice("kind", "The kind of transition whose durations are compared.") { $0.samples.kind },
        .choice("group_by", "By what the samples are grouped; null where they are one list.") { $0.samples.grouping },
        .object("range", range) { (interval: $0.samples.range, timezone: $0.timezone) },
        .texts("containers", "The filter --container as given; empty is all.") { $0.scope.containers },
        .texts("projects", "The filter --project as given; empty is all.") { $0.scope.projects },
        .object("log", log) { LogState(size: $0.logSize, root: $0.logRoot) },
        .jsonOnly("samples", .list(savedSamples.schema)) { baseline, text in
            let pooled = [SavedSamples(group: nil, samples: baseline.samples.pooled)]
            let groups = baseline.samples.groups.map { SavedSamples(group: $0.group, samples: $0.samples) }
            // Every sample is of one group, so that the groups hold all that the pooled comparison needs.
            text.array(baseline.samples.grouping == nil ? pooled : groups) { savedSamples.write($0, to: &$1) }
        },
    ])

    private typealias SavedSamples = (group: GateGroup?, samples: LatencySamples)

    private static let savedSamples = Shape<SavedSamples>(
        "samples",
        fields: [
            .text(
                "group",
                "The group's key as the log has it; null for what has none, and where samples are not grouped."
            ) { $0.group?.key },
            .text("name", "A container's name.") { $0.group?.name },
            .integer("missing", "Entries without a duration.") { $0.samples.missing },
            .integer("invalid", "Entries whose duration is no sample.") { $0.samples.invalid },
            .jsonOnly("ms", .list(.number(from: 0, to: 86_400_000))) { part, text in
                text.row(part.samples.milliseconds.map(Scalar.number))
            },
        ]
    )
}

extension JSONSchema {
    /// `[low, high]`, an end null where the samples are too few to reach it; null with the shift.
    fileprivate static let shiftInterval = JSONSchema.list(.number(from: nil, to: nil).orNull, from: 2, to: 2).orNull
}
