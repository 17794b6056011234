internal import ServiceLevels
package import Timelines

/// All that is worked out of one container's history over a range: its timeline, downtime intervals, restarts and coverage.
///
/// Every answer is a fold over it, so that no two of them can count differently. Reusable: it keeps its buffers from one
/// container to the next, so that a pass over many allocates next to nothing.
package struct ContainerStudy: Sendable {
    package let options: AnalysisOptions
    /// The table behind all histories to be studied.
    package let symbols: SymbolTable

    /// Whose history was studied last.
    package private(set) var container = Container(id: ContainerID(""))
    package private(set) var timeline = Timeline()
    /// The indices of the entries in the range.
    package private(set) var entriesInRange = 0..<0
    /// All of them by start, whatever the range.
    package private(set) var intervals: [DowntimeInterval] = []
    /// The indices of the intervals in the range: those that begin before its end and end not before its start.
    package private(set) var intervalsInRange = 0..<0
    /// The indices of the intervals in the range, and of those that an error budget reaches back to.
    package private(set) var intervalsInScope = 0..<0
    /// The declared maintenance that the intervals in scope can lie in.
    package private(set) var maintenance = IntervalSet([])
    /// Those that were back in running in the range, in the order of the log.
    package private(set) var restarts: [RestartEpisode] = []
    /// In the order of `options.groups`; empty where nobody asks for service levels.
    let services: [ServiceCalendar]
    /// From where on the history matters: the start of the range, or of the longest error budget.
    package let scope: Instant
    let classifier: ActorClassifier

    /// A study of nothing yet. Service levels can't be judged over a range that has no bounds.
    package init(options: AnalysisOptions, symbols: SymbolTable, judgingService: Bool = true) {
        self.options = options
        self.symbols = symbols
        services = judgingService ? options.groups.groups.map { ServiceCalendar($0, over: options.range) } : []
        scope = services.compactMap(\.budget?.start).reduce(options.range.start) { min($0, $1) }
        classifier = ActorClassifier(rules: options.actorRules, symbols: symbols)
    }

    /// The study of `history`.
    package init(
        of history: ContainerHistory,
        options: AnalysisOptions,
        symbols: SymbolTable,
        judgingService: Bool = true
    ) {
        self.init(options: options, symbols: symbols, judgingService: judgingService)
        study(history)
    }

    /// Replaces it with the study of `history`: all of the container's entries before the end of the range; where it has none,
    /// its first instant.
    package mutating func study(_ history: ContainerHistory) {
        trace(history)
        findDowntime()
        findMaintenance()
        findRestarts()
    }

    // MARK: Step by step, for questions that need a part only

    /// Begins the study of `history` with its timeline; everything else is empty until it is looked for.
    package mutating func trace(_ history: ContainerHistory) {
        container = history.container
        timeline.trace(history, until: options.range.end, paused: options.paused.condition, symbols: symbols)
        let first = timeline.entries.count(before: options.range.start)
        entriesInRange = min(first, timeline.entryCount)..<timeline.entryCount
        intervals.removeAll(keepingCapacity: true)
        intervalsInRange = 0..<0
        intervalsInScope = 0..<0
        maintenance = IntervalSet([])
        restarts.removeAll(keepingCapacity: true)
    }

    /// Finds the downtime intervals, but for whether they were planned.
    package mutating func findDowntime() {
        timeline.collectDowntime(into: &intervals)
        var (firstInScope, first, end) = (0, 0, 0)
        for index in intervals.indices {
            intervals[index].inRange = intervals[index].interval.intersection(options.range).length
            // They stand in the order of their starts, which is that of their ends.
            if intervals[index].end < scope { firstInScope = index + 1 }
            if intervals[index].end < options.range.start { first = index + 1 }
            if intervals[index].start < options.range.end { end = index + 1 }
        }
        intervalsInRange = first..<max(first, end)
        intervalsInScope = firstInScope..<max(firstInScope, end)
    }

    /// Finds the declared maintenance, and which of the downtime intervals it planned.
    ///
    /// How far back that is asked for, the intervals decide: a log can be older than any listing says its container is.
    package mutating func findMaintenance() {
        guard let first = intervalsInScope.first, let last = intervalsInScope.last else { return }
        // An empty interval at the end lies in what begins there.
        let needed = Interval(start: intervals[first].start, end: intervals[last].end + TimeSpan(milliseconds: 1))
        maintenance = IntervalSet(options.maintenance(container, needed))
        guard !maintenance.intervals.isEmpty else { return }
        for index in intervals.indices { intervals[index].isPlanned = maintenance.covers(intervals[index].interval) }
    }

    /// Finds the restarts: downtime intervals that are one, and `running → running` entries that left no interval.
    package mutating func findRestarts() {
        let single = timeline.singleEntryRestarts
        var next = single.partitioningIndex { $0 >= entriesInRange.lowerBound }
        for index in intervalsInRange {
            let found = RestartEpisode(intervals[index], index: index, of: timeline, gap: options.restartGap)
            guard let found, options.range.contains(found.at) else { continue }
            // Both are in the order of the log; one that left an interval is in both.
            while next < single.count, single[next] <= found.closer {
                if single[next] < found.closer {
                    restarts.append(RestartEpisode(withoutInterval: single[next], of: timeline))
                }
                next += 1
            }
            restarts.append(found)
        }
        for entry in single[next...] {
            restarts.append(RestartEpisode(withoutInterval: entry, of: timeline))
        }
    }
}

extension ContainerStudy {
    // MARK: Time

    /// How the time of the range divides; needs the maintenance.
    package var availability: AvailabilityFigures {
        timeline.availability(in: options.range, maintenance: maintenance)
    }

    /// How much of the range is unknown.
    package var unknownTime: TimeSpan { timeline.unknownTime(in: options.range) }

    /// The last stretch of the covered part of the range; nil where no part of it is covered. Deletion needs no coverage.
    package var lastCoveredStretch: Stretch? {
        let covered = timeline.stretches.last {
            $0.interval.start < $0.interval.end && $0.basis != .unknown(.notCovered)
        }
        guard let covered, covered.interval.end > options.range.start else { return nil }
        return covered
    }

    /// The status just before the end of the covered part of the range; nil where it is unknown or the container does not exist.
    package var finalStatus: Status? { lastCoveredStretch?.status }

    // MARK: Coverage

    package var isGone: Bool { container.goneSince != nil }

    /// Whether its last entry before the end of the range deleted it.
    package var isDeleted: Bool { timeline.entryCount > 0 && timeline.entries[timeline.entryCount - 1].to == .deleted }

    /// Whether it is there, and covered until before the end of the range only.
    package var isStale: Bool {
        !isGone && !isDeleted && container.coveredUntil ?? .distantPast < options.range.end
    }

    // MARK: Entries and intervals

    /// The status that the entry before the one at `index` led to; nil where there is none.
    @inlinable
    package func status(before index: Int) -> Status? {
        index > 0 ? timeline.entries[index - 1].to : nil
    }

    /// The index of the downtime interval that the entry at `index` opened; nil where it opened none.
    package func interval(openedBy index: Int) -> Int? {
        // An interval without an opener comes before all entries.
        let found = intervals.partitioningIndex { $0.opener ?? -1 >= index }
        return found < intervals.count && intervals[found].opener == index ? found : nil
    }

    /// Whether mean time between failures counts it: opened in range, neither planned nor by `pause`.
    package func isFailure(_ interval: DowntimeInterval) -> Bool {
        guard options.range.contains(interval.start), !interval.isPlanned else { return false }
        return interval.opener.map { !timeline.entries[$0].namesPause } ?? true
    }

    /// The listings in the range that contradict the log.
    package var drift: [Drift] {
        timeline.drift(of: container, in: options.range, symbols: symbols)
    }
}

extension Entry {
    /// Whether its operation, written or derived, is `pause`.
    fileprivate var namesPause: Bool {
        switch operationReading {
        case .written(let operation): operation == .pause
        case .derived(let kind): kind == .pause
        }
    }
}
