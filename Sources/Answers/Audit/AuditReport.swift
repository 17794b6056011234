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

extension AuditReport: DocumentedAnswer {
    package static let title = "What the platform changed or hid"

    package static let document: [DocumentPart<AuditReport>] = [
        .fields(Shapes.auditHead),
        .list("containers", Shapes.auditedContainer) { $0.figures.containers },
        .list("amendments", Shapes.amendment) { $0.figures.amendments },
        .list("vanished", Shapes.vanishedEntry) { $0.figures.vanished },
        .list("chain_breaks", Shapes.chainBreak) { $0.figures.chainBreaks },
        .list("quarantined", Shapes.quarantinedElement) { $0.figures.quarantined },
        .list("drift", Shapes.drift) { $0.figures.drift },
    ]

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
        .constant("schema", AuditReport.schema),
        .object(
            "range",
            openRange,
            "Of when it was noticed; from and to are null where everything recorded was searched."
        ) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", auditOptions) { $0.options },
        .object("log", log) { $0.log },
        .integer("searched", "How many containers were looked at.") { $0.searched },
        .flag("rewritten", "Whether any entry was amended or vanished.") { $0.figures.totals.isRewritten },
        .object("totals", auditTotals) { $0.figures.totals },
    ])

    static let auditedContainer = Shape<AuditedContainer>(
        "container",
        fields: [
            .text("id", as: .containerID) { $0.id.text },
            .text("name") { $0.name },
            .text("project_id") { $0.projectID },
        ] + auditTotals.inlined { $0.totals }
    )

    static let amendment = Shape<Amendment>(
        "amendment",
        fields: [
            .text("container_id", as: .containerID) { $0.containerID.text },
            .text("container_name") { $0.containerName },
            .text("event_id") { $0.eventID },
        ] + noticed.inlined { $0.noticed } + [
            .list(
                "changes",
                change,
                "The members that differ, by name; empty where a version is no JSON object.",
                phrase: phrase
            ) { $0.changes },
            .object("before", version) { $0.before },
            .object("after", version) { $0.after },
        ]
    )

    static let vanishedEntry = Shape<VanishedEntry>(
        "vanished_entry",
        fields: [
            .text("container_id", as: .containerID) { $0.containerID.text },
            .text("container_name") { $0.containerName },
            .text("event_id") { $0.eventID },
        ] + noticed.inlined { $0.noticed } + [
            .instant("returned_at", "When it was found again; null while it is missing.") { $0.returned?.at },
            .integer("returned_pass", from: 1) { $0.returned.map { Int($0.pass) } },
            .object("entry", version) { $0.version },
        ]
    )

    static let chainBreak = Shape<ChainBreak>(
        "chain_break",
        fields: [
            .text("container_id", as: .containerID) { $0.containerID.text },
            .text("container_name") { $0.containerName },
        ] + noticed.inlined { $0.noticed } + [
            .object("before", chainEnd(status: "to_status"), "The entry before the gap.") { $0.before },
            .object("after", chainEnd(status: "from_status"), "The entry after the gap.") { $0.after },
        ]
    )

    static let quarantinedElement = Shape<QuarantinedElement>(
        "quarantined_element",
        fields: [
            .text("container_id", "Null for an element of a container list.", as: .containerID) {
                $0.containerID?.text
            },
            .text("container_name") { $0.containerName },
            .integer("seq", "The observation, by its number in the log.", from: 1) { Int($0.seq) },
        ] + noticed.inlined { $0.noticed } + [
            .text("reason") { $0.reason },
            .flag("vanished", "Whether a later pass no longer found it.") { $0.isVanished },
            .text("body", "The element as received.") { $0.body },
        ]
    )

    private static let auditOptions = Shape<AuditOptions>(fields: [
        .texts("containers", "The filter --container as given; empty is all.") { $0.containers },
        .texts("projects", "The filter --project as given; empty is all.") { $0.projects },
    ])

    private static let auditTotals = Shape<AuditTotals>(fields: [
        .integer("amendments", "Changes of content; several of one entry count each.") { $0.amendments },
        .integer("amended", "Entries that were changed at least once.") { $0.amended },
        .integer("vanished", "Disappearances of entries.") { $0.vanished },
        .integer("returned", "Of these, how many were found again.") { $0.returned },
        .integer("chain_breaks") { $0.chainBreaks },
        .integer("quarantined") { $0.quarantined },
        .integer("drift") { $0.drift },
    ])

    private static let noticed = Shape<Noticed>(fields: [
        .instant("noticed_at", "When the pass recorded it.") { $0.at },
        .integer("pass", "The number of the pass that noticed it.", from: 1) { Int($0.pass) },
    ])

    private static let change = Shape<MemberChange>(
        "change",
        fields: [
            .text("field", "The member's name; one of an object within has both names, parted by a dot.") { $0.field },
            .text("before", "Compact JSON; null where the version has no such member.") { $0.before },
            .text("after", "Compact JSON; null where the version has no such member.") { $0.after },
        ]
    )

    @Sendable private static func phrase(_ change: MemberChange) -> String {
        "\(change.field): \(change.before ?? "none") → \(change.after ?? "none")"
    }

    private static let version = Shape<AuditedVersion>(
        "version",
        fields: [
            .integer("seq", "The observation, by its number in the log.", from: 1) { Int($0.seq) },
            .instant("recorded_at") { $0.recorded.at },
            .integer("pass", from: 1) { Int($0.recorded.pass) },
            .instant("at") { $0.at },
            .text("actor") { $0.actor },
            .text("operation") { $0.operation },
            .flag("operation_derived") { $0.isOperationDerived },
            .text("from_status") { $0.fromStatus },
            .text("to_status") { $0.toStatus },
            .number("duration_ms", "Null where it is no sample.") { $0.duration.milliseconds },
            .text("body", "The JSON as received.") { $0.body },
        ]
    )

    /// `status` is what the status is called: where the entry led, or where it comes from.
    static func chainEnd(status: String) -> Shape<ChainEnd> {
        Shape(fields: [
            .instant("at") { $0.at },
            .text(status) { $0.status },
            .text("event_id") { $0.eventID },
        ])
    }
}
