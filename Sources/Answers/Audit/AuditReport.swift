package import Rendering
package import Timelines

/// What the platform changed or hid: the one value that every format of `tacho audit` is rendered from.
package struct AuditReport: Hashable, Sendable {
    package static let schema = "tachograph.audit/1"

    /// When it was noticed; nil is everything recorded.
    package var range: Interval?
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: AuditOptions
    package var log: LogState
    /// How many containers were looked at.
    package var searched: Int
    package var figures: AuditFigures
}

/// Which containers an audit was asked for.
package struct AuditOptions: Hashable, Sendable {
    /// `--container` as given; empty is all.
    package var containers: [String] = []
    /// `--project` as given; empty is all.
    package var projects: [String] = []
}

extension AuditReport: Answer {
    /// The audit (`tachograph.audit/1`).
    package var record: Record {
        Record([
            .fields(of: self, Shapes.auditHead),
            .list("containers", figures.containers, of: Shapes.auditedContainer),
            .list("amendments", figures.amendments, of: Shapes.amendment),
            .list("vanished", figures.vanished, of: Shapes.vanishedEntry),
            .list("chain_breaks", figures.chainBreaks, of: Shapes.chainBreak),
            .list("quarantined", figures.quarantined, of: Shapes.quarantinedElement),
            .list("drift", figures.drift, of: Shapes.drift),
        ])
    }

    package static let tables: [AnswerTable<AuditReport>] = [
        AnswerTable("summary", of: Shapes.auditHead) { [$0] },
        AnswerTable("containers", of: Shapes.auditedContainer) { $0.figures.containers },
        AnswerTable("amendments", of: Shapes.amendment) { $0.figures.amendments },
        AnswerTable("vanished", of: Shapes.vanishedEntry) { $0.figures.vanished },
        AnswerTable("chain-breaks", of: Shapes.chainBreak) { $0.figures.chainBreaks },
        AnswerTable("quarantined", of: Shapes.quarantinedElement) { $0.figures.quarantined },
        AnswerTable("drift", of: Shapes.drift) { $0.figures.drift },
    ]
}

extension Shapes {
    /// Everything of an audit but its lists.
    static let auditHead = Shape<AuditReport>(fields: [
        .text("schema") { _ in AuditReport.schema },
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", auditOptions) { $0.options },
        .object("log", log) { $0.log },
        .integer("searched") { $0.searched },
        .flag("rewritten") { $0.figures.totals.isRewritten },
        .object("totals", auditTotals) { $0.figures.totals },
    ])

    static let auditedContainer = Shape<AuditedContainer>(
        fields: [
            .text("id") { $0.id.text },
            .text("name") { $0.name },
            .text("project_id") { $0.projectID },
        ] + auditTotals.inlined { $0.totals }
    )

    static let amendment = Shape<Amendment>(
        fields: [
            .text("container_id") { $0.containerID.text },
            .text("container_name") { $0.containerName },
            .text("event_id") { $0.eventID },
        ] + noticed.inlined { $0.noticed } + [
            .list("changes", change, phrase: phrase) { $0.changes },
            .object("before", version) { $0.before },
            .object("after", version) { $0.after },
        ]
    )

    static let vanishedEntry = Shape<VanishedEntry>(
        fields: [
            .text("container_id") { $0.containerID.text },
            .text("container_name") { $0.containerName },
            .text("event_id") { $0.eventID },
        ] + noticed.inlined { $0.noticed } + [
            .instant("returned_at") { $0.returned?.at },
            .integer("returned_pass") { $0.returned.map { Int($0.pass) } },
            .object("entry", version) { $0.version },
        ]
    )

    static let chainBreak = Shape<ChainBreak>(
        fields: [
            .text("container_id") { $0.containerID.text },
            .text("container_name") { $0.containerName },
        ] + noticed.inlined { $0.noticed } + [
            .object("before", chainEnd(status: "to_status")) { $0.before },
            .object("after", chainEnd(status: "from_status")) { $0.after },
        ]
    )

    static let quarantinedElement = Shape<QuarantinedElement>(
        fields: [
            .text("container_id") { $0.containerID?.text },
            .text("container_name") { $0.containerName },
            .integer("seq") { Int($0.seq) },
        ] + noticed.inlined { $0.noticed } + [
            .text("reason") { $0.reason },
            .flag("vanished") { $0.isVanished },
            .text("body") { $0.body },
        ]
    )

    private static let auditOptions = Shape<AuditOptions>(fields: [
        .texts("containers") { $0.containers },
        .texts("projects") { $0.projects },
    ])

    private static let auditTotals = Shape<AuditTotals>(fields: [
        .integer("amendments") { $0.amendments },
        .integer("amended") { $0.amended },
        .integer("vanished") { $0.vanished },
        .integer("returned") { $0.returned },
        .integer("chain_breaks") { $0.chainBreaks },
        .integer("quarantined") { $0.quarantined },
        .integer("drift") { $0.drift },
    ])

    private static let noticed = Shape<Noticed>(fields: [
        .instant("noticed_at") { $0.at },
        .integer("pass") { Int($0.pass) },
    ])

    private static let change = Shape<MemberChange>(fields: [
        .text("field") { $0.field },
        .text("before") { $0.before },
        .text("after") { $0.after },
    ])

    @Sendable private static func phrase(_ change: MemberChange) -> String {
        "\(change.field): \(change.before ?? "none") → \(change.after ?? "none")"
    }

    private static let version = Shape<AuditedVersion>(fields: [
        .integer("seq") { Int($0.seq) },
        .instant("recorded_at") { $0.recorded.at },
        .integer("pass") { Int($0.recorded.pass) },
        .instant("at") { $0.at },
        .text("actor") { $0.actor },
        .text("operation") { $0.operation },
        .flag("operation_derived") { $0.isOperationDerived },
        .text("from_status") { $0.fromStatus },
        .text("to_status") { $0.toStatus },
        .number("duration_ms") { $0.duration.milliseconds },
        .text("body") { $0.body },
    ])

    /// `status` is what the status is called: where the entry led, or where it comes from.
    static func chainEnd(status: String) -> Shape<ChainEnd> {
        Shape(fields: [
            .instant("at") { $0.at },
            .text(status) { $0.status },
            .text("event_id") { $0.eventID },
        ])
    }
}
