internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    /// The figures of each kind of transition, by `LatencyKind.index`.
    private static let latencies = LatencyKind.allCases.map(latency)

    /// The same members whatever the kind.
    static let latencyShape = latency(of: .start).shape

    private static func latency(of kind: LatencyKind) -> FigureGroup<LatencyFigures> {
        FigureGroup(
            "latency_figures",
            [
                .latency(
                    .integer("n", "The number of samples: entries with a usable duration.") { $0.n },
                    .count,
                    .samples,
                    kind
                ) {
                    $0.result(.count(samples))
                },
                .latency(.integer("missing", "Entries without a duration.") { $0.missing }, .count, .samples, kind) {
                    $0.result(.count(.reading(.missing)))
                },
                .latency(
                    .integer("invalid", "Entries whose duration can't be used.") { $0.invalid },
                    .count,
                    .samples,
                    kind
                ) { $0.result(.count(.reading(.invalid))) },
                .latency(
                    .number("min_ms", "The smallest sample; null if there is none.") { $0.minimum },
                    .milliseconds,
                    .samples,
                    kind,
                    order: .ascending
                ) { $0.result(.least(samples, .duration)) },
                .latency(
                    .number("mean_ms", "The mean of the samples; null if there are none.") { $0.mean },
                    .milliseconds,
                    .samples,
                    kind
                ) {
                    $0.addSampleCount(kind)
                    $0.result(.mean(samples, .duration))
                },
            ]
                + Percentile.allCases.map { percentile($0, kind) } + [
                    .latency(
                        .number("max_ms", "The largest sample; null if there is none.") { $0.maximum },
                        .milliseconds,
                        .samples,
                        kind,
                        order: .descending
                    ) { $0.result(.greatest(samples, .duration)) },
                    .section("ci95", FigureGroup(Percentile.allCases.map { .interval($0, kind) })) { $0 },
                    .latency(
                        .integer("failed", "Attempts at this kind of transition that ended in failed.") { $0.failed },
                        .count,
                        .failedAttempts,
                        kind,
                        countsFailures: true
                    ) { $0.result(.count(failedAttempts)) },
                    successRate(kind),
                    .stated(
                        .span(
                            "typical_ms",
                            "How long it typically takes at most; null for a kind without a typical time."
                        ) { $0.typical },
                        .milliseconds,
                        .typical
                    ),
                    beyond(kind),
                ]
        )
    }

    private static func percentile(_ percentile: Percentile, _ kind: LatencyKind) -> FigureMember<LatencyFigures> {
        let field = Field<LatencyFigures>.number(
            percentile.name,
            "The \(percentile.rawValue)th percentile of the samples; null if there are too few."
        ) { $0.percentiles[percentile]?.value }
        return .latency(field, .milliseconds, .percentiles, kind, order: .ascending) {
            let n = $0.addSampleCount(kind)
            if !percentile.isWithheld(samples: $0.count(n)) {
                let rank = $0.add("rank", .percentileRank(n: n, percentile), .rank)
                $0.add("x_rank", .orderStatistic(samples, .duration, rank: rank, further: 0))
                $0.add("x_next", .orderStatistic(samples, .duration, rank: rank, further: 1))
                $0.focus(.entries, onRank: rank)
            }
            $0.result(.percentile(samples, .duration, percentile))
        }
    }

    private static func successRate(_ kind: LatencyKind) -> FigureMember<LatencyFigures> {
        let field = Field<LatencyFigures>.number(
            "success_rate",
            "Entries of the kind / (entries of the kind + failed attempts); null if both are zero, and for kinds that can't fail.",
            to: 1
        ) { $0.successRate }
        return .latency(field, .ratio, .failedAttempts, kind, countsFailures: true) {
            let entries = $0.add("entries", .count(.entries(.role(.counted))), .count)
            let failed = $0.add("failed", .count(failedAttempts), .count, figure: $0.figure(of: kind, "failed"))
            guard kind.canFail else {
                $0.result(.undefined)
                $0.explainNull(by: .cannotFail(kind))
                return
            }
            let attempts = $0.add("attempts", .sum([entries, failed]), .count)
            $0.result(.quotient(entries, by: attempts))
        }
    }

    private static func beyond(_ kind: LatencyKind) -> FigureMember<LatencyFigures> {
        let field = Field<LatencyFigures>.integer(
            "beyond",
            "The samples above the typical time of their containers' groups; null where there is no typical time."
        ) { $0.beyond }
        return .figure(field, .count, .typical) { figures, place in
            .ofLatency(kind, place, extra: [.beyond], order: .descending) {
                if figures.typical == nil {
                    $0.result(.undefined)
                    $0.explainNull(by: .noTypicalTime(kind))
                } else {
                    $0.result(.count(.entries(.role(.counted), .holds(.beyond))))
                }
            }
        }
    }

    fileprivate static var samples: EvidenceSelection { .reading(.sample) }
    private static var failedAttempts: EvidenceSelection { .entries(.role(.failedAttempt)) }

    /// The group of a kind that stands at `place`.
    fileprivate static func node(of figures: LatencyFigures, _ kind: LatencyKind, at place: FigurePlace) -> ReportNode {
        ReportNode(path: place.path, content: .members(latencies[kind.index].nodes(of: figures, at: place)))
    }

    /// The same of every kind.
    fileprivate static let latencyEntries = latency(of: .start).entries(under: "latency.<kind>")
}

extension Percentile {
    /// `p95_ms`.
    var name: String { "p\(rawValue)_ms" }
}

extension FigureMember {
    /// The figures by kind, as an object in the order of the definitions; CSV has them in a table of their own.
    static func latencies(
        _ name: String = "latency",
        always: LatencyKind? = nil,
        _ read: @escaping @Sendable (Value) -> [LatencyKind: LatencyFigures]
    ) -> Self {
        let field = Field<Value>.jsonOnly("latency", latencySchema(name, always: always)) { value, text in
            let figures = read(value)
            text.object { text in
                for kind in LatencyKind.inOrder {
                    guard let figures = figures[kind] else { continue }
                    text.key(kind.rawValue)
                    Catalogue.latencyShape.write(figures, to: &text)
                }
            }
        }
        return FigureMember(field: field, entries: Catalogue.latencyEntries) { value, place in
            let figures = read(value)
            let place = place.member("latency")
            let members = LatencyKind.inOrder.compactMap { kind in
                figures[kind].map { figures in
                    ReportNode.Member(name: kind.rawValue) {
                        Catalogue.node(of: figures, kind, at: place.member(kind.rawValue))
                    }
                }
            }
            return ReportNode(path: place.path, content: .members(members))
        }
    }
}

/// Kinds without entries are left out.
private func latencySchema(_ name: String, always: LatencyKind?) -> JSONSchema {
    let members = LatencyKind.inOrder.map { kind in
        JSONSchema.Member(name: kind.rawValue, schema: Catalogue.latencyShape.schema, isRequired: kind == always)
    }
    return .named(name, .object(members))
}

extension FigureMember<LatencyFigures> {
    fileprivate static func latency(
        _ field: Field<LatencyFigures>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule,
        _ kind: LatencyKind,
        countsFailures: Bool = false,
        order: SampleOrder = .received,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, rule) { _, place in
            .ofLatency(kind, place, countsFailures: countsFailures, order: order, derive)
        }
    }

    /// `[low, high]`; null with a withheld percentile. In CSV two columns.
    fileprivate static func interval(_ percentile: Percentile, _ kind: LatencyKind) -> Self {
        let name = percentile.name
        let meaning =
            "The 95% confidence interval of the percentile, as [low, high]; an end is null if no sample bounds it."
        let interval = JSONSchema.list(.number(from: 0, to: nil).orNull, from: 2, to: 2)
        let field = Field<LatencyFigures>(
            name: name,
            schema: .named("interval", interval.orNull).described(meaning),
            columns: [name + "_low", name + "_high"],
            writeJSON: { figures, text in
                if let estimate = figures.percentiles[percentile] {
                    text.pair(.number(orNull: estimate.low), .number(orNull: estimate.high))
                } else {
                    text.scalar(.null)
                }
            },
            writeCells: { figures, row in
                let estimate = figures?.percentiles[percentile]
                row.cell(.number(orNull: estimate?.low))
                row.cell(.number(orNull: estimate?.high))
            }
        )
        let entry = CatalogueEntry(path: name + "[]", unit: .milliseconds, rule: .intervals, meaning: meaning)
        return FigureMember(field: field, entries: [entry]) { figures, place in
            let path = place.member(name).path
            guard let estimate = figures.percentiles[percentile] else {
                return ReportNode(path: path, content: .figure(.null, withheld(percentile, kind, place)))
            }
            return ReportNode(
                path: path,
                content: .elements(count: 2, names: { _ in [] }) { index in
                    ReportNode(
                        path: path.appending(.element(index)),
                        content: .figure(
                            .number(orNull: index == 0 ? estimate.low : estimate.high),
                            bound(percentile, isLower: index == 0, kind, place)
                        )
                    )
                }
            )
        }
    }

    private static func withheld(_ percentile: Percentile, _ kind: LatencyKind, _ place: FigurePlace)
        -> FigureDefinition
    {
        FigureDefinition(name: percentile.name, unit: .milliseconds, rule: .intervals, place: place) {
            .ofLatency(kind, place, order: .ascending) {
                $0.addSampleCount(kind)
                $0.result(.percentile(Catalogue.samples, .duration, percentile))
            }
        }
    }

    private static func bound(
        _ percentile: Percentile,
        isLower: Bool,
        _ kind: LatencyKind,
        _ place: FigurePlace
    ) -> FigureDefinition {
        FigureDefinition(name: "x_rank", unit: .milliseconds, rule: .intervals, place: place) {
            .ofLatency(kind, place, order: .ascending) {
                let n = $0.addSampleCount(kind)
                let rank =
                    isLower
                    ? $0.add("lower_rank", .lowerRank(n: n, percentile), .rank)
                    : $0.add("upper_rank", .upperRank(n: n, percentile), .rank)
                $0.focus(.entries, onRank: rank)
                $0.result(.orderStatistic(Catalogue.samples, .duration, rank: rank, further: 0))
            }
        }
    }
}

/// How the evidence lists the samples.
private enum SampleOrder {
    case received, ascending, descending
}

extension ExplanationPlan {
    fileprivate static func ofLatency(
        _ kind: LatencyKind,
        _ place: FigurePlace,
        extra: Set<EvidenceColumn> = [],
        countsFailures: Bool = false,
        order: SampleOrder,
        _ derive: @escaping (inout Derivation) -> Void
    ) -> ExplanationPlan {
        ExplanationPlan(
            place,
            extra: extra.union([.reading]),
            collect: { explained, evidence in
                for position in explained.entriesInRange {
                    let entry = explained.timeline.entries[position]
                    if LatencyKind(entry) == kind {
                        evidence.add(explained.entry(position, as: .counted), as: EvidenceShapes.entries)
                    }
                    guard countsFailures, LatencyKind.failedKind(from: entry.from, to: entry.to) == kind else {
                        continue
                    }
                    evidence.add(explained.entry(position, as: .failedAttempt), as: EvidenceShapes.entries)
                }
            },
            derive: { step in
                if order != .received { step.sort(.entries, by: .duration, descending: order == .descending) }
                derive(&step)
            }
        )
    }
}

extension EvidenceSelection {
    fileprivate static func reading(_ reading: ExplainedEntry.Reading) -> EvidenceSelection {
        .entries(.role(.counted), .equal(.reading, reading.rawValue))
    }
}

extension Derivation {
    @discardableResult
    fileprivate mutating func addSampleCount(_ kind: LatencyKind) -> StepReference {
        add("n", .count(.reading(.sample)), .count, figure: figure(of: kind, "n"))
    }

    fileprivate func figure(of kind: LatencyKind, _ name: String) -> FigurePath {
        figure("latency", kind.rawValue, name)
    }
}
