internal import Study
package import Timelines

/// The search for lasting changes over a history, container by container.
///
/// The figures do not depend on the order in which containers are added. Each container is to be added once.
package struct TrendAnalysis: Sendable {
    let options: TrendOptions
    let symbols: SymbolTable
    private(set) var whole: TrendTotals
    /// Empty unless containers have series of their own.
    private(set) var parts: [(container: Container, tally: TrendTotals)] = []

    // Used anew for each container.
    private var timeline = Timeline()
    private var runs: [DowntimeInterval] = []

    /// An analysis of nothing yet; `symbols` is the table behind all histories to be added.
    package init(options: TrendOptions, symbols: SymbolTable) {
        self.options = options
        self.symbols = symbols
        whole = TrendTotals(buckets: options.buckets.count)
    }

    /// Adds a container with all of its entries before the end of the range; where it has none, with its first instant.
    package mutating func add(_ history: ContainerHistory) {
        let analysis = options.analysis
        timeline.trace(history, until: analysis.range.end, paused: analysis.paused.condition, symbols: symbols)
        var tally = TrendTotals(buckets: options.buckets.count)
        addTime(to: &tally)
        addEntries(to: &tally)
        addRestarts(to: &tally)
        whole.merge(tally)
        if options.byContainer { parts.append((history.container, tally)) }
    }

    private func addTime(to tally: inout TrendTotals) {
        var first = 0
        for stretch in timeline.stretches where stretch.condition == .up || stretch.condition == .down {
            while first < options.buckets.count, options.buckets[first].end <= stretch.interval.start { first += 1 }
            var bucket = first
            while bucket < options.buckets.count, options.buckets[bucket].start < stretch.interval.end {
                let part = stretch.interval.intersection(options.buckets[bucket])
                tally.add(part.length, of: stretch.condition, to: bucket)
                bucket += 1
            }
        }
    }

    private func addEntries(to tally: inout TrendTotals) {
        for entry in timeline.entries[..<timeline.entryCount] {
            if let actor = entry.actor { tally.add(actor: actor, at: entry.at) }
            guard LatencyKind(entry) == .start, let bucket = bucket(of: entry.at) else { continue }
            tally.add(start: entry.duration, in: bucket)
        }
    }

    /// The same episodes as in a stability report: windows that are restarts, and lone restarts that left no window.
    private mutating func addRestarts(to tally: inout TrendTotals) {
        timeline.collectDowntimeIntervals(into: &runs)
        var closers: Set<Int> = []
        for run in runs {
            guard let episode = RestartEpisode(run, of: timeline, gap: options.analysis.restartGap) else { continue }
            closers.insert(episode.closer)
            if let bucket = bucket(of: episode.at) { tally.add(restartIn: bucket) }
        }
        for place in 0..<timeline.coveredEntryCount where !closers.contains(place) {
            let previous = place > 0 ? timeline.entries[place - 1].to : nil
            guard timeline.entries[place].isLoneRestart(after: previous),
                let bucket = bucket(of: timeline.entries[place].at)
            else { continue }
            tally.add(restartIn: bucket)
        }
    }

    private func bucket(of instant: Instant) -> Int? {
        let place = options.buckets.firstPlace { $0.end > instant }
        return place < options.buckets.count && options.buckets[place].contains(instant) ? place : nil
    }
}
