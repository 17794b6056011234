package import Rendering
internal import Study
package import Timelines

/// The answer to "who did it?", with what was asked and what was searched for it.
package struct WhoReport: Hashable, Sendable {
    package static let schema = "tachograph.who/1"

    package var question: WhoQuestion
    /// Nil where everything recorded was searched.
    package var range: Interval?
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: AnalysisChoices
    package var log: LogState
    package var figures: WhoFigures

    /// What was searched: the range, else from the oldest entry to how far all containers are covered.
    var period: (from: Instant?, to: Instant?) {
        (range?.start ?? figures.loggedSince, range?.end ?? figures.coverage.coveredUntil)
    }

    /// Whether the store covers every searched container to the end of the period.
    var isCovered: Bool {
        figures.coverage.containers > 0 && figures.coverage.stale.isEmpty
    }
}

extension WhoReport: Answer {
    /// The entries that answer (`tachograph.who/1`).
    package var record: Record {
        Record([.fields(of: self, Shapes.whoHead), .list("entries", figures.answers, of: Shapes.whoAnswer)])
    }

    package static let tables: [AnswerTable<WhoReport>] = [
        AnswerTable("entries", of: Shapes.whoAnswer) { $0.figures.answers }
    ]
}

extension Shapes {
    /// Everything of a who report but its entries.
    static let whoHead = Shape<WhoReport>(fields: [
        .text("schema") { _ in WhoReport.schema },
        .text("status") { report in
            if case .status(let status) = report.question.subject { status } else { nil }
        },
        .text("operation") { report in
            if case .operation(let operation) = report.question.subject { operation } else { nil }
        },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("filters", whoFilters) { $0.question },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.figures.coverage },
        .object("searched", searched) { $0 },
        .integer("found") { $0.figures.found },
        .integer("left_out") { $0.figures.leftOut },
    ])

    static let whoAnswer = Shape<WhoAnswer>(
        fields: [
            .text("container_id") { $0.entry.containerID.text },
            .text("container_name") { $0.entry.containerName },
        ] + entry.inlined { $0.entry } + [
            .object("window", window) { $0.entry.window },
            .flag("complete") { $0.isLogComplete },
            .texts("doubts") { $0.doubts.map(\.rawValue) },
            .object("before", chainEnd(status: "to_status")) { $0.before },
            .object("after", chainEnd(status: "from_status")) { $0.after },
            .object("around", around) { $0.nearby },
        ]
    )

    private static let whoFilters = Shape<WhoQuestion>(fields: [
        .texts("actors") { $0.actors },
        .texts("kinds") { $0.kinds.map(\.rawValue) },
        .flag("no_automation") { $0.isWithoutAutomation },
    ])

    private static let searched = Shape<WhoReport>(fields: [
        .instant("from") { $0.period.from },
        .instant("to") { $0.period.to },
        .integer("entries") { $0.figures.entries },
        .flag("covered") { $0.isCovered },
        .integer("logs_begun_late") { $0.figures.logsBegunLate },
    ])

    private static let around = Shape<NearbyEntries>(fields: [
        .integer("count") { $0.count },
        .list("entries", nearbyEntry, phrase: phrase) { $0.entries },
    ])

    private static let nearbyEntry = Shape<NearbyEntry>(fields: [
        .text("container_id") { $0.containerID.text },
        .text("container_name") { $0.containerName },
        .instant("at") { $0.at },
        .span("offset_ms") { $0.offset },
        .text("operation") { $0.operation },
        .flag("operation_derived") { $0.isOperationDerived },
        .text("to_status") { $0.toStatus },
        .text("event_id") { $0.eventID },
    ])

    @Sendable private static func phrase(_ entry: NearbyEntry) -> String {
        "\(entry.operation) of \(entry.containerID.text), \(entry.offset.milliseconds) ms, \(entry.eventID)"
    }

    static let stretch = Shape<TimelineStretch>(fields: [
        .instant("start") { $0.interval.start },
        .instant("end") { $0.interval.end },
        .span("duration_ms") { $0.interval.length },
        .text("condition") { $0.condition.rawValue },
        .text("status") { $0.status },
        .flag("assumed") { $0.isAssumed },
        .text("remark") { $0.remark },
        .object("entry", entry) { $0.entry },
    ])

    static let timelineContainer = Shape<TimelineContainer>(fields: [
        .text("id") { $0.id.text },
        .text("name") { $0.name },
        .text("project_id") { $0.projectID },
        .instant("covered_until") { $0.coveredUntil },
        .instant("gone_since") { $0.goneSince },
    ])

    /// An entry without its container and what it cost.
    private static let entry = Shape<WhoEntry>(fields: [
        .instant("at") { $0.at },
        .text("actor") { $0.actor },
        .text("kind") { $0.kind.rawValue },
        .text("operation") { $0.operation },
        .flag("operation_derived") { $0.isOperationDerived },
        .text("from_status") { $0.fromStatus },
        .text("to_status") { $0.toStatus },
        .number("duration_ms") { $0.duration.milliseconds },
        .text("event_id") { $0.eventID },
    ])
}

extension DurationReading {
    /// Nil where it is no sample.
    var milliseconds: Double? {
        guard case .valid(let milliseconds) = self else { return nil }
        return milliseconds
    }
}
