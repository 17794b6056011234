import Statistics
package import Study
package import Timelines

/// The search for lasting changes over a history, container by container.
///
/// The figures do not depend on the order in which containers are added. Each container is to be added once.
package struct TrendAnalysis: Sendable {
    private let search: TrendSearch
    private let buckets: [Interval]
    private let symbols: SymbolTable
    private var coverageTotals: CoverageTotals
    private(set) var whole: TrendTotals
    /// Empty unless containers have series of their own.
    private(set) var parts: [(container: Container, totals: TrendTotals)] = []

    /// An analysis of nothing yet. The buckets are in order, each beginning where the one before it ends, and lie in the range of
    /// `options`, which those of the studies to be added are.
    package init(_ search: TrendSearch, buckets: [Interval], options: AnalysisOptions, symbols: SymbolTable) {
        self.search = search
        self.buckets = buckets
        self.symbols = symbols
        coverageTotals = CoverageTotals(over: options.range)
        whole = TrendTotals(buckets: buckets.count)
    }

    /// How far the containers added so far are covered.
    package var coverage: CoverageFigures { coverageTotals.figures }

    /// Whether the smallest change is looked for that would have been found where none was.
    package var measuresSensitivity = true

    /// Adds a container.
    package mutating func add(_ study: ContainerStudy) {
        coverageTotals.add(study)
        var totals = TrendTotals(buckets: buckets.count)
        addTime(of: study, to: &totals)
        for entry in study.timeline.entries[..<study.timeline.entryCount] {
            if let actor = entry.actor { totals.add(actor: actor, at: entry.at) }
            guard LatencyKind(entry) == .start, let bucket = bucket(of: entry.at) else { continue }
            totals.add(start: entry.duration, in: bucket)
        }
        for restart in study.restarts {
            if let bucket = bucket(of: restart.at) { totals.add(restartIn: bucket) }
        }
        whole.merge(totals)
        if search.byContainer { parts.append((study.container, totals)) }
    }

    /// Adds what `other` has of other containers.
    package mutating func merge(_ other: TrendAnalysis) {
        coverageTotals.merge(other.coverageTotals)
        whole.merge(other.whole)
        parts += other.parts
    }

    private func addTime(of study: ContainerStudy, to totals: inout TrendTotals) {
        var first = 0
        for stretch in study.timeline.stretches where stretch.condition == .up || stretch.condition == .down {
            while first < buckets.count, buckets[first].end <= stretch.interval.start { first += 1 }
            var bucket = first
            while bucket < buckets.count, buckets[bucket].start < stretch.interval.end {
                let part = stretch.interval.intersection(buckets[bucket])
                totals.add(part.length, of: stretch.condition, to: bucket)
                bucket += 1
            }
        }
    }

    private func bucket(of instant: Instant) -> Int? {
        let index = buckets.partitioningIndex { $0.end > instant }
        return index < buckets.count && buckets[index].contains(instant) ? index : nil
    }
}

extension TrendAnalysis {
    /// Buckets on each side of a change at least: fewer are a spike, not a level.
    package static let leastSegment = 5
    /// Stated, so that everyone draws the same random orders; each series begins with it anew.
    package static let seed: UInt64 = 1
    /// In longer series the smallest change that would have been found is not looked for: it takes several searches.
    private static let mostForSensitivity = 400

    /// The series of the containers added so far, with their changes. `surroundings` gives what is known to have happened in an
    /// interval to a container (nil: to any), beside first entries of actors.
    package func figures(
        surroundings: (Interval, ContainerID?) -> [TrendEvent] = { _, _ in [] }
    ) async -> TrendFigures {
        // 1. Every series.
        let scopes =
            [TrendScope(totals: whole)]
            + parts.sorted { $0.container.id < $1.container.id }.map {
                TrendScope(container: $0.container, totals: $0.totals)
            }
        let all = scopes.flatMap { scope in
            search.metrics.map { TrendReading(scope: scope, metric: $0, buckets: buckets) }
        }
        let tested = all.count { $0.points.count >= 2 * TrendAnalysis.leastSegment }
        // 2. The share of each in the probability of a false alarm (Bonferroni), and orders enough to show as small a p value.
        let share = search.alpha / Double(max(1, tested))
        let segmentation = DivisiveSegmentation(
            leastSegment: TrendAnalysis.leastSegment,
            significance: share,
            permutations: max(999, Int((2 / share).rounded(.up)) - 1)
        )
        // 3. The changes in each, on as many threads as there are.
        let found = await withTaskGroup(of: (Int, SearchedSeries).self) { group in
            for (number, reading) in all.enumerated() {
                group.addTask { (number, result(of: reading, segmentation)) }
            }
            return await group.reduce(into: [Int: SearchedSeries]()) { $0[$1.0] = $1.1 }
        }
        return TrendFigures(
            series: all.enumerated().map { number, reading in
                series(of: reading, found[number] ?? SearchedSeries(), segmentation, tested: tested, surroundings)
            },
            span: span,
            tested: tested,
            permutations: segmentation.permutations
        )
    }

    private var span: Interval? {
        guard let first = buckets.first, let last = buckets.last else { return nil }
        return Interval(start: first.start, end: last.end)
    }

    /// What the random orders tell of a series.
    private struct SearchedSeries: Sendable {
        var changes: [ChangePoint] = []
        /// About the smallest change for the worse that would have been found.
        var smallestFound: Double?
    }

    private func result(of reading: TrendReading, _ segmentation: DivisiveSegmentation) -> SearchedSeries {
        var generator = SplitMix64(seed: TrendAnalysis.seed)
        let values = reading.points.map(\.value)
        let found = segmentation.changePoints(of: values, using: &generator)
        var searched = SearchedSeries(changes: reading.withoutSmall(found, leastEffect: search.leastEffect))
        let isWhole = reading.scope.container == nil
        if measuresSensitivity, searched.changes.isEmpty, isWhole, values.count <= TrendAnalysis.mostForSensitivity,
            let level = reading.level(over: reading.points.indices)
        {
            let step = segmentation.smallestFoundStep(in: values, sign: reading.metric.worse, using: &generator)
            searched.smallestFound = step.map { max($0, search.leastEffect * reading.metric.base(of: level)) }
        }
        return searched
    }

    private func series(
        of reading: TrendReading,
        _ searched: SearchedSeries,
        _ segmentation: DivisiveSegmentation,
        tested: Int,
        _ surroundings: (Interval, ContainerID?) -> [TrendEvent]
    ) -> TrendSeries {
        var series = TrendSeries(
            containerID: reading.scope.container?.id,
            containerName: reading.scope.container?.name,
            metric: reading.metric,
            buckets: buckets.count,
            points: reading.points,
            isTested: reading.points.count >= segmentation.leastCount,
            level: reading.level(over: reading.points.indices)
        )
        series.changes = searched.changes.indices.map { number in
            change(number, of: searched.changes, in: reading, tested: tested, surroundings)
        }
        series.smallestFound = searched.smallestFound
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
        let met = reading.scope.totals.actors.filter { around.contains($0.value) }
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
