import Statistics
package import Timelines

extension TrendAnalysis {
    /// Buckets on each side of a change at least: fewer are a spike, not a level.
    package static let leastSegment = 5
    /// Stated, so that everyone draws the same random orders; each series begins with it anew.
    package static let seed: UInt64 = 1
    /// In longer series the smallest change that would have been found is not looked for: it takes several searches.
    private static let mostForSensitivity = 400

    /// The series of the containers added so far, with their changes. `surroundings` tells what is known to have happened in an
    /// interval to a container (nil: to any), beside first entries of actors.
    package func figures(surroundings: (Interval, ContainerID?) -> [TrendEvent] = { _, _ in [] }) -> TrendFigures {
        // 1. Every series.
        let scopes =
            [TrendScope(tally: whole)]
            + parts.sorted { $0.container.id < $1.container.id }.map {
                TrendScope(container: $0.container, tally: $0.tally)
            }
        let all = scopes.flatMap { scope in
            options.metrics.map { TrendReading(scope: scope, metric: $0, buckets: options.buckets) }
        }
        let tested = all.count { $0.points.count >= 2 * TrendAnalysis.leastSegment }
        // 2. The share of each in the probability of a false alarm (Bonferroni), and orders enough to tell as small a p value.
        let share = options.significance / Double(max(1, tested))
        let segmentation = DivisiveSegmentation(
            leastSegment: TrendAnalysis.leastSegment,
            significance: share,
            permutations: max(999, Int((4 / share).rounded(.up)) - 1)
        )
        // 3. The changes in each.
        return TrendFigures(
            series: all.map { series(of: $0, segmentation, tested: tested, surroundings) },
            span: span,
            tested: tested,
            permutations: segmentation.permutations
        )
    }

    private var span: Interval? {
        guard let first = options.buckets.first, let last = options.buckets.last else { return nil }
        return Interval(start: first.start, end: last.end)
    }

    private func series(
        of reading: TrendReading,
        _ segmentation: DivisiveSegmentation,
        tested: Int,
        _ surroundings: (Interval, ContainerID?) -> [TrendEvent]
    ) -> TrendSeries {
        var generator = SplitMix64(seed: TrendAnalysis.seed)
        let values = reading.points.map(\.value)
        let found = segmentation.changePoints(of: values, using: &generator)
        let lasting = reading.withoutSmall(found, leastEffect: options.leastEffect)
        var series = TrendSeries(
            containerID: reading.scope.container?.id,
            containerName: reading.scope.container?.name,
            metric: reading.metric,
            buckets: options.buckets.count,
            points: reading.points,
            isTested: reading.points.count >= segmentation.leastCount,
            level: reading.level(over: reading.points.indices)
        )
        series.changes = lasting.indices.map { number in
            change(number, of: lasting, in: reading, tested: tested, surroundings)
        }
        let isWhole = reading.scope.container == nil
        if lasting.isEmpty, isWhole, let level = series.level, values.count <= TrendAnalysis.mostForSensitivity {
            let step = segmentation.smallestFoundStep(in: values, sign: reading.metric.worse, using: &generator)
            series.smallestFound = step.map { max($0, options.leastEffect * reading.metric.base(of: level)) }
        }
        return series
    }

    private func change(
        _ number: Int,
        of changes: [ChangePoint],
        in reading: TrendReading,
        tested: Int,
        _ surroundings: (Interval, ContainerID?) -> [TrendEvent]
    ) -> TrendChange {
        let index = changes[number].index
        let begin = number > 0 ? changes[number - 1].index : 0
        let end = number + 1 < changes.count ? changes[number + 1].index : reading.points.count
        let before = reading.level(over: begin..<index) ?? 0
        let after = reading.level(over: index..<end) ?? 0
        let last = reading.points[index - 1].interval
        let first = reading.points[index].interval
        let around = Interval(start: last.start, end: first.end)
        let base = reading.metric.base(of: before)
        let met = reading.scope.tally.actors.filter { around.contains($0.value) }
        let actors = met.map { TrendEvent(kind: .actor, name: symbols[$0.key], at: $0.value) }
        return TrendChange(
            at: first.start,
            notBefore: last.end,
            before: before,
            after: after,
            relative: base > 0 ? (after - before) * reading.metric.worse / base : nil,
            isWorse: (after - before) * reading.metric.worse > 0,
            pValue: changes[number].pValue,
            adjustedPValue: min(1, changes[number].pValue * Double(tested)),
            bucketsBefore: index - begin,
            bucketsAfter: end - index,
            events: (actors + surroundings(around, reading.scope.container?.id)).sorted(by: TrendEvent.precedes)
        )
    }
}
