package import Periods
internal import ServiceLevels
internal import Statistics
internal import Study
internal import Timelines

/// Puts the figures of two ranges beside each other, and tests what can be tested.
package struct Comparison: Sendable {
    let options: GateOptions

    /// Of the options `alpha`, `minSamples` and `confidence` count; a least effect is not asked for.
    package init(_ options: GateOptions = .standard) {
        self.options = options
    }

    /// The figures of `now` beside those of `before`, which is of the earlier `range`.
    ///
    /// Throws: `overlappingRanges`.
    package func figures(
        of now: ComparedSide,
        with before: ComparedSide,
        over range: ReportRange
    ) throws(GateError) -> ComparisonFigures {
        ComparisonFigures(
            range: range.interval,
            name: range.name,
            coverage: before.figures.coverage,
            unknown: before.figures.fleet.availability.unknown,
            inServiceBefore: before.inService,
            inServiceNow: now.inService,
            options: options,
            figures: judged(
                fleet(now, before) + (try latency(now, before))
                    // Entries come several to one deed, so that no test of a rate fits them.
                    + [row(.entries, now, before, .oneNumber)]
            )
        )
    }

    private func fleet(_ now: ComparedSide, _ before: ComparedSide) -> [MeasuredFigure] {
        [
            row(.availability, now, before, .oneNumber), row(.unplanned, now, before, .oneNumber),
            row(.down, now, before, .oneNumber), row(.windows, now, before, .oneNumber),
            rate(.openedPerDay, now, before) { $0.downtime.failures },
            row(.meanTimeToRecovery, now, before, .oneNumber), row(.restarts, now, before, .byRate),
            rate(.restartsPerDay, now, before) { $0.restarts.count },
        ]
    }

    /// A figure that is not tested, for that reason or because a side does not have it.
    private func row(
        _ name: ComparedFigure.Name,
        _ now: ComparedSide,
        _ before: ComparedSide,
        _ reason: ChangeFinding.Reason
    ) -> MeasuredFigure {
        row(name, (before: before.value(of: name), now: now.value(of: name)), reason)
    }

    private func row(
        _ name: ComparedFigure.Name,
        _ values: (before: Double?, now: Double?),
        _ reason: ChangeFinding.Reason
    ) -> MeasuredFigure {
        let isKnown = values.before != nil && values.now != nil
        return MeasuredFigure(
            name: name,
            before: values.before,
            now: values.now,
            measurement: .untested(isKnown ? reason : .unknown)
        )
    }

    /// A count as a rate over time in service, tested as that of a Poisson process.
    private func rate(
        _ name: ComparedFigure.Name,
        _ now: ComparedSide,
        _ before: ComparedSide,
        _ count: (FleetFigures) -> Int
    ) -> MeasuredFigure {
        let counts = (before: count(before.figures.fleet), now: count(now.figures.fleet))
        let test = PoissonRatesTest(
            before: counts.before,
            exposure: Double(before.inService.milliseconds),
            now: counts.now,
            exposure: Double(now.inService.milliseconds)
        )
        let untested = row(name, (before: before.perDay(counts.before), now: now.perDay(counts.now)), .noEvents)
        guard let test else { return untested }
        return MeasuredFigure(
            name: name,
            before: untested.before,
            now: untested.now,
            measurement: .tested(ChangeMeasurement(method: .poissonRates, p: test.p))
        )
    }

    /// p50 and p95 of `start`, and of every other kind that has samples in either range.
    private func latency(_ now: ComparedSide, _ before: ComparedSide) throws(GateError) -> [MeasuredFigure] {
        var figures: [MeasuredFigure] = []
        for kind in LatencyKind.inOrder {
            guard let old = before.samples(of: kind), let new = now.samples(of: kind),
                kind == .start || old.pooled.n + new.pooled.n > 0
            else { continue }
            for comparison in try Gate(options).comparisons(of: new, with: old) where comparison.group == nil {
                figures += percentiles(of: kind, comparison)
            }
        }
        return figures
    }

    /// The test is one of all samples, and stands beside the p50.
    private func percentiles(of kind: LatencyKind, _ comparison: GateComparison) -> [MeasuredFigure] {
        let (old, new) = (comparison.baseline, comparison.candidate)
        let isP95Known = old.p95 != nil && new.p95 != nil
        return [
            MeasuredFigure(
                name: .p50(kind),
                before: old.p50,
                now: new.p50,
                measurement: ChangeMeasurement(comparison, minSamples: options.minSamples)
                    .map(Measurement.tested) ?? .untested(.tooFewSamples)
            ),
            MeasuredFigure(
                name: .p95(kind),
                before: old.p95,
                now: new.p95,
                measurement: .untested(isP95Known ? .oneNumber : .unknown)
            ),
        ]
    }
}

/// A figure of both ranges, and what a test of its change found before that is judged.
struct MeasuredFigure: Sendable {
    let name: ComparedFigure.Name
    let before: Double?
    let now: Double?
    let measurement: Measurement
}

enum Measurement: Sendable {
    case tested(ChangeMeasurement)
    case untested(ChangeFinding.Reason)
}

/// What a test of one change found.
struct ChangeMeasurement: Sendable {
    let method: ChangeTest.Method
    let p: Double
    private(set) var shift: Double?
    private(set) var shiftLow: Double?
    private(set) var shiftHigh: Double?

    init(method: ChangeTest.Method, p: Double) {
        self.method = method
        self.p = p
    }

    /// Nil where a side has fewer samples than are asked for.
    init?(_ comparison: GateComparison, minSamples: Int) {
        guard min(comparison.baseline.n, comparison.candidate.n) >= minSamples, let p = comparison.p else { return nil }
        self.init(method: .mannWhitney, p: p)
        shift = comparison.shift
        shiftLow = comparison.shiftLow
        shiftHigh = comparison.shiftHigh
    }
}

extension Comparison {
    /// The figures with their findings, every p adjusted by Holm's method over all that were tested.
    func judged(_ figures: [MeasuredFigure]) -> [ComparedFigure] {
        let tests = figures.compactMap { figure in
            if case .tested(let measured) = figure.measurement { measured } else { nil }
        }
        var adjusted = HolmAdjustment.adjusted(tests.map(\.p))[...]
        return figures.map { figure in
            ComparedFigure(
                figure.name,
                before: figure.before,
                now: figure.now,
                finding: finding(figure.measurement, &adjusted)
            )
        }
    }

    private func finding(_ measurement: Measurement, _ adjusted: inout ArraySlice<Double>) -> ChangeFinding {
        switch measurement {
        case .untested(let reason): return .untested(reason)
        case .tested(let measured):
            let own = adjusted.popFirst() ?? 1
            return .tested(
                ChangeTest(
                    measured.method,
                    p: measured.p,
                    adjustedP: own,
                    isBeyondChance: own < options.alpha,
                    shift: measured.shift,
                    shiftLow: measured.shiftLow,
                    shiftHigh: measured.shiftHigh
                )
            )
        }
    }
}

extension StoreQueries {
    /// The stability report beside the figures of the `earlier` range; `ifKnown` leaves these out where the status of no container is
    /// known in it. `listed` limits windows and restarts, no total. Without a limit these are made while they are written.
    package func stabilityReport(
        over range: ReportRange,
        comparedWith earlier: ReportRange,
        ifKnown: Bool = false,
        listed: Int?
    ) async throws -> StabilityReport {
        let now = try await comparedSide(
            over: range.interval,
            listed: listed,
            parts: range.halfDays,
            streaming: listed == nil
        )
        // Of windows and restarts the totals are enough.
        let before = try await comparedSide(over: earlier.interval, listed: 1)
        let isCompared = !ifKnown || before.inService > .zero
        var figures = now.figures
        for index in figures.groups.indices where isCompared {
            let name = ExactText(figures.groups[index].group.name)
            let same = before.figures.groups.first { ExactText($0.group.name) == name }
            figures.groups[index].previous = same.map(PreviousService.init)
        }
        var report = StabilityReport(
            range: range.interval,
            timezone: range.clock.identifier,
            name: range.name,
            options: choices.listing(listed),
            log: log,
            figures: figures,
            comparison: isCompared ? try Comparison().figures(of: now, with: before, over: earlier) : nil
        )
        report.lists = now.lists
        return report
    }

    private func comparedSide(
        over range: Interval,
        listed: Int?,
        parts: [Interval] = [],
        streaming: Bool = false
    ) async throws -> ComparedSide {
        let found = try await figures(
            over: range,
            listed: listed,
            parts: parts,
            gathering: LatencyKind.inOrder.map { SampleCollection(kind: $0, range: range, symbols: symbols) },
            streaming: streaming
        )
        return ComparedSide(figures: found.figures, lists: found.lists, samples: found.samples)
    }
}
