package import Periods
package import Rendering
internal import ServiceLevels
internal import Study
package import Timelines

/// The one value that every format of `tacho report` is rendered from.
package struct StabilityReport: Sendable {
    package static let schema = "tachograph.report/1"

    package var range: Interval
    /// The name of the zone whose calendar gave the range, such as `Europe/Berlin`.
    package var timezone: String
    /// What people call the range.
    package var name: RangeName
    /// How much of it a text shows; other formats have everything.
    package var detail: Detail
    package var options: AnalysisChoices
    package var log: LogState
    package var figures: StabilityFigures
    /// All outages, windows, restarts and slow transitions, where the figures have a part of them only.
    var lists: ReportLists?
    /// The figures of an earlier range beside these; nil where none was asked for.
    package var comparison: ComparisonFigures?
    /// What the pictures of its page show; nil where no page was asked for.
    package var history: ReportHistory?
    /// Who a mail of it goes to; nil where none was named.
    package var mail: MailHead?

    /// How many windows and restarts a page lists, the worst.
    package static let listedOnPages = 500

    package enum Detail: Hashable, Sendable {
        /// What happened, on one screen.
        case firstPage
        case full
    }

    package init(
        range: Interval,
        timezone: String,
        name: RangeName? = nil,
        detail: Detail = .full,
        options: AnalysisChoices,
        log: LogState,
        figures: StabilityFigures,
        comparison: ComparisonFigures? = nil
    ) {
        self.range = range
        self.timezone = timezone
        self.name = name ?? RangeName(title: "\(range.start.iso8601) to \(range.end.iso8601)", short: "the time before")
        self.detail = detail
        self.options = options
        self.log = log
        self.figures = figures
        self.comparison = comparison
    }
}

extension StabilityReport {
    /// As programs get them.
    var outages: StreamedList<Outage> { lists?.outages ?? StreamedList(figures.outages) }
    var windows: StreamedList<ListedWindow> { lists?.windows ?? StreamedList(figures.windows) }
    var restarts: StreamedList<Restart> { lists?.restarts ?? StreamedList(figures.restarts) }
    var slow: StreamedList<SlowTransition> { lists?.slow ?? StreamedList(figures.slow) }

    /// The groups that a page is about: those with an objective, or all that have containers if none has one.
    var shownGroups: [GroupFigures] {
        let promised = figures.groups.filter { $0.group.objective != nil }
        return promised.isEmpty ? figures.groups.filter { $0.containers > 0 } : promised
    }
}

extension StabilityReport: DocumentedAnswer {
    package static let title = "The stability report of Tachograph"

    package static let document: [DocumentPart<StabilityReport>] =
        Catalogue.report.map(\.part) + [
            // Only where an earlier range was asked for.
            DocumentPart("comparison", Shapes.comparison(timezone: "").schema, isRequired: false) { report in
                report.comparison.map { .object("comparison", $0, Shapes.comparison(timezone: report.timezone)) }
            }
        ]

    package static let tables: [AnswerTable<StabilityReport>] = [
        AnswerTable("summary", of: Catalogue.summary.shape) { [$0] },
        AnswerTable("groups", of: Catalogue.group.shape) { $0.figures.groups },
        AnswerTable("outages", of: Shapes.outageRow, worst: ["counted_ms"]) { $0.outages.rows },
        AnswerTable("outage-windows", of: Shapes.outageWindowRow, worst: ["counted_ms"]) { $0.outages.windowRows },
        AnswerTable("budget", of: Shapes.budgetRow) { report in
            report.figures.groups.lazy.flatMap { group in
                (group.budget?.spentBy ?? []).lazy.map { BudgetRow(group: group.group.name, share: $0) }
            }
        },
        AnswerTable("containers", of: Catalogue.container.shape, worst: ["service_counted_ms", "downtime_down_ms"]) {
            $0.figures.containers
        },
        AnswerTable("latency", of: Shapes.latencyRow) { $0.latencyRows },
        AnswerTable("restarts", of: Catalogue.restart.shape, worst: ["took_ms", "down_ms"]) { $0.restarts },
        AnswerTable("windows", of: Catalogue.listedWindow.shape, worst: ["counted_ms", "in_range_ms"]) { $0.windows },
        AnswerTable("failures", of: Catalogue.failure.shape) { $0.figures.failures },
        AnswerTable("slow", of: Catalogue.slow.shape) { $0.slow },
        AnswerTable("stuck", of: Catalogue.stuck.shape) { $0.figures.stuck },
        AnswerTable("actors") { Rows($0.figures.actors, of: Catalogue.actorRow(operations: $0.operations)) },
        AnswerTable("quality", of: Catalogue.quality.shape) { [$0.figures.quality] },
        // Only where an earlier range was asked for.
        AnswerTable("comparison", of: Shapes.comparedFigure) { $0.comparison?.figures },
    ]

    /// The fleet first, then the containers; kinds in the order of the definitions.
    private var latencyRows: [LatencyRow] {
        func rows(_ latency: [LatencyKind: LatencyFigures], of container: ContainerFigures?) -> [LatencyRow] {
            LatencyKind.inOrder.compactMap { kind in
                latency[kind].map {
                    LatencyRow(containerID: container?.id, containerName: container?.name, kind: kind, figures: $0)
                }
            }
        }
        return rows(figures.fleet.latency, of: nil) + figures.containers.flatMap { rows($0.latency, of: $0) }
    }

    /// Those that the definitions name, then all others that an actor has, by code points.
    private var operations: [ExactText] {
        let named: [ExactText] = [
            "start", "stop", "force-stop", "restart", "pause", "resume", "provision", "fail", "other",
        ]
        let met = Set(figures.actors.flatMap(\.operations.keys))
        return named + met.subtracting(named).sorted()
    }
}

/// A row of the table of latencies: one kind of transition, of one container or of the fleet.
struct LatencyRow: Sendable {
    /// Nil is the fleet.
    var containerID: ContainerID?
    var containerName: String?
    var kind: LatencyKind
    var figures: LatencyFigures
}

extension Shapes {
    static let latencyRow = Shape<LatencyRow>(
        fields: [
            .text("container_id", as: .containerID) { $0.containerID?.text },
            .text("container_name") { $0.containerName },
            .choice("kind") { $0.kind },
        ] + Catalogue.latencyShape.inlined { $0.figures }
    )
}

/// An outage with its place in the list, from 1.
struct OutageRow: Sendable {
    let number: Int
    let outage: Outage

    init(_ number: Int, _ outage: Outage) {
        self.number = number
        self.outage = outage
    }
}

struct OutageWindowRow: Sendable {
    let outage: OutageRow
    let window: OutageWindow
}

extension StreamedList<Outage> {
    /// Each with its place in the list.
    var rows: StreamedList<OutageRow> {
        StreamedList<OutageRow> { body in
            var number = 0
            try forEach { outage in
                number += 1
                try body(OutageRow(number, outage))
            }
        }
    }

    /// The windows of each, in order.
    var windowRows: StreamedList<OutageWindowRow> {
        StreamedList<OutageWindowRow> { body in
            try rows.forEach { row in
                for window in row.outage.windows { try body(OutageWindowRow(outage: row, window: window)) }
            }
        }
    }
}

struct BudgetRow: Sendable {
    let group: String
    let share: BudgetShare
}

extension Shapes {
    static let outageRow = Shape<OutageRow>(
        fields: [.integer("outage", from: 1) { $0.number }] + Catalogue.outage.shape.inlined { $0.outage }
    )

    static let outageWindowRow = Shape<OutageWindowRow>(fields: [
        .integer("outage", from: 1) { $0.outage.number },
        .text("group") { $0.outage.outage.group },
        .text("container_id", as: .containerID) { $0.window.containerID.text },
        .text("container_name") { $0.window.containerName },
        .instant("start") { $0.window.start },
        .choice("cause") { $0.window.cause },
        .span("counted_ms") { $0.window.counted },
    ])

    static let budgetRow = Shape<BudgetRow>(
        fields: [.text("group") { $0.group }] + Catalogue.share.shape.inlined { $0.share }
    )
}

/// A downtime window as an analysis keeps it until the end: its texts are still symbols.
struct WindowRecord: Sendable {
    let container: ContainerID
    /// Its index among the intervals of its container.
    let index: Int
    let interval: DowntimeInterval
    let opener: Entry?
    let closer: Entry?
    /// The index of its group.
    let group: Int
    let cause: DowntimeCause
    let counted: TimeSpan
    let reason: ReasonNumber?

    init(_ interval: DowntimeInterval, index: Int, of study: ContainerStudy, _ service: ServiceStudy) {
        let window = service.windows[index - study.intervalsInScope.lowerBound]
        (group, cause, counted) = (service.group, window.cause, window.downtime.countedTime)
        container = study.container.id
        self.index = index
        self.interval = interval
        opener = interval.opener.map { study.timeline.entries[$0] }
        closer = interval.closer.map { study.timeline.entries[$0] }
        reason = study.reason(of: interval)
    }

    /// The order of a shortened list: the longest first, then as in the report.
    static func isLonger(_ left: WindowRecord, _ right: WindowRecord) -> Bool {
        let (length, other) = (left.interval.length, right.interval.length)
        return length == other ? precedes(left, right) : length > other
    }

    /// The order of the report: by start, container id, index.
    static func precedes(_ left: WindowRecord, _ right: WindowRecord) -> Bool {
        if left.interval.start != right.interval.start { return left.interval.start < right.interval.start }
        if left.container != right.container { return left.container < right.container }
        return left.index < right.index
    }
}

/// A restart as an analysis keeps it until the end: its texts are still symbols.
struct RestartRecord: Sendable {
    let container: ContainerID
    let episode: RestartEpisode
    /// The one that opened the window; where there is no window, the restart's only entry.
    let opener: Entry
    /// All after the opener, the closing one included.
    let others: [Entry]
    /// In milliseconds; nil where it is not known.
    let took: Double?

    init(_ episode: RestartEpisode, of study: ContainerStudy) {
        container = study.container.id
        self.episode = episode
        let entries = study.timeline.entries
        took = episode.took(in: study.timeline)
        opener = entries[episode.opener]
        others = episode.opener < episode.closer ? Array(entries[(episode.opener + 1)...episode.closer]) : []
    }

    /// The order of a shortened list: the newest first.
    static func isNewer(_ left: RestartRecord, _ right: RestartRecord) -> Bool {
        precedes(right, left)
    }

    /// The order of the report: by instant, container id, closing entry.
    static func precedes(_ left: RestartRecord, _ right: RestartRecord) -> Bool {
        if left.episode.at != right.episode.at { return left.episode.at < right.episode.at }
        if left.container != right.container { return left.container < right.container }
        return left.episode.closer < right.episode.closer
    }
}

extension StabilityReport: HTMLAnswer {
    package static var formats: [AnswerFormat<StabilityReport>] { AnswerFormat.common + [.html, .mail] }

    /// The page with its pictures; without a history the report's text alone.
    package func htmlPage(instants: InstantStyle) -> HTMLPage {
        guard let history else { return HTMLPage(title: name.title, lead: page(instants: instants)) }
        return ReportPage(report: self, history: history, instants: instants).page()
    }
}
