internal import Rendering
internal import Study
internal import Timelines

extension Shapes {
    static let window = Shape<DowntimeWindow>(fields: [
        .text("container_id") { $0.containerID.text },
        .text("container_name") { $0.containerName },
        .instant("start") { $0.start },
        .instant("end") { $0.end },
        .span("duration_ms") { $0.duration },
        .span("in_range_ms") { $0.inRange },
        .flag("open") { $0.isOpen },
        .flag("cut") { $0.isTruncated },
        .flag("planned") { $0.isPlanned },
        .flag("assumed") { $0.isAssumed },
        .object("statuses", downTimeByStatus) { $0.time },
        .object("opened_by", trigger) { $0.openedBy },
        .object("closed_by", trigger) { $0.closedBy },
    ])

    private static let downTimeByStatus = Shape<DownTimeByStatus>(fields: [
        .span("stopped_ms") { $0.stopped },
        .span("failed_ms") { $0.failed },
        .span("paused_ms") { $0.paused },
    ])

    private static let trigger = Shape<Trigger>(fields: [
        .text("actor") { $0.actor },
        .text("kind") { $0.kind.rawValue },
        .text("operation") { $0.operation },
        .text("event_id") { $0.eventID },
        .instant("at") { $0.at },
    ])

    static let restart = Shape<Restart>(fields: [
        .text("container_id") { $0.containerID.text },
        .instant("at") { $0.at },
        .text("kind") { $0.kind.rawValue },
        .text("actor") { $0.actor },
        .text("operation") { $0.operation },
        .span("down_ms") { $0.down },
        .texts("event_ids") { $0.eventIDs },
    ])

    static let quality = Shape<QualityFigures>(fields: [
        .integer("entries") { $0.entries },
        .integer("amended") { $0.amended },
        .integer("vanished") { $0.vanished },
        .integer("quarantined") { $0.quarantined },
        .integer("chain_breaks") { $0.chainBreaks },
        .list(
            "drift",
            drift,
            phrase: { "\($0.containerID.text) listed \($0.listed), timeline \($0.timeline), at \($0.at.iso8601)" }
        ) { $0.drift },
        .list("gone", gone, phrase: { "\($0.containerID.text) since \($0.since.iso8601)" }) { $0.gone },
        .integer("missing_id") { $0.missingID },
        .integer("missing_duration") { $0.missingDuration },
        .integer("invalid_duration") { $0.invalidDuration },
        .integer("missing_actor") { $0.missingActor },
        .integer("unknown_status") { $0.unknownStatus },
    ])

    static let drift = Shape<Drift>(fields: [
        .text("container_id") { $0.containerID.text },
        .text("listed") { $0.listed },
        .text("timeline") { $0.timeline },
        .instant("at") { $0.at },
    ])

    private static let gone = Shape<GoneContainer>(fields: [
        .text("container_id") { $0.containerID.text },
        .instant("since") { $0.since },
    ])
}
