internal import Analysis
internal import Timelines

extension Shapes {
    static let whoEntry = Shape<WhoEntry>(
        fields: [
            .text("container_id") { $0.containerID.text },
            .text("container_name") { $0.containerName },
        ] + entry.fields + [
            .object("window", window) { $0.window }
        ]
    )

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
