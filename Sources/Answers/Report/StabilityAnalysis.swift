internal import Rendering
package import Study
package import Timelines

/// The stability figures of a range, container by container: holds one container's entries at a time, and of the others only
/// what their figures need.
///
/// The figures depend neither on the order in which containers are added nor on how they are shared out among analyses that
/// are merged at the end. Each container is to be added once.
package struct StabilityAnalysis: Sendable {
    let options: AnalysisOptions
    let symbols: SymbolTable

    private(set) var containers: [ContainerFigures] = []
    private(set) var stale: [StaleContainer] = []
    /// The least coverage of containers that are not gone; `distantPast` where one was never covered.
    private(set) var leastCovered: Instant?
    private(set) var availability = AvailabilityFigures()
    private(set) var windowTotals = WindowTotals()
    private(set) var restartTotals = RestartTotals()
    private(set) var flapping = 0
    private(set) var latency = LatencyTotals()
    private(set) var actors: ActorTotals
    private(set) var quality = QualityFigures()
    private(set) var windows: TopElements<WindowRecord>
    private(set) var restarts: TopElements<RestartRecord>

    // Used anew for each container.
    private var timeline = Timeline()
    private var runs: [DowntimeInterval] = []
    private var episodes: [RestartEpisode] = []

    /// An analysis of nothing yet; `symbols` is the table behind all histories to be added.
    package init(options: AnalysisOptions, symbols: SymbolTable) {
        self.options = options
        self.symbols = symbols
        actors = ActorTotals(symbols: symbols)
        windows = TopElements(limit: options.listed, isBetter: WindowRecord.isLonger)
        restarts = TopElements(limit: options.listed, isBetter: RestartRecord.isNewer)
    }

    /// Adds a container with all of its entries before the end of the range; where it has none, with its first instant.
    package mutating func add(_ history: ContainerHistory) {
        let container = history.container
        timeline.trace(history, until: options.range.end, paused: options.paused.condition, symbols: symbols)
        timeline.collectDowntimeIntervals(into: &runs)
        let maintenance = options.maintenance(of: container, for: runs)

        let time = timeline.availability(in: options.range, maintenance: maintenance)
        episodes.removeAll(keepingCapacity: true)
        let windows = addWindows(of: container.id, maintenance: maintenance)
        let latency = addEntries()
        let restarts = addRestarts(of: container.id)
        addCoverage(of: container)

        quality.drift += timeline.drift(of: container, in: options.range, symbols: symbols)
        availability += time
        windowTotals += windows
        restartTotals += restarts
        if restarts.isFlapping { flapping += 1 }
        self.latency.merge(latency)
        containers.append(
            ContainerFigures(
                id: container.id,
                name: container.name,
                projectID: container.projectID,
                status: timeline.finalStatus(in: options.range).map { symbols[$0.symbol] },
                coveredUntil: container.coveredUntil,
                availability: time,
                downtime: windows.figures(up: time.up),
                restarts: restarts.figures(inService: time.up + time.down),
                flapping: restarts.isFlapping,
                latency: latency.figures
            )
        )
    }

    /// Adds what `other` found of other containers, with the same options and symbols.
    package mutating func merge(_ other: StabilityAnalysis) {
        containers += other.containers
        stale += other.stale
        leastCovered = [leastCovered, other.leastCovered].compactMap(\.self).min()
        availability += other.availability
        windowTotals += other.windowTotals
        restartTotals += other.restartTotals
        flapping += other.flapping
        latency.merge(other.latency)
        actors.merge(other.actors)
        quality += other.quality
        windows.merge(other.windows)
        restarts.merge(other.restarts)
    }

    // MARK: One container

    /// Every one of `runs` that is listed; the restarts that windows are go to `episodes`.
    private mutating func addWindows(of container: ContainerID, maintenance: IntervalSet) -> WindowTotals {
        var totals = WindowTotals()
        for (ordinal, run) in runs.enumerated() where run.isListed(in: options.range) {
            let inRange = run.interval.intersection(options.range).length
            let isPlanned = maintenance.covers(run.interval)
            totals.add(run, of: timeline, inRange: inRange, isPlanned: isPlanned, range: options.range)
            actors.add(windowOf: run.opener.flatMap { timeline.entries[$0].actor }, down: inRange)
            if run.interval.length >= windows.bar?.interval.length ?? .zero {
                windows.add(
                    WindowRecord(
                        run,
                        of: timeline,
                        container: container,
                        ordinal: ordinal,
                        inRange: inRange,
                        isPlanned: isPlanned
                    )
                )
            }
            if let episode = RestartEpisode(run, of: timeline, gap: options.restartGap),
                options.range.contains(episode.at)
            {
                episodes.append(episode)
            }
        }
        return totals
    }

    /// Every entry in the range; the restarts that left no window go to `episodes`.
    private mutating func addEntries() -> LatencyTotals {
        var tally = LatencyTotals()
        actors.beginContainer()
        let windowEpisodes = episodes.count
        var nextEpisode = 0
        let first = timeline.entries.count(before: options.range.start)
        guard first < timeline.entryCount else { return tally }
        for place in first..<timeline.entryCount {
            let entry = timeline.entries[place]
            let previous = place > 0 ? timeline.entries[place - 1].to : nil
            tally.add(entry)
            actors.add(entry: entry, kind: LatencyKind(entry))
            quality.add(entry, after: previous)
            guard place < timeline.coveredEntryCount, entry.isLoneRestart(after: previous) else { continue }
            while nextEpisode < windowEpisodes, episodes[nextEpisode].closer < place { nextEpisode += 1 }
            if nextEpisode == windowEpisodes || episodes[nextEpisode].closer > place {
                episodes.append(RestartEpisode(withoutWindow: place, of: timeline))
            }
        }
        return tally
    }

    private mutating func addRestarts(of container: ContainerID) -> RestartTotals {
        episodes.sort { $0.closer < $1.closer }
        for episode in episodes {
            actors.add(restartOf: timeline.entries[episode.opener].actor)
            if episode.at >= restarts.bar?.at ?? .distantPast {
                restarts.add(episode.record(of: timeline, container: container))
            }
        }
        return RestartTotals(of: episodes)
    }

    private mutating func addCoverage(of container: Container) {
        if let gone = container.goneSince {
            quality.gone.append(GoneContainer(containerID: container.id, since: gone))
            return
        }
        let covered = container.coveredUntil ?? .distantPast
        leastCovered = min(leastCovered ?? covered, covered)
        let isDeleted = timeline.entryCount > 0 && timeline.entries[timeline.entryCount - 1].to == .deleted
        if covered < options.range.end, !isDeleted {
            stale.append(StaleContainer(id: container.id, name: container.name, coveredUntil: container.coveredUntil))
        }
    }
}
