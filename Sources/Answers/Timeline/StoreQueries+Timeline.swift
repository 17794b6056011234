package import Periods
internal import Rendering
internal import Study
internal import Timelines

extension StoreQueries {
    /// The timeline of the one chosen container.
    ///
    /// Throws: where several bear the name that was given; a timeline is of one.
    package func timelineReport(over range: ReportRange) throws -> TimelineReport {
        let containers = self.containers
        guard let container = containers.first, containers.count == 1 else {
            let ids = listing(containers.map(\.id.text))
            let name = listing(choices.containers)
            throw QuestionError.usage("container \(name): it names \(containers.count); give the id of one: \(ids)")
        }
        let options = options(over: range.interval)
        var study = ContainerStudy(options: options, symbols: symbols)
        try source.histories(of: chosen, before: range.interval.end, listings: range.interval) { study.study($0) }
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
