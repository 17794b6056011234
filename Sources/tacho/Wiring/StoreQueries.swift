internal import Answers
internal import Configuration
internal import Rendering
internal import Storage
internal import Study
internal import Timelines

/// One state of an event store, with a reader for each thread, and what is asked about it.
struct StoreQueries {
    let readers: [EventStoreReader]
    let reader: EventStoreReader
    let choices: AnalysisChoices
    /// The containers that the choices name; nil is all.
    let chosen: Set<ContainerID>?

    init(path: String, choices: AnalysisChoices = AnalysisChoices()) throws {
        try self.init(path: path, readers: try StoreSnapshot.open(at: path).readers(), choices: choices)
    }

    /// The store as it was at `instant`, of which a line on standard error tells; as it is now where that is nil.
    ///
    /// No report states the instant: it is to be the one that could have been made then, byte for byte.
    init(path: String, choices: AnalysisChoices, asKnownAt instant: Instant?, output: OutputOptions) throws {
        try self.init(try StoreSnapshot.open(at: path), choices: choices, asKnownAt: instant, output: output)
    }

    /// The same of what the snapshot shows; says which settings have no effect on it.
    init(
        _ snapshot: StoreSnapshot,
        choices: AnalysisChoices,
        asKnownAt instant: Instant?,
        output: OutputOptions
    ) throws {
        try self.init(snapshot, choices: choices, asKnownAt: instant, telling: output)
        for remark in choices.remarks(knowing: reader.containers()) { output.printStatus(remark) }
    }

    private init(
        _ snapshot: StoreSnapshot,
        choices: AnalysisChoices,
        asKnownAt instant: Instant?,
        telling output: OutputOptions
    ) throws {
        guard let instant else {
            try self.init(path: snapshot.path, readers: try snapshot.readers(), choices: choices)
            return
        }
        let line = output.logProgressLine
        let known = try snapshot.known(at: instant) { line?.show($0) }
        line?.clear()
        let size = known.readers[0].logIdentity.size
        output.printStatus("as known at \(instant.iso8601): the first \(size) of \(known.whole.size) observations")
        try self.init(path: snapshot.path, readers: known.readers, choices: choices)
    }

    private init(path: String, readers: [EventStoreReader], choices: AnalysisChoices) throws {
        self.readers = readers
        guard let first = readers.first else { throw Failure(status: .inputOutput, message: "\(path): no reader") }
        reader = first
        self.choices = choices
        chosen = try Selection(containers: choices.containers, projects: choices.projects).ids(
            among: first.containers()
        )
    }

    var log: LogState {
        LogState(size: reader.logIdentity.size, root: reader.logIdentity.root)
    }

    /// The figures of the chosen containers over `range`, each reader's part on a thread of its own.
    func figures(over range: Interval, listed: Int? = nil) async throws -> StabilityFigures {
        try await figures(over: range, listed: listed, gathering: []).figures
    }

    /// The same, with the latencies that `collections` of the same range gather on the way.
    func figures(
        over range: Interval,
        listed: Int?,
        gathering collections: [SampleCollection]
    ) async throws -> (figures: StabilityFigures, samples: [RangeSamples]) {
        let quarantined = try reader.quarantined()
        let options = options(over: range, listed: listed)
        let symbols = reader.symbols
        return try await withThrowingTaskGroup(of: (StabilityAnalysis, [SampleCollection]).self) { group in
            for (index, reader) in readers.enumerated() {
                group.addTask { [chosen, count = readers.count] in
                    var study = ContainerStudy(options: options, symbols: symbols)
                    var analysis = StabilityAnalysis(options: options, symbols: symbols)
                    var gathered = collections
                    try reader.histories(
                        of: chosen,
                        before: range.end,
                        listings: range,
                        shard: Shard(index: index, count: count)
                    ) { history in
                        study.study(history)
                        analysis.add(study)
                        for index in gathered.indices { gathered[index].add(study) }
                    }
                    return (analysis, gathered)
                }
            }
            var whole = StabilityAnalysis(options: options, symbols: symbols)
            var gathered = collections
            for try await part in group {
                whole.merge(part.0)
                for index in gathered.indices { gathered[index].merge(part.1[index]) }
            }
            return (whole.figures(quarantined: quarantined), gathered.map(\.samples))
        }
    }

    /// The switches of an analysis over `range`.
    func options(over range: Interval, listed: Int? = nil) -> AnalysisOptions {
        let calendar = choices.configuration.maintenance.calendar(over: history(before: range))
        return AnalysisOptions(
            range: range,
            paused: choices.paused,
            restartGap: choices.restartGap,
            actorRules: choices.configuration.actorRules,
            maintenance: { name, id, needed in calendar.intervals(forName: name, id: id, over: needed) },
            listed: listed
        )
    }

    /// The time in which most windows of most containers lie, so that their maintenance is worked out once for all of them: from
    /// when the oldest container is said to have been made to the end of `range`, or of what is covered.
    ///
    /// Windows can reach further: a container can be older than its listings, and than its id, printError. Where no container says when it
    /// was made this is empty: a range over everything begins long before anything was recorded.
    private func history(before range: Interval) -> Interval {
        let containers = reader.containers()
        let newest = containers.compactMap(\.coveredUntil).max() ?? .distantPast
        let end = min(range.end, max(newest, range.start))
        let oldest = containers.compactMap { $0.createdAt ?? $0.id.creationInstant }.min() ?? end
        return Interval(start: min(oldest, end), end: end)
    }
}
