internal import Rendering
internal import Timelines

extension StabilityText {
    /// How long starts took, every percentile with its interval.
    mutating func writeStarts() {
        page.heading("How long starts took (from stopped to running)")
        guard let starts = report.figures.fleet.latency[.start], starts.attempts > 0 else {
            return page.paragraph("No start is logged in the range.", indent: 2)
        }
        if starts.n > 0 {
            var table = TextTable([
                .init(title: "share of starts"), .init(title: "took at most"), .init(title: "95% confidence interval"),
            ])
            for percentile in Percentile.allCases {
                let estimate = starts.percentiles[percentile]
                table.add([
                    "\(percentile.phrase) (p\(percentile.rawValue))",
                    estimate.map { label(milliseconds: $0.value) }
                        ?? "withheld: \(counted(starts.n, "sample")), \(percentile.leastSamples) needed",
                    estimate.map(\.interval) ?? "withheld with it",
                ])
            }
            page.table(table)
        }
        page.paragraph(summary(of: starts), indent: 2)
    }

    private func summary(of starts: LatencyFigures) -> String {
        var sentences: [String] = []
        if let fastest = starts.minimum, let mean = starts.mean, let slowest = starts.maximum {
            sentences.append(
                "\(counted(starts.n, "sample")): fastest \(label(milliseconds: fastest)), mean \(label(milliseconds: mean)), "
                    + "slowest \(label(milliseconds: slowest))."
            )
        } else {
            sentences.append("No start has a usable duration, so there is no latency to tell.")
        }
        if let without = withoutDuration(starts) { sentences.append(without) }
        let entries = starts.attempts - starts.failed
        let share = percentage(Int64(entries), of: Int64(starts.attempts)) ?? "none"
        sentences.append("Attempts that succeeded: \(quantity(entries, "of \(grouped(starts.attempts)) (\(share))")).")
        if starts.n > 0 { sentences.append(confidence) }
        return sentences.joined(separator: " ")
    }

    private func withoutDuration(_ figures: LatencyFigures) -> String? {
        let parts = [
            figures.missing > 0 ? "\(quantity(figures.missing, "more")) without a duration" : nil,
            figures.invalid > 0 ? "\(quantity(figures.invalid, "more")) with an unusable one" : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : "Not counted: \(enumerated(parts))."
    }

    private var confidence: String {
        "An interval holds the true value with 95% confidence."
    }

    /// The other kinds of transitions, a row each.
    mutating func writeOtherLatency() {
        let latency = report.figures.fleet.latency
        let kinds = LatencyKind.inOrder.filter { $0 != .start && (latency[$0]?.attempts ?? 0) > 0 }
        guard !kinds.isEmpty else { return }
        page.heading("How long other transitions took (p50: half took at most this; p95: 19 of 20 did)")
        var table = TextTable([
            .init(title: "kind"), .init(title: "samples", alignment: .right), .init(title: "p50"),
            .init(title: "95% confidence"), .init(title: "p95"), .init(title: "95% confidence"),
        ])
        for kind in kinds {
            guard let figures = latency[kind] else { continue }
            table.add([kind.rawValue, grouped(figures.n)] + cells(.p50, of: figures) + cells(.p95, of: figures))
        }
        page.table(table)
        let failed = kinds.compactMap { kind -> String? in
            guard let figures = latency[kind], figures.failed > 0 else { return nil }
            return quantity(figures.failed, "of \(grouped(figures.attempts)) to \(kind.rawValue)")
        }
        if !failed.isEmpty { page.paragraph("Attempts that ended in failed: \(enumerated(failed)).", indent: 2) }
    }

    private func cells(_ percentile: Percentile, of figures: LatencyFigures) -> [String] {
        guard let estimate = figures.percentiles[percentile] else {
            return ["withheld", "needs \(counted(percentile.leastSamples, "sample"))"]
        }
        return [label(milliseconds: estimate.value), estimate.interval]
    }
}

extension LatencyFigures {
    /// Entries of the kind and attempts at it that ended in failed.
    var attempts: Int { n + missing + invalid + failed }
}

extension PercentileEstimate {
    /// `8.1 s to 8.4 s`; an end that no sample bounds is said in words.
    var interval: String {
        let ends = (low.map(label(milliseconds:)), high.map(label(milliseconds:)))
        return switch ends {
        case (let low?, let high?): "\(low) to \(high)"
        case (let low?, nil): "\(low) or more"
        case (nil, let high?): "\(high) or less"
        case (nil, nil): "too few samples"
        }
    }
}

extension Percentile {
    fileprivate var phrase: String {
        switch self {
        case .p50: "half"
        case .p75: "3 of 4"
        case .p90: "9 of 10"
        case .p95: "19 of 20"
        case .p99: "99 of 100"
        }
    }
}
