internal import Analysis
internal import Periods
internal import Reporting
internal import Storage
internal import Timelines

extension OpenedStore {
    /// The stability report; `listed` limits windows and restarts, no total.
    func stabilityReport(over range: ReportRange, listed: Int?) async throws -> StabilityReport {
        StabilityReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices.stated(listed: listed),
            log: log,
            figures: try await figures(over: range.interval, listed: listed)
        )
    }

    /// Who brought the chosen containers into `status`, over everything recorded where `range` is nil.
    func whoReport(status: String, over range: Interval?, clock: ZonedClock, listed: Int?) throws -> WhoReport {
        let searched = range ?? Interval(start: .distantPast, end: .distantFuture)
        let found = try who(broughtInto: status, over: searched)
        return WhoReport(
            status: status,
            range: range,
            timezone: clock.identifier,
            options: choices.stated(listed: listed),
            log: log,
            coverage: coverage(of: range),
            found: found.count,
            entries: Array(found.prefix(listed ?? found.count))
        )
    }

    /// The timeline of the one chosen container.
    ///
    /// Throws: where several bear the name that was given; a timeline is of one.
    func timelineReport(over range: ReportRange) throws -> TimelineReport {
        let containers = reader.containers().filter { chosen?.contains($0.id) ?? true }
        guard let container = containers.first, containers.count == 1 else {
            let ids = containers.map(\.id.text).joined(separator: ", ")
            let name = choices.containers.joined(separator: " ")
            throw Failure.usage("container \(name): \(containers.count) bear this name; give the id of one: \(ids)")
        }
        let options = options(over: range.interval)
        let answers = ContainerAnswers(options: options, symbols: reader.symbols)
        var analysis = StabilityAnalysis(options: options, symbols: reader.symbols)
        var stretches: [TimelineStretch] = []
        try reader.histories(of: chosen, before: range.interval.end, listings: range.interval) { history in
            analysis.add(history)
            stretches = answers.timeline(of: history)
        }
        return TimelineReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices.stated(),
            log: log,
            container: TimelineContainer(container),
            availability: analysis.figures(quarantined: 0).fleet.availability,
            stretches: stretches
        )
    }

    /// The entries that brought chosen containers into `status`, newest first, then by container id.
    private func who(broughtInto status: String, over range: Interval) throws -> [WhoEntry] {
        // A text that the store has never met is no status of any entry.
        guard let symbol = reader.symbols.symbol(of: status), symbol.number > 0 else { return [] }
        let answers = ContainerAnswers(options: options(over: range), symbols: reader.symbols)
        var found: [WhoEntry] = []
        try reader.histories(of: chosen, before: range.end, listings: range) { history in
            found += answers.who(broughtInto: Status(symbol: symbol), in: history)
        }
        // Containers come by id, each one's entries newest first: an order that is kept within one instant.
        return found.enumerated()
            .sorted { left, right in
                left.element.at == right.element.at ? left.offset < right.offset : left.element.at > right.element.at
            }
            .map(\.element)
    }

    /// How far the chosen containers are covered, beside the end of `range`.
    func coverage(of range: Interval?) -> CoverageFigures {
        let end = range?.end ?? .distantPast
        var analysis = StabilityAnalysis(
            options: AnalysisOptions(range: Interval(start: end, end: end)),
            symbols: reader.symbols
        )
        for container in reader.containers() where chosen?.contains(container.id) ?? true {
            analysis.add(ContainerHistory(container: container, entries: []))
        }
        return analysis.figures(quarantined: 0).coverage
    }
}

extension TimelineContainer {
    fileprivate init(_ container: Container) {
        self.init(
            id: container.id,
            name: container.name,
            projectID: container.projectID,
            coveredUntil: container.coveredUntil,
            goneSince: container.goneSince
        )
    }
}

extension InstantStyle {
    /// Instants are shown as `clock` shows them.
    init(_ clock: ZonedClock) {
        self.init(timezone: clock.identifier) { clock.offset(at: $0) }
    }
}
