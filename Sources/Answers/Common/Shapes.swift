internal import Rendering
internal import Study
internal import Timelines

/// The shapes of the contract, each named after what it describes.
enum Shapes {}

extension Shapes {
    static let range = Shape<(interval: Interval?, timezone: String)>(fields: [
        .instant("from") { $0.interval?.start },
        .instant("to") { $0.interval?.end },
        .text("timezone") { $0.timezone },
    ])

    static let options = Shape<ReportOptions>(fields: [
        .text("paused") { $0.paused.rawValue },
        .span("restart_gap_ms") { $0.restartGap },
        .texts("containers") { $0.containers },
        .texts("projects") { $0.projects },
        .texts("maintenance") { $0.maintenance },
        .integer("actor_rules") { $0.actorRules },
        .integer("listed") { $0.listed },
    ])

    static let log = Shape<LogState>(fields: [
        Field(
            name: "size",
            columns: ["size"],
            writeJSON: { log, text in text.scalar(.integer(log.size)) },
            writeCells: { log, row in row.cell(log.map { .integer($0.size) } ?? .null) }
        ),
        .text("root") { base64($0.root) },
    ])

    static let coverage = Shape<CoverageFigures>(fields: [
        .instant("covered_until") { $0.coveredUntil },
        .integer("containers") { $0.containers },
        .list(
            "stale",
            stale,
            phrase: { $0.id.text + " covered until " + ($0.coveredUntil?.iso8601 ?? "never") }
        ) { $0.stale },
    ])

    static let stale = Shape<StaleContainer>(fields: [
        .text("id") { $0.id.text },
        .text("name") { $0.name },
        .instant("covered_until") { $0.coveredUntil },
    ])

    static let availability = Shape<AvailabilityFigures>(fields: [
        .number("ratio") { $0.ratio },
        .number("low") { $0.low },
        .number("high") { $0.high },
        .number("unplanned") { $0.unplanned },
        .span("up_ms") { $0.up },
        .span("down_ms") { $0.down },
        .span("planned_down_ms") { $0.plannedDown },
        .span("unknown_ms") { $0.unknown },
        .span("assumed_ms") { $0.assumed },
        .span("out_of_service_ms") { $0.outOfService },
    ])

    static let downtime = Shape<DowntimeFigures>(fields: [
        .integer("windows") { $0.windows },
        .integer("open") { $0.open },
        .integer("closed") { $0.closed },
        .integer("cut") { $0.truncated },
        .number("mttr_ms") { $0.meanTimeToRecovery },
        .number("mtbf_ms") { $0.meanTimeBetweenFailures },
        .span("longest_ms") { $0.longest },
        .span("down_ms") { $0.down },
    ])

    static let restartFigures = Shape<RestartFigures>(fields: [
        .integer("count") { $0.count },
        .integer("explicit") { $0.explicit },
        .integer("quick") { $0.quick },
        .integer("recovery") { $0.recovery },
        .number("per_day") { $0.perDay },
        .integer("max_in_hour") { $0.maxInHour },
    ])
}
