internal import Periods
internal import Rendering
internal import Study
internal import Timelines

/// The shapes of the contract, each named after what it describes.
enum Shapes {}

extension Shapes {
    static let range = Shape<(interval: Interval, timezone: String)>(fields: [
        .instant("from") { $0.interval.start },
        .instant("to") { $0.interval.end },
        .text("timezone") { $0.timezone },
    ])

    /// A range that need not be given.
    static let openRange = Shape<(interval: Interval?, timezone: String)>(fields: [
        .instant("from") { $0.interval?.start },
        .instant("to") { $0.interval?.end },
        .text("timezone") { $0.timezone },
    ])

    static let options = Shape<AnalysisChoices>(
        "options",
        fields: [
            .choice("paused", "Which part of the time the status paused belongs to.") { $0.paused },
            .span("restart_gap_ms", "The longest downtime window that still counts as a quick restart.") {
                $0.restartGap
            },
            .texts("containers", "The container filters as given; empty is all.") { $0.containers },
            .texts("projects", "The project filters as given; empty is all.") { $0.projects },
            .texts("maintenance", "The names of the declared maintenance windows.") { $0.maintenance.names },
            .integer("actor_rules", "How many actor rules the configuration holds.") { $0.actorRules.count },
            .integer("listed", "The most elements of the shortened lists; null is all. No total depends on it.") {
                $0.listed
            },
        ]
    )

    static let log = Shape<LogState>(
        "log",
        fields: [
            .integer("size", "Leaves of the log.") { Int($0.size) },
            .text("root", "RFC 6962 root hash in base64.", as: .root) { base64($0.root) },
        ]
    )

    static let coverage = Shape<CoverageFigures>(
        "coverage",
        fields: [
            .instant("covered_until", "The minimum over containers that are not gone.") { $0.coveredUntil },
            .integer("containers") { $0.containers },
            .list(
                "stale",
                stale,
                "Containers covered until before the end of the range.",
                phrase: { $0.id.text + " covered until " + ($0.coveredUntil?.iso8601 ?? "never") }
            ) { $0.stale },
        ]
    )

    static let stale = Shape<StaleContainer>(fields: [
        .text("id", as: .containerID) { $0.id.text },
        .text("name") { $0.name },
        .instant("covered_until") { $0.coveredUntil },
    ])

    static let availability = Shape<AvailabilityFigures>(
        "availability",
        fields: [
            .number("ratio", "up / (up + down).", to: 1) { $0.ratio },
            .number("low", "(up - assumed up) / (up + down + unknown).", to: 1) { $0.low },
            .number("high", "(up + unknown + assumed down) / (up + down + unknown).", to: 1) { $0.high },
            .number("unplanned", "up / (up + down - planned down).", to: 1) { $0.unplanned },
            .span("up_ms") { $0.up },
            .span("down_ms") { $0.down },
            .span("planned_down_ms") { $0.plannedDown },
            .span("unknown_ms") { $0.unknown },
            .span("assumed_ms") { $0.assumed },
            .span("out_of_service_ms") { $0.outOfService },
        ]
    )

    static let downtime = Shape<DowntimeFigures>(
        "downtime",
        fields: [
            .integer("windows") { $0.windows },
            .integer("open") { $0.open },
            .integer("closed") { $0.closed },
            .integer("cut") { $0.truncated },
            .number("mttr_ms") { $0.meanTimeToRecovery },
            .number("mtbf_ms") { $0.meanTimeBetweenFailures },
            .span("longest_ms") { $0.longest },
            .span("down_ms") { $0.down },
        ]
    )

    static let restartFigures = Shape<RestartFigures>(fields: [
        .integer("count") { $0.count },
        .integer("explicit") { $0.explicit },
        .integer("quick") { $0.quick },
        .integer("recovery") { $0.recovery },
        .number("per_day") { $0.perDay },
        .integer("max_in_hour") { $0.maxInHour },
    ])
}

extension Shapes {
    static let fleet = Shape<FleetFigures>(fields: [
        .object("availability", availability) { $0.availability },
        .object("downtime", downtime) { $0.downtime },
        .object(
            "restarts",
            Shape<FleetFigures>(fields: restartFigures.inlined { $0.restarts } + [.integer("flapping") { $0.flapping }])
        ) { $0 },
        latencyByKind("fleet_latency", always: .start) { $0.latency },
    ])

    static let container = Shape<ContainerFigures>(
        "container",
        fields: [
            .text("id", as: .containerID) { $0.id.text },
            .text("name") { $0.name },
            .text("project_id") { $0.projectID },
            .text("status") { $0.status },
            .instant("covered_until") { $0.coveredUntil },
            .object("availability", availability) { $0.availability },
            .object("downtime", downtime) { $0.downtime },
            .object(
                "restarts",
                Shape<ContainerFigures>(
                    fields: restartFigures.inlined { $0.restarts } + [.flag("flapping") { $0.flapping }]
                )
            ) { $0 },
            latencyByKind { $0.latency },
        ]
    )

    static let actor = Shape<ActorFigures>(
        "actor",
        fields: actorFields(operations: .jsonOnly("operations", operationCounts, writeOperations))
    )

    /// The same with a column for each of `operations`; an actor without entries of one has 0 there.
    static func actor(operations: [ExactText]) -> Shape<ActorFigures> {
        let columns = Field<ActorFigures>(
            name: "operations",
            schema: operationCounts,
            columns: operations.map { "operations_" + $0.text },
            writeJSON: writeOperations,
            writeCells: { actor, row in
                for operation in operations {
                    row.cell(actor.map { .integer(Int64($0.operations[operation] ?? 0)) } ?? .null)
                }
            }
        )
        return Shape(
            "actor",
            fields: actorFields(operations: columns)
        )
    }

    private static let operationCounts = JSONSchema.map(.integer(from: 0))

    private static func actorFields(operations: Field<ActorFigures>) -> [Field<ActorFigures>] {
        [
            .text("actor") { $0.actor },
            .choice("kind") { $0.kind },
            .flag("attributed") { $0.attributed },
            .integer("entries") { $0.entries },
            operations,
            .integer("operations_derived") { $0.operationsDerived },
            .integer("containers") { $0.containers },
            .integer("restarts") { $0.restarts },
            .integer("force_stops") { $0.forceStops },
            .integer("windows") { $0.windows },
            .span("down_ms") { $0.down },
            .instant("first_seen") { $0.firstSeen },
            .instant("last_seen") { $0.lastSeen },
        ]
    }

    @Sendable private static func writeOperations(_ actor: ActorFigures, to text: inout JSONText) {
        text.object { text in
            for operation in actor.operations.keys.sorted() {
                text.key(operation.text)
                text.scalar(.integer(Int64(actor.operations[operation] ?? 0)))
            }
        }
    }
}

extension Shapes {
    static let window = Shape<DowntimeWindow>(
        "window",
        fields: [
            .text("container_id", as: .containerID) { $0.containerID.text },
            .text("container_name") { $0.containerName },
            .instant("start") { $0.start },
            .instant("end", "Null while it is open.") { $0.end },
            .span("duration_ms") { $0.duration },
            .span("in_range_ms") { $0.inRange },
            .flag("open") { $0.isOpen },
            .flag("cut") { $0.isTruncated },
            .flag("planned") { $0.isPlanned },
            .flag("assumed") { $0.isAssumed },
            .object("statuses", downTimeByStatus) { $0.time },
            .object("opened_by", trigger) { $0.openedBy },
            .object("closed_by", trigger) { $0.closedBy },
        ]
    )

    private static let downTimeByStatus = Shape<DownTimeByStatus>(fields: [
        .span("stopped_ms") { $0.stopped },
        .span("failed_ms") { $0.failed },
        .span("paused_ms") { $0.paused },
    ])

    private static let trigger = Shape<Trigger>(
        "trigger",
        fields: [
            .text("actor") { $0.actor },
            .choice("kind") { $0.kind },
            .text("operation") { $0.operation },
            .text("event_id") { $0.eventID },
            .instant("at") { $0.at },
        ]
    )

    static let restart = Shape<Restart>(
        "restart",
        fields: [
            .text("container_id", as: .containerID) { $0.containerID.text },
            .instant("at") { $0.at },
            .choice("kind") { $0.kind },
            .text("actor") { $0.actor },
            .text("operation") { $0.operation },
            .span("down_ms") { $0.down },
            .texts("event_ids") { $0.eventIDs },
        ]
    )

    static let quality = Shape<QualityFigures>(
        "quality",
        fields: [
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
        ]
    )

    static let drift = Shape<Drift>(
        "drift",
        fields: [
            .text("container_id", as: .containerID) { $0.containerID.text },
            .text("listed") { $0.listed },
            .text("timeline") { $0.timeline },
            .instant("at", "The beginning of the pass.") { $0.at },
        ]
    )

    private static let gone = Shape<GoneContainer>(fields: [
        .text("container_id", as: .containerID) { $0.containerID.text },
        .instant("since") { $0.since },
    ])
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
    /// The figures by kind, as an object in the order of the definitions; CSV has them in a table of their own.
    static func latencyByKind<Value>(
        _ name: String = "latency",
        always: LatencyKind? = nil,
        _ read: @escaping @Sendable (Value) -> [LatencyKind: LatencyFigures]
    ) -> Field<Value> {
        .jsonOnly("latency", latencies(name, always: always)) { value, text in
            let figures = read(value)
            text.object { text in
                for kind in LatencyKind.inOrder {
                    guard let figures = figures[kind] else { continue }
                    text.key(kind.rawValue)
                    latency.write(figures, to: &text)
                }
            }
        }
    }

    /// Kinds without entries are left out.
    private static func latencies(_ name: String, always: LatencyKind?) -> JSONSchema {
        let members = LatencyKind.inOrder.map { kind in
            JSONSchema.Member(name: kind.rawValue, schema: latency.schema, isRequired: kind == always)
        }
        return .named(name, .object(members))
    }

    static let latencyRow = Shape<LatencyRow>(
        fields: [
            .text("container_id", as: .containerID) { $0.containerID?.text },
            .text("container_name") { $0.containerName },
            .choice("kind") { $0.kind },
        ] + latency.inlined { $0.figures }
    )

    static let latency = Shape<LatencyFigures>(
        "latency_figures",
        fields: [
            .integer("n") { $0.n },
            .integer("missing") { $0.missing },
            .integer("invalid") { $0.invalid },
            .number("min_ms") { $0.minimum },
            .number("mean_ms") { $0.mean },
        ]
            + Percentile.allCases.map { percentile in
                .number(name(of: percentile)) { $0.percentiles[percentile]?.value }
            } + [
                .number("max_ms") { $0.maximum },
                .object("ci95", Shape<LatencyFigures>(fields: Percentile.allCases.map(interval))) {
                    $0
                },
                .integer("failed") { $0.failed },
                .number("success_rate", to: 1) { $0.successRate },
            ]
    )

    private static func name(of percentile: Percentile) -> String {
        "p\(percentile.rawValue)_ms"
    }

    /// `[low, high]`; null with a withheld percentile. In CSV two columns.
    private static func interval(of percentile: Percentile) -> Field<LatencyFigures> {
        let name = name(of: percentile)
        return Field(
            name: name,
            schema: .named("interval", .list(.number(from: 0, to: nil).orNull, from: 2, to: 2).orNull),
            columns: [name + "_low", name + "_high"],
            writeJSON: { figures, text in
                if let estimate = figures.percentiles[percentile] {
                    text.pair(scalar(estimate.low), scalar(estimate.high))
                } else {
                    text.scalar(.null)
                }
            },
            writeCells: { figures, row in
                let estimate = figures?.percentiles[percentile]
                row.cell(scalar(estimate?.low))
                row.cell(scalar(estimate?.high))
            }
        )
    }

    private static func scalar(_ bound: Double?) -> Scalar {
        bound.map(Scalar.number) ?? .null
    }
}
