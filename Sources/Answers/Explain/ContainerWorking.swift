internal import Rendering
internal import Study
package import Timelines

/// One container's history worked out as the report does, with every part kept that a figure can rest on.
package struct ContainerWorking: Sendable {
    let container: Container
    let basis: ExplanationBasis
    let timeline: Timeline
    let maintenance: IntervalSet
    /// The listed windows, by start.
    let windows: [WindowWorking]
    /// Those that count in the range, in the order of the log.
    let restarts: [RestartWorking]
    /// The places of the entries in the range.
    let entriesInRange: Range<Int>

    /// Works out `history`, which is what the report was computed from.
    package init(_ history: ContainerHistory, basis: ExplanationBasis) {
        let options = basis.options
        let container = history.container
        let timeline = Timeline(
            of: history,
            until: options.range.end,
            paused: options.paused.condition,
            symbols: basis.symbols
        )
        var runs: [DowntimeInterval] = []
        timeline.collectDowntimeIntervals(into: &runs)
        let maintenance = options.maintenance(of: container, for: runs)
        let windows = WindowWorking.all(
            of: timeline,
            runs: runs,
            container: container,
            maintenance: maintenance,
            basis: basis
        )
        let first = min(timeline.entries.count(before: options.range.start), timeline.entryCount)
        entriesInRange = first..<timeline.entryCount
        restarts = RestartWorking.all(of: timeline, from: first, windows: windows, container: container, basis: basis)
        self.container = container
        self.basis = basis
        self.timeline = timeline
        self.maintenance = maintenance
        self.windows = windows
    }

    /// How its time in the range divides.
    var time: AvailabilityFigures {
        timeline.availability(in: basis.options.range, maintenance: maintenance)
    }

    var maxInHour: Int { RestartTotals(of: restarts.map(\.episode)).maxInHour }

    var isDeleted: Bool { timeline.entryCount > 0 && timeline.entries[timeline.entryCount - 1].to == .deleted }

    var isStale: Bool {
        container.goneSince == nil && !isDeleted
            && container.coveredUntil ?? .distantPast < basis.options.range.end
    }

    /// Where the report has it: `containers[3]`.
    var figure: String? {
        basis.containerPlaces[container.id].map { FigurePath([.member("containers"), .element($0)]).text }
    }

    func entry(_ place: Int, as role: EvidenceRole, number: Int? = nil) -> EntryWorking {
        EntryWorking(container: self, place: place, role: role, number: number)
    }
}

/// A listed window with the stretches that it is made of.
struct WindowWorking: Sendable {
    let window: DowntimeWindow
    let run: DowntimeInterval
    /// The places of its stretches in the timeline.
    let stretches: Range<Int>
    /// Its index in the report.
    let index: Int?
    let closedInto: String?

    /// Whether mean time between failures counts it.
    func isFailure(in range: Interval) -> Bool {
        range.contains(window.start) && !window.isPlanned && window.openedBy?.operation != LatencyKind.pause.rawValue
    }

    static func all(
        of timeline: Timeline,
        runs: [DowntimeInterval],
        container: Container,
        maintenance: IntervalSet,
        basis: ExplanationBasis
    ) -> [WindowWorking] {
        let range = basis.options.range
        let listed = zip(runs, timeline.downStretches).enumerated().filter { $0.element.0.isListed(in: range) }
        let places = basis.windowPlaces[container.id] ?? []
        return listed.enumerated().map { number, found in
            let (run, stretches) = found.element
            let record = WindowRecord(
                run,
                of: timeline,
                container: container.id,
                ordinal: found.offset,
                inRange: run.interval.intersection(range).length,
                isPlanned: maintenance.covers(run.interval)
            )
            return WindowWorking(
                window: basis.texts.window(record, name: container.name),
                run: run,
                stretches: stretches,
                index: number < places.count ? places[number] : nil,
                closedInto: run.closer.map { basis.symbols[timeline.entries[$0].to.symbol] }
            )
        }
    }
}

extension Timeline {
    /// The maximal runs of stretches that are down, by their places, from left to right.
    fileprivate var downStretches: [Range<Int>] {
        stretches.indices.reduce(into: []) { runs, place in
            guard stretches[place].condition == .down else { return }
            if let last = runs.last, last.upperBound == place {
                runs[runs.count - 1] = last.lowerBound..<(place + 1)
            } else {
                runs.append(place..<(place + 1))
            }
        }
    }
}

/// A restart that counts, by the places of its entries.
struct RestartWorking: Sendable {
    let episode: RestartEpisode
    let restart: Restart
    let containerName: String?
    /// The place of its window among those listed of its container; nil where it left none.
    let window: Int?
    /// Its index in the report.
    let index: Int?

    static func all(
        of timeline: Timeline,
        from first: Int,
        windows: [WindowWorking],
        container: Container,
        basis: ExplanationBasis
    ) -> [RestartWorking] {
        var found: [(episode: RestartEpisode, window: Int?)] = []
        for (place, window) in windows.enumerated() {
            guard let episode = RestartEpisode(window.run, of: timeline, gap: basis.options.restartGap),
                basis.options.range.contains(episode.at)
            else { continue }
            found.append((episode, place))
        }
        let closers = Set(found.map(\.episode.closer))
        let covered = min(timeline.coveredEntryCount, timeline.entryCount)
        for place in first..<max(first, covered) where !closers.contains(place) {
            let previous = place > 0 ? timeline.entries[place - 1].to : nil
            guard timeline.entries[place].isLoneRestart(after: previous) else { continue }
            found.append((RestartEpisode(withoutWindow: place, of: timeline), nil))
        }
        let places = basis.restartPlaces[container.id] ?? []
        return found.sorted { $0.episode.closer < $1.episode.closer }.enumerated().map { number, found in
            RestartWorking(
                episode: found.episode,
                restart: basis.texts.restart(found.episode.record(of: timeline, container: container.id)),
                containerName: container.name,
                window: found.window,
                index: number < places.count ? places[number] : nil
            )
        }
    }
}
