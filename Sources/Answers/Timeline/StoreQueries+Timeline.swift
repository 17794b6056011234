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
            let labels = listing(ContainerSelection.labels(of: containers))
            let name = listing(choices.containers)
            throw QuestionError.usage("container \(name): it names \(containers.count); give one of \(labels)")
        }
        let options = options(over: range.interval)
        var study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
        let (start, end) = (range.interval.start, range.interval.end)
        try source.histories(of: chosen, from: start, before: end, listings: range.interval) { study.study($0) }
        var coverage = CoverageTotals(over: range.interval)
        coverage.add(study)
        return TimelineReport(
            range: range.interval,
            timezone: range.clock.identifier,
            options: choices,
            log: log,
            container: TimelineContainer(container),
            coverage: coverage.figures,
            availability: study.availability,
            stretches: study.timelineStretches(metadata: try metadata(of: study.stretchReceipts))
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

/// The stretches of a timeline, a row each; what a row has no room for stands on lines of its own below it.
struct TimelineRows {
    let stretches: [TimelineStretch]
    let instants: InstantStyle

    func write(to page: inout TextPage) {
        var table = TextTable(
            [
                .init(title: "from"), .init(title: "for", alignment: .right), .init(title: "is"),
                .init(title: "status", isFlexible: true), .init(title: "began by", overflow: .below),
            ],
            hasStrongTitles: true
        )
        for stretch in stretches {
            table.add(
                [
                    instants.text(stretch.interval.start),
                    stretch.interval.length.label,
                    stretch.condition.label + (stretch.isAssumed ? ", assumed" : ""),
                    stretch.status.map(term) ?? (stretch.condition == .unknown ? "unknown" : "none"),
                    stretch.entry?.account ?? "no entry",
                ],
                notes: [
                    stretch.entry?.reason.map { "why: \(reasonText($0, columns: 200))" },
                    stretch.remark.map { "note: \($0.neutralised)" },
                ].compactMap(\.self)
            )
        }
        page.table(table, indent: 0)
        if stretches.contains(where: \.isAssumed) {
            page.blank()
            page.paragraph("Assumed: no entry tells the time; a listing or the time of creation does.")
        }
    }
}

extension WhoEntry {
    /// `ana (user), force-stop, took 0.8 s`; what the log does not say is said not to be there.
    fileprivate var account: String {
        let length =
            switch duration {
            case .valid: "took \(duration.label)"
            case .missing: "duration not logged"
            case .invalid: "duration unusable"
            }
        let name = kind == .unattributed ? "(unattributed)" : "\(actorName(actor)) (\(kind.rawValue))"
        let how = isOperationDerived ? "operation not logged" : term(operation)
        return "\(name), \(how), \(length)"
    }
}

extension Condition {
    fileprivate var label: String {
        switch self {
        case .up: "up"
        case .down: "down"
        case .outOfService: "out of service"
        case .unknown: "unknown"
        }
    }
}
