import Statistics
internal import Study
package import Timelines

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
        over range: Interval
    ) throws(GateError) -> ComparisonFigures {
        ComparisonFigures(
            range: range,
            coverage: before.figures.coverage,
            unknown: before.figures.fleet.availability.unknown,
            inServiceBefore: before.inService,
            inServiceNow: now.inService,
            options: options,
            figures: judged(
                fleet(now, before) + (try latency(now, before))
                    // Entries come several to one deed, so that no test of a rate fits them.
                    + [row(.entries, now, before, .oneNumber) { $0.seen($0.figures.quality.entries) }]
            )
        )
    }

    private func fleet(_ now: ComparedSide, _ before: ComparedSide) -> [MeasuredFigure] {
        [
            row(.availability, now, before, .oneNumber) { $0.figures.fleet.availability.ratio },
            row(.unplanned, now, before, .oneNumber) { $0.figures.fleet.availability.unplanned },
            row(.down, now, before, .oneNumber) { side in
                side.inService > .zero ? Double(side.figures.fleet.availability.down.milliseconds) : nil
            },
            row(.windows, now, before, .oneNumber) { $0.seen($0.figures.fleet.downtime.windows) },
            rate(.openedPerDay, now, before) { $0.downtime.failures },
            row(.meanTimeToRecovery, now, before, .oneNumber) { $0.figures.fleet.downtime.meanTimeToRecovery },
            row(.restarts, now, before, .byRate) { $0.seen($0.figures.fleet.restarts.count) },
            rate(.restartsPerDay, now, before) { $0.restarts.count },
        ]
    }

    /// A figure that is not tested, for that reason or because a side does not have it.
    private func row(
        _ name: ComparedFigure.Name,
        _ now: ComparedSide,
        _ before: ComparedSide,
        _ reason: ChangeFinding.Reason,
        _ read: (ComparedSide) -> Double?
    ) -> MeasuredFigure {
        let values = (before: read(before), now: read(now))
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
        let untested = row(name, now, before, .noEvents) { $0.perDay(count($0.figures.fleet)) }
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
