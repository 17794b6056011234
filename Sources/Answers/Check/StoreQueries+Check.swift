package import Periods
package import Study
package import Timelines

extension StoreQueries {
    /// The samples of `kind` over `range` beside the range's figures, each reader's part on a thread of its own.
    package func gateRange(
        over range: Interval,
        kind: LatencyKind,
        grouping: GateGrouping?
    ) async throws -> GateRange {
        let none = SampleCollection(kind: kind, range: range, grouping: grouping, symbols: symbols)
        // Of windows and restarts the totals are enough.
        let found = try await figures(over: range, listed: 1, gathering: [none])
        return GateRange(
            samples: found.samples.first ?? none.samples,
            figures: found.figures
        )
    }

    /// The range as a baseline, as it would be kept in a file.
    package func savedBaseline(_ side: GateRange, timezone: String) -> SavedBaseline {
        SavedBaseline(
            samples: side.samples,
            timezone: timezone,
            scope: GateScope(containers: choices.containers, projects: choices.projects),
            logSize: log.size,
            logRoot: log.root,
            stale: side.figures.coverage.stale
        )
    }

    /// What the gate says of the candidate.
    package func checkReport(
        of candidate: GateRange,
        over range: ReportRange,
        against baseline: GateBaseline?,
        _ question: GateQuestion
    ) throws -> CheckReport {
        CheckReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices.stated(),
            log: log,
            coverage: candidate.figures.coverage,
            baseline: baseline?.stated,
            figures: try Gate(question.options).figures(
                of: candidate.samples,
                figures: candidate.figures,
                against: baseline?.samples,
                baselineStale: baseline?.stale ?? [],
                budgets: question.budgets
            )
        )
    }

    /// Whether the gate could fail for the candidate, beside a baseline of that size.
    package func selfTestReport(
        of candidate: GateRange,
        over range: ReportRange,
        against baseline: GateBaseline?,
        _ question: GateQuestion
    ) throws -> SelfTestReport {
        let gate = Gate(question.options)
        // What can't be compared can't be tested either.
        if let baseline { _ = try gate.comparisons(of: candidate.samples, with: baseline.samples) }
        return SelfTestReport(
            range: range.interval,
            timezone: range.clock.identifier,
            kind: question.kind,
            grouping: question.grouping,
            options: choices.stated(),
            log: log,
            figures: gate.selfTest(of: candidate.samples, against: baseline?.samples)
        )
    }
}
