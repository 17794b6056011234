internal import Answers
internal import Periods
internal import Rendering
internal import Storage
internal import Study
internal import Timelines

extension StoreQueries {
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

    /// The timeline of the one chosen container.
    ///
    /// Throws: where several bear the name that was given; a timeline is of one.
    func timelineReport(over range: ReportRange) throws -> TimelineReport {
        let containers = reader.containers().filter { chosen?.contains($0.id) ?? true }
        guard let container = containers.first, containers.count == 1 else {
            let ids = listing(containers.map(\.id.text))
            let name = listing(choices.containers)
            throw Failure.usage("container \(name): it names \(containers.count); give the id of one: \(ids)")
        }
        let options = options(over: range.interval)
        var study = ContainerStudy(options: options, symbols: reader.symbols)
        try reader.histories(of: chosen, before: range.interval.end, listings: range.interval) { study.study($0) }
        return TimelineReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices.stated(),
            log: log,
            container: TimelineContainer(container),
            availability: study.availability,
            stretches: study.timelineStretches()
        )
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
