package import Periods
internal import ServiceLevels
package import Study
package import Timelines

/// The stability figures of a range, container by container: of each, only what the figures need is kept.
///
/// The figures depend neither on the order in which containers are added nor on how they are shared out among analyses that
/// are merged at the end. Each container is to be added once.
package struct StabilityAnalysis: Sendable {
    private let options: AnalysisOptions
    private let symbols: SymbolTable

    private var containers: [ContainerFigures] = []
    private var coverage: CoverageTotals
    private var availability = AvailabilityFigures()
    private var windowTotals = WindowTotals()
    private var restartTotals = RestartTotals()
    private var flapping = 0
    private var latency = LatencyTotals()
    private var actors: ActorTotals
    private var quality = QualityFigures()
    /// In the order of `options.groups`.
    private var groups: [GroupTotals]
    private var windows: TopElements<WindowRecord>
    private var restarts: TopElements<RestartRecord>
    /// Where all windows lie by their starts, and all restarts; nil where those that are kept are all that is asked for.
    private(set) var times: (windows: TimeCounts, restarts: TimeCounts)?
    private var statusTimes = StatusTimes()
    private var failures = FailureTotals()
    private var slow: SlowTransitions
    private var stuck: [StuckContainer] = []
    private var running: RunningFloor

    /// An analysis of nothing yet; the studies to be added have the same options and symbols.
    ///
    /// Where a `streamedTime` is given, windows and restarts are to be written slice by slice: those are kept that a page lists, and all are
    /// counted by when in that time they are.
    package init(options: AnalysisOptions, symbols: SymbolTable, streamedTime: Interval? = nil) {
        self.options = options
        self.symbols = symbols
        coverage = CoverageTotals(over: options.range)
        actors = ActorTotals(symbols: symbols)
        groups = options.groups.groups.map { GroupTotals(ServiceCalendar($0, over: options.range)) }
        let kept = streamedTime == nil ? options.listed : StabilityReport.listedOnPages
        windows = TopElements(limit: kept, isBetter: WindowRecord.isLonger)
        restarts = TopElements(limit: kept, isBetter: RestartRecord.isNewer)
        times = streamedTime.map { (TimeCounts(over: $0), TimeCounts(over: $0)) }
        slow = SlowTransitions(limit: streamedTime == nil ? options.listed : nil)
        running = RunningFloor(over: options.range, symbols: symbols)
    }

    /// Adds a container, whose service level has to be judged.
    package mutating func add(_ study: ContainerStudy) {
        guard let service = study.service else { preconditionFailure("the study does not judge the service level") }
        let container = study.container
        let time = study.availability
        let statusTimes = study.statusTimes
        let typical = service.calendar.group.typical
        let limits = SlowLimits(typical)
        groups[service.group].add(service, of: study, statusTimes)
        let windows = addWindows(of: study, service)
        let latency = addEntries(of: study, limits)
        let restarts = addRestarts(of: study, limits)
        groups[service.group].add(latency, restarts, inService: time.up + time.down)
        addStuck(study)
        coverage.add(study)
        running.add(study)
        if let gone = container.goneSince {
            quality.gone.append(GoneContainer(containerID: container.id, since: gone))
        }
        quality.drift += study.drift
        availability += time
        windowTotals += windows
        restartTotals += restarts
        if restarts.isFlapping { flapping += 1 }
        self.latency.merge(latency)
        self.statusTimes += statusTimes
        containers.append(
            ContainerFigures(
                id: container.id,
                name: container.name,
                projectID: container.projectID,
                status: study.finalStatus.map { symbols[$0.symbol] },
                coveredUntil: container.coveredUntil,
                availability: time,
                downtime: windows.figures(up: time.up),
                restarts: restarts.figures(inService: time.up + time.down),
                flapping: restarts.isFlapping,
                latency: latency.figures(typical: typical),
                group: service.calendar.group.name,
                service: ServiceFigures(time: service.time, objective: service.calendar.group.objective),
                statusTimes: statusTimes
            )
        )
    }

    /// Adds what `other` found of other containers, with the same options and symbols.
    package mutating func merge(_ other: StabilityAnalysis) {
        containers += other.containers
        coverage.merge(other.coverage)
        availability += other.availability
        windowTotals += other.windowTotals
        restartTotals += other.restartTotals
        flapping += other.flapping
        latency.merge(other.latency)
        actors.merge(other.actors)
        quality += other.quality
        for index in groups.indices { groups[index].merge(other.groups[index]) }
        windows.merge(other.windows)
        restarts.merge(other.restarts)
        if let others = other.times {
            times?.windows.merge(others.windows)
            times?.restarts.merge(others.restarts)
        }
        statusTimes += other.statusTimes
        failures.merge(other.failures)
        slow.merge(other.slow)
        stuck += other.stuck
        running.merge(other.running)
    }

    /// Everything that the report says of the containers added so far, but for the servers that went down; `quarantined` elements of
    /// the whole store can't stand on a timeline.
    package func figures(quarantined: Int) -> StabilityFigures {
        result(quarantined: quarantined, listed: options.listed).figures
    }

    /// The same, with all outages by group, and with what can show that a server went down: in all outages, or where `times` is nil in
    /// those that are listed. Where it is not, what was slow is left to `takeSlow`.
    func result(
        quarantined: Int,
        listed limit: Int? = nil
    ) -> (figures: StabilityFigures, outages: [GroupOutages], falls: ServerFalls) {
        let texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        let sorted = containers.sorted { $0.id < $1.id }
        let names = Dictionary(sorted.map { ($0.id, $0.name) }) { first, _ in first }
        // What is in no declared group is listed only where there is any.
        let listed = groups.indices.filter { $0 < options.groups.declared.count || $0 == 0 || !groups[$0].isEmpty }
        let judged = listed.map { index in
            groups[index].figures(
                over: options.range,
                gap: options.outageGap,
                listed: limit,
                texts: texts,
                names: names
            )
        }
        let outages = Outage.merged(judged.map(\.outages))
        var copy = slow
        let listedSlow = times == nil ? copy.takeSorted(symbols) : []
        let falls = ServerFalls(
            in: judged.map { (ExactText($0.group.group.name), $0.all.grouping) },
            listed: times == nil ? Set(outages.map(\.position)) : nil,
            floor: running,
            texts
        )
        let figures = StabilityFigures(
            coverage: coverage.figures,
            fleet: FleetFigures(
                availability: availability,
                downtime: windowTotals.figures(up: availability.up),
                restarts: restartTotals.figures(inService: availability.up + availability.down),
                flapping: flapping,
                latency: latency.figures(typical: options.groups.typical),
                statusTimes: statusTimes
            ),
            groups: judged.map(\.group),
            outages: outages,
            containers: sorted,
            windows: windows.sorted(by: WindowRecord.precedes).map {
                texts.listedWindow($0, name: names[$0.container] ?? nil, options.groups)
            },
            restarts: restarts.sorted(by: RestartRecord.precedes).map {
                texts.restart($0, name: names[$0.container] ?? nil)
            },
            failures: failures.figures(symbols.reasons),
            slow: listedSlow.map { texts.slowTransition($0, name: names[$0.container] ?? nil) },
            slowCounts: slow.counts,
            stuck: stuck.sorted(by: StuckContainer.precedes),
            actors: actors.figures(texts: texts),
            quality: sortedQuality(quarantined: quarantined)
        )
        return (figures, judged.map(\.all), falls)
    }

    private func sortedQuality(quarantined: Int) -> QualityFigures {
        var quality = quality
        quality.quarantined = quarantined
        quality.drift.sort { $0.at == $1.at ? $0.containerID < $1.containerID : $0.at < $1.at }
        quality.gone.sort { $0.containerID < $1.containerID }
        return quality
    }

    /// All that took longer than is typical, in the order of the report; nothing is left of them here.
    mutating func takeSlow() -> [SlowRecord] { slow.takeSorted(symbols) }

    // MARK: One container

    private mutating func addWindows(of study: ContainerStudy, _ service: ServiceStudy) -> WindowTotals {
        var totals = WindowTotals()
        for index in study.intervalsInRange {
            let interval = study.intervals[index]
            totals.add(interval, of: study)
            let opener = interval.opener.map { study.timeline.entries[$0] }
            actors.add(windowOf: opener?.actor, down: interval.inRange)
            times?.windows.add(interval.start, of: study.container.id)
            if interval.length >= windows.bar?.interval.length ?? .zero {
                windows.add(WindowRecord(interval, index: index, of: study, service))
            }
        }
        return totals
    }

    private mutating func addEntries(of study: ContainerStudy, _ limits: SlowLimits) -> LatencyTotals {
        var totals = LatencyTotals()
        actors.beginContainer()
        failures.beginContainer()
        for index in study.entriesInRange {
            let entry = study.timeline.entries[index]
            let kind = LatencyKind(entry)
            let isSlow = limits.isExceeded(by: entry.duration, of: kind)
            totals.add(entry, kind: kind, isSlow: isSlow)
            if isSlow { addSlow(.transition(kind), entry, limits, at: index, of: study) }
            actors.add(entry: entry, kind: kind)
            quality.add(entry, after: study.status(before: index))
            failures.add(entry)
        }
        return totals
    }

    private mutating func addSlow(
        _ kind: TimedKind,
        _ entry: Entry,
        _ limits: SlowLimits,
        at index: Int,
        of study: ContainerStudy
    ) {
        guard case .valid(let duration) = entry.duration, let typical = limits.typical[kind] else { return }
        slow.add(
            kind,
            duration,
            SlowRecord(
                container: study.container.id,
                kind: kind,
                at: entry.at,
                duration: duration,
                typical: typical,
                entry: entry,
                index: index
            )
        )
    }

    private mutating func addStuck(_ study: ContainerStudy) {
        guard let stuck = study.stuck else { return }
        self.stuck.append(
            StuckContainer(
                containerID: study.container.id,
                containerName: study.container.name,
                status: symbols[stuck.status.symbol],
                since: stuck.since
            )
        )
    }

    private mutating func addRestarts(of study: ContainerStudy, _ limits: SlowLimits) -> RestartTotals {
        for episode in study.restarts {
            if episode.kind == .explicit, let typical = limits.restart, let took = episode.took(in: study.timeline),
                took > Double(typical.milliseconds)
            {
                slow.add(
                    .restart,
                    took,
                    SlowRecord(
                        container: study.container.id,
                        kind: .restart,
                        at: episode.at,
                        duration: took,
                        typical: typical,
                        entry: study.timeline.entries[episode.opener],
                        index: episode.opener
                    )
                )
            }
            actors.add(restartOf: study.timeline.entries[episode.opener].actor)
            times?.restarts.add(episode.at, of: study.container.id)
            if episode.at >= restarts.bar?.episode.at ?? .distantPast {
                restarts.add(RestartRecord(episode, of: study))
            }
        }
        return RestartTotals(of: study.restarts)
    }
}

extension StoreQueries {
    /// The stability report; `listed` limits windows and restarts, no total. Without a limit these are made while they are written.
    package func stabilityReport(over range: ReportRange, listed: Int?) async throws -> StabilityReport {
        let found = try await figures(
            over: range.interval,
            listed: listed,
            parts: range.halfDays,
            streaming: listed == nil
        )
        var report = report(over: range, listed: listed, found.figures)
        report.lists = found.lists
        return report
    }

    /// The stability report with all windows and restarts among its figures.
    func wholeReport(over range: ReportRange) async throws -> StabilityReport {
        report(over: range, listed: nil, try await figures(over: range.interval, listed: nil).figures)
    }

    private func report(over range: ReportRange, listed: Int?, _ figures: StabilityFigures) -> StabilityReport {
        StabilityReport(
            range: range.interval,
            timezone: range.clock.identifier,
            name: range.name,
            options: choices.listing(listed),
            log: log,
            figures: figures
        )
    }
}
