internal import Rendering
internal import Study
internal import Timelines

extension LatencyFigure {
    func definition(of scope: FigureScope, _ kind: LatencyKind, _ basis: ExplanationBasis) -> FigureDefinition {
        FigureDefinition(
            rule: rule,
            containers: basis.needed(for: scope),
            extra: [.reading],
            collect: { explained, evidence in
                for position in explained.entriesInRange {
                    let entry = explained.timeline.entries[position]
                    let isCounted = LatencyKind(entry) == kind
                    if isCounted { evidence.add(explained.entry(position, as: .counted), as: EvidenceShapes.entries) }
                    guard countsFailures, LatencyKind.failedKind(from: entry.from, to: entry.to) == kind else {
                        continue
                    }
                    evidence.add(explained.entry(position, as: .failedAttempt), as: EvidenceShapes.entries)
                }
            },
            derive: { derivation in
                if needsOrder {
                    derivation.sort(.entries, by: .duration, descending: self == .plain(.maximum))
                }
                derive(scope, kind, &derivation)
            }
        )
    }

    private var rule: DefinitionRule {
        switch self {
        case .plain(.n), .plain(.missing), .plain(.invalid), .plain(.minimum), .plain(.mean), .plain(.maximum): .samples
        case .plain(.failed), .plain(.successRate): .failedAttempts
        case .percentile: .percentiles
        case .interval, .bound: .intervals
        }
    }

    private var countsFailures: Bool {
        switch self {
        case .plain(.failed), .plain(.successRate): true
        default: false
        }
    }

    private var needsOrder: Bool {
        switch self {
        case .plain(.minimum), .plain(.maximum), .percentile, .interval, .bound: true
        case .plain: false
        }
    }

    private func derive(_ scope: FigureScope, _ kind: LatencyKind, _ derivation: inout Derivation) {
        let samples = EvidenceSelection.reading(.sample)
        switch self {
        case .plain(.n): derivation.add("n", .count(samples), .count)
        case .plain(.missing): derivation.add("missing", .count(.reading(.missing)), .count)
        case .plain(.invalid): derivation.add("invalid", .count(.reading(.invalid)), .count)
        case .plain(.minimum): derivation.add("min_ms", .least(samples, .duration))
        case .plain(.maximum): derivation.add("max_ms", .greatest(samples, .duration))
        case .plain(.mean):
            derivation.addSampleCount(scope, kind)
            derivation.add("mean_ms", .mean(samples, .duration))
        case .plain(.failed): derivation.add("failed", .count(.entries(.role(.failedAttempt))), .count)
        case .plain(.successRate):
            let entries = derivation.add("entries", .count(.entries(.role(.counted))), .count)
            let failed = derivation.add(
                "failed",
                .count(.entries(.role(.failedAttempt))),
                .count,
                figure: .latency(scope, kind, .plain(.failed))
            )
            guard kind.canFail else {
                derivation.add("success_rate", .undefined, .ratio)
                derivation.explainNull(by: .cannotFail(kind))
                return
            }
            let attempts = derivation.add("attempts", .sum([entries, failed]), .count)
            derivation.add("success_rate", .quotient(entries, by: attempts), .ratio)
        case .percentile(let percentile):
            let n = derivation.addSampleCount(scope, kind)
            if derivation.count(n) * (100 - percentile.rawValue) >= 100 {
                let rank = derivation.add("rank", .percentileRank(n: n, percentile), .rank)
                derivation.add("x_rank", .orderStatistic(samples, .duration, rank: rank, further: 0))
                derivation.add("x_next", .orderStatistic(samples, .duration, rank: rank, further: 1))
                derivation.focus(.entries, onRank: rank)
            }
            derivation.add(percentile.name, .percentile(samples, .duration, percentile))
        case .interval(let percentile):
            derivation.addSampleCount(scope, kind)
            derivation.add(percentile.name, .percentile(samples, .duration, percentile))
        case .bound(let percentile, let end):
            let n = derivation.addSampleCount(scope, kind)
            let rank = derivation.add(
                end == .lower ? "lower_rank" : "upper_rank",
                end == .lower ? .lowerRank(n: n, percentile) : .upperRank(n: n, percentile),
                .rank
            )
            derivation.focus(.entries, onRank: rank)
            derivation.add("x_rank", .orderStatistic(samples, .duration, rank: rank, further: 0))
        }
    }
}

extension EvidenceSelection {
    fileprivate static func reading(_ reading: ExplainedEntry.Reading) -> EvidenceSelection {
        .entries(.role(.counted), .equal(.reading, reading.rawValue))
    }
}

extension Derivation {
    @discardableResult
    fileprivate mutating func addSampleCount(_ scope: FigureScope, _ kind: LatencyKind) -> StepReference {
        add("n", .count(.reading(.sample)), .count, figure: .latency(scope, kind, .plain(.n)))
    }
}
