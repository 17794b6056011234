internal import Periods
internal import ServiceLevels
internal import Study
package import Timelines

/// The questions about one state of an event store: whose histories they are about, and how these are analysed.
package struct StoreQueries: Sendable {
    package let source: any HistorySource
    package let choices: AnalysisChoices
    /// Whether answers have the metadata of entries, which texts do not show.
    package var readsMetadata = true
    /// What a person should know of how names of containers were understood, in lines.
    package let remarks: [String]
    /// The containers that the choices name; nil is all.
    let chosen: Set<ContainerID>?
    /// About how many elements of a list that is made while it is written are in memory at a time: more of them for more containers,
    /// because each slice looks into all that have something there.
    package var sliceSize: Int

    /// Throws: `QuestionError` where no container is what the choices name.
    package init(_ source: some HistorySource, choices: AnalysisChoices = AnalysisChoices()) throws {
        self.source = source
        self.choices = choices
        let selection = ContainerSelection(containers: choices.containers, projects: choices.projects)
        let formerNames = { try FormerNames(source).bearers }
        chosen = try selection.ids(among: source.containers, formerNames: formerNames)
        remarks = try selection.remarks(among: source.containers, formerNames: formerNames)
        sliceSize = max(65_536, 4 * source.containers.count)
    }

    package var log: LogState { source.log }
    var symbols: SymbolTable { source.symbols }

    /// The metadata of the entries that these observations are, if answers have it.
    func metadata(of seqs: Set<Int64>) throws -> [Int64: String] {
        readsMetadata ? try source.metadata(of: seqs) : [:]
    }

    /// The chosen containers, by id, without their listings.
    var containers: [Container] {
        source.containers.filter { chosen?.contains($0.id) ?? true }
    }

    /// Whether a complete pass ever reached one of the chosen containers. If none did, there is nothing to say of them.
    package var hasCompletePass: Bool { containers.contains { $0.coveredUntil != nil } }

    /// Where a range that ends now ends: at the least coverage of the chosen containers that were read completely no longer than
    /// `maxAge` ago and can have more entries; at `now` where there is none.
    package func endOfPresent(at now: Instant, maxAge: TimeSpan) throws -> Instant {
        let fresh = containers.filter { container in
            guard container.goneSince == nil, let readAt = container.readAt else { return false }
            return readAt <= now && now - readAt <= maxAge
        }
        let deleted = try source.deleted(among: Set(fresh.map(\.id)))
        let covered = fresh.filter { !deleted.contains($0.id) }.compactMap(\.coveredUntil)
        return min(covered.min() ?? now, now)
    }

    /// Where what is known of the chosen containers ends at `now`: at the newest coverage.
    package func endOfDraft(at now: Instant) throws -> Instant {
        min(containers.compactMap(\.coveredUntil).max() ?? now, now)
    }

    /// In so many parts of a range at most what ran on servers is read by itself.
    private static let mostPartsOfFalls: Int64 = 16

    /// The figures of the chosen containers over `range` and over its `parts`, with the latencies that `collections` of the same range gather on
    /// the way; `listed` limits windows and restarts, no total. With `streaming`, these are beside the figures, to be made while they
    /// are written.
    func figures(
        over range: Interval,
        listed: Int?,
        parts: [Interval] = [],
        gathering collections: [SampleCollection] = [],
        streaming: Bool = false
    ) async throws -> (figures: StabilityFigures, lists: ReportLists?, samples: [RangeSamples]) {
        let quarantined = try source.quarantined()
        var options = options(over: range, listed: listed)
        options.parts = parts
        let study = ContainerStudy(options: options, symbols: symbols)
        var found = try await source.fold(
            into: RangeFold(
                study: study,
                analysis: StabilityAnalysis(
                    options: options,
                    symbols: symbols,
                    streamedTime: streaming ? knownTime(in: range) : nil
                ),
                collections: collections
            ),
            of: chosen,
            from: study.scope,
            before: range.end,
            listings: range
        )
        var (figures, outages, falls) = found.analysis.result(
            quarantined: quarantined,
            listed: streaming ? StabilityReport.listedOnPages : listed
        )
        var running: [Int] = []
        let gap = TimeSpan(milliseconds: range.length.milliseconds / Self.mostPartsOfFalls)
        for part in falls.candidates(parted: gap) {
            guard let first = part.first, let last = part.last else { continue }
            // Of the whole store, whatever containers are chosen.
            running += try await source.fold(
                into: RunningContainers(part, options: options, symbols: symbols),
                of: nil,
                // It was running there just before.
                from: first.first - TimeSpan(milliseconds: 1),
                before: last.first,
                listings: range
            ).counts
        }
        let servers = falls.servers(running: running)
        for index in figures.outages.indices {
            figures.outages[index].serverDown = servers[figures.outages[index].position]
        }
        let lists = found.analysis.times.map {
            ReportLists(
                outages: outages,
                servers: servers,
                slow: found.analysis.takeSlow(),
                windows: $0.windows,
                restarts: $0.restarts,
                over: range,
                of: self
            )
        }
        if let lists { figures.slow = lists.slowest }
        return (figures, lists, found.collections.map(\.samples))
    }

    /// The switches of an analysis over `range`.
    func options(over range: Interval, listed: Int? = nil) -> AnalysisOptions {
        let calendar = choices.maintenance.calendar(over: history(before: range))
        return AnalysisOptions(
            range: range,
            paused: choices.paused,
            restartGap: choices.restartGap,
            actorRules: choices.actorRules,
            maintenance: { [groups = choices.groups] container, needed in
                calendar.intervals(for: container, in: groups.group(of: container).name, over: needed)
            },
            groups: choices.groups,
            outageGap: choices.outageGap,
            restartLimit: choices.restartLimit,
            stuckAfter: choices.stuckAfter,
            listed: listed
        )
    }

    /// The part of `range` in which most of what is known lies.
    func knownTime(in range: Interval) -> Interval { history(before: range).intersection(range) }

    /// The time in which most windows of most containers lie, so that their maintenance is computed once for all of them: from
    /// when the oldest container is said to have been made to the end of `range`, or of what is covered.
    ///
    /// Windows can reach further: a container can be older than its listings, and than its id, for example. Where no container
    /// says when it was made this is empty: a range over everything begins long before anything was recorded.
    private func history(before range: Interval) -> Interval {
        let newest = source.containers.compactMap(\.coveredUntil).max() ?? .distantPast
        let end = min(range.end, max(newest, range.start))
        let oldest = source.containers.compactMap { $0.createdAt ?? $0.id.creationInstant }.min() ?? end
        return Interval(start: min(oldest, end), end: end)
    }
}

/// The figures and the samples of a range: each history is studied once for all of them.
private struct RangeFold: HistoryFold {
    var study: ContainerStudy
    var analysis: StabilityAnalysis
    var collections: [SampleCollection]

    mutating func add(_ history: ContainerHistory) {
        study.study(history)
        analysis.add(study)
        for index in collections.indices { collections[index].add(study) }
    }

    mutating func merge(_ other: RangeFold) {
        analysis.merge(other.analysis)
        for index in collections.indices { collections[index].merge(other.collections[index]) }
    }
}

/// A question that has no answer as it was asked.
package struct QuestionError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// It names what is not there, or can't be asked so.
        case usage
        /// What is stored contradicts itself.
        case badData
    }

    package let code: Code
    /// What is wrong, and what to ask instead: one line.
    package let message: String

    static func usage(_ message: String) -> QuestionError {
        QuestionError(code: .usage, message: message)
    }
}
