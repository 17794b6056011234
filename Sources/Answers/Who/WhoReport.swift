package import Rendering
internal import Study
package import Timelines

/// The answer to "who did it?", with what was asked and what was searched for it.
package struct WhoReport: Sendable {
    package static let schema = "tachograph.who/1"

    package var question: WhoQuestion
    /// Nil where everything recorded was searched.
    package var range: Interval?
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: AnalysisChoices
    package var log: LogState
    package var figures: WhoFigures
    /// All answers, where these are to be listed and the figures have a part of them only.
    var list: StreamedList<WhoAnswer>?
    /// How long ago the last complete readings of the searched containers were, the oldest of them; nil where that is not to be said.
    /// It depends on the clock, so only texts have it.
    package var readingAge: TimeSpan?
    /// Whether a text lists everything that was found below the answer; other formats always do.
    package var listsAll = true

    /// How many answers a text lists: what fits a screen.
    package static let listedForPeople = 20

    /// As programs get them.
    var entries: StreamedList<WhoAnswer> { list ?? StreamedList(figures.answers) }

    /// What was searched: the range, else from the oldest entry to how far all containers are covered.
    var period: (from: Instant?, to: Instant?) {
        (range?.start ?? figures.loggedSince, range?.end ?? figures.coverage.coveredUntil)
    }

    /// Whether the store covers every searched container to the end of the period.
    var isCovered: Bool {
        figures.coverage.containers > 0 && figures.coverage.stale.isEmpty
    }
}

extension WhoReport: DocumentedAnswer {
    package static let title = "Who brought containers into a status, or did an operation"

    package static let document: [DocumentPart<WhoReport>] = [
        .fields(Shapes.whoHead), .fields(Shapes.whoLead), .list("entries", Shapes.whoAnswer) { $0.entries },
    ]

    package static let tables: [AnswerTable<WhoReport>] = [
        AnswerTable("entries", of: Shapes.whoAnswer) { $0.entries }
    ]
}

extension Shapes {
    /// Everything of a who report but its entries.
    static let whoHead = Shape<WhoReport>(fields: [
        .constant("schema", WhoReport.schema),
        .text("status", "The status that was asked for; null where an operation was.") { report in
            if case .status(let status) = report.question.subject { status } else { nil }
        },
        .text(
            "operation",
            "The operation that was asked for, as an entry names it or its statuses give it; null where a status was."
        ) { report in
            if case .operation(let operation) = report.question.subject { operation } else { nil }
        },
        .object("range", openRange, "From and to are null where everything recorded was searched.") {
            (interval: $0.range, timezone: $0.timezone)
        },
        .object("options", options) { $0.options },
        .object("filters", actorSelection, "Whose entries count.") { $0.question.actors },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.figures.coverage },
        .object("searched", searched, "What was searched.") { $0 },
        .integer("found", "How many entries answer; entries[] has fewer where options.listed limits it.") {
            $0.figures.found
        },
        .integer("left_out", "How many more would answer, were it not for filters.") { $0.figures.leftOut },
    ])

    /// The entry that answers best, and what else happened to its group.
    static let whoLead = Shape<WhoReport>(fields: [
        .text("sentence", "The answer in words; null where none was found.") { $0.sentence },
        .object(
            "answer",
            whoAnswer,
            "The newest entry whose window is still open, else the newest whose window is no restart's, else the newest; null where none was found."
        ) { $0.figures.lead },
        .list(
            "also_down",
            alsoDown,
            "The other containers of its group that went down at about the same time.",
            phrase: { "\($0.containerName ?? $0.containerID.text) \($0.duration.milliseconds) ms" }
        ) { $0.figures.surroundings?.alsoDown ?? [] },
        .object(
            "before",
            Shape<EarlierDeeds>(fields: [
                .instant("since", "From when on it was looked for.") { $0.since },
                .integer("count", "How often the same actor took containers of the group down, short restarts apart.") {
                    $0.count
                },
                .object("last", alsoDown, "The newest; null where there is none.") { $0.last },
            ]),
            "What the same actor did to the group before; null where the log does not name the actor, or no window was opened."
        ) { $0.figures.surroundings?.before },
        .integer("restarts", "How many of the entries found opened the window of a short restart.") {
            $0.figures.restarts?.count ?? 0
        },
    ])

    private static let alsoDown = Shape<AlsoDown>(
        "also_down",
        fields: [
            .text("container_id", as: .containerID) { $0.containerID.text },
            .text("container_name") { $0.containerName },
            .instant("start") { $0.start },
            .instant("end", "Null while it is down.") { $0.end },
            .span("duration_ms") { $0.duration },
            .text("actor") { $0.actor },
            .choice("kind") { $0.kind },
            .choice("cause") { $0.cause },
            .text("event_id", "Null where no entry opened the window.") { $0.eventID },
        ]
    )

    static let whoAnswer = Shape<WhoAnswer>(
        "who_entry",
        fields: foundEntry.inlined { $0.entry } + [
            .instant("gone_since", "The last pass that saw its container; null unless the platform no longer knows it.")
            {
                $0.goneSince
            },
            .flag("complete", "Whether nothing shows that an entry directly before or after it is missing.") {
                $0.isLogComplete
            },
            .texts(
                "doubts",
                "What speaks against the log next to the entry.",
                of: .choice(LogDoubt.allCases.map(\.rawValue))
            ) { $0.doubts.map(\.rawValue) },
            .object(
                "before",
                chainEnd(status: "to_status"),
                "The entry before it, and where that led; null where it is the first."
            ) { $0.before },
            .object(
                "after",
                chainEnd(status: "from_status"),
                "The entry after it, and where that comes from (null or missing, as a text, where it names none); null where it is the last."
            ) { $0.after },
            .object(
                "around",
                around,
                "What the same actor did within ten minutes before and after, in any container of the store; null where the log names no actor."
            ) { $0.nearby },
        ]
    )

    static let actorSelection = Shape<ActorSelection>(fields: [
        .texts("actors", "Globs as given; empty is all.") { $0.globs },
        .texts("kinds", "Kinds of actors; empty is all.", of: .choice(ActorKind.allCases.map(\.rawValue))) {
            $0.kinds.map(\.rawValue)
        },
        .flag("no_automation", "Whether actors of the kind automation were left out.") { $0.isWithoutAutomation },
    ])

    private static let searched = Shape<WhoReport>(fields: [
        .instant("from", "The beginning of the range; without one, the oldest entry.") { $0.period.from },
        .instant("to", "The end of the range; without one, coverage.covered_until.") { $0.period.to },
        .integer("entries", "The entries that lie in the period.") { $0.figures.entries },
        .flag("covered", "Whether every container is covered to the end of the period.") { $0.isCovered },
        .integer(
            "logs_begun_late",
            "How many containers' logs begin within the period, and not with the creation of the container."
        ) { $0.figures.logsBegunLate },
    ])

    private static let around = Shape<NearbyEntries>(fields: [
        .integer("count") { $0.count },
        .list("entries", nearbyEntry, phrase: phrase) { $0.entries },
    ])

    private static let nearbyEntry = Shape<NearbyEntry>(
        "nearby_entry",
        fields: [
            .text("container_id", as: .containerID) { $0.containerID.text },
            .text("container_name") { $0.containerName },
            .instant("at") { $0.at },
            .span("offset_ms", "How much later it is; negative where it is earlier.", from: -600_000, to: 600_000) {
                $0.offset
            },
            .text("operation") { $0.operation },
            .flag("operation_derived") { $0.isOperationDerived },
            .text("to_status") { $0.toStatus },
            .text("event_id") { $0.eventID },
        ]
    )

    @Sendable private static func phrase(_ entry: NearbyEntry) -> String {
        "\(entry.operation) of \(entry.containerID.text), \(entry.offset.milliseconds) ms, \(entry.eventID)"
    }

    static let stretch = Shape<TimelineStretch>(
        "stretch",
        fields: [
            .instant("start") { $0.interval.start },
            .instant("end") { $0.interval.end },
            .span("duration_ms") { $0.interval.length },
            .choice("condition") { $0.condition },
            .text("status") { $0.status },
            .flag("assumed") { $0.isAssumed },
            .text("remark") { $0.remark },
            .object("entry", entry, "The entry at its beginning; null where none began it.") { $0.entry },
        ]
    )

    static let timelineContainer = Shape<TimelineContainer>(
        "timeline_container",
        fields: [
            .text("id", as: .containerID) { $0.id.text },
            .text("name") { $0.name },
            .text("project_id") { $0.projectID },
            .instant("covered_until") { $0.coveredUntil },
            .instant("gone_since") { $0.goneSince },
        ]
    )

    /// An entry with its container and what it cost.
    static let foundEntry = Shape<WhoEntry>(
        "found_entry",
        fields: [
            .text("container_id", as: .containerID) { $0.containerID.text },
            .text("container_name") { $0.containerName },
        ] + entry.fields + [
            .object("window", Catalogue.window.shape, "Null for an entry that opened none.") { $0.window }
        ]
    )

    /// An entry without its container and what it cost.
    static let entry = Shape<WhoEntry>(
        "entry",
        fields: [
            .instant("at") { $0.at },
            .text("actor") { $0.actor },
            .choice("kind") { $0.kind },
            .text("operation") { $0.operation },
            .flag("operation_derived", "Whether the entry names no operation, so that the statuses alone gave it.") {
                $0.isOperationDerived
            },
            .text("from_status") { $0.fromStatus },
            .text("to_status") { $0.toStatus },
            .number("duration_ms", to: 86400000) { $0.duration.milliseconds },
            .text("event_id") { $0.eventID },
            .text("reason", "Why, as its metadata tells it; null where it tells nothing.") { $0.reason },
            .json("metadata", "As received; null where it is missing. In a table it is compact JSON in one cell.") {
                $0.metadata
            },
        ]
    )
}

extension DurationReading {
    /// Nil where it is no sample.
    var milliseconds: Double? {
        guard case .valid(let milliseconds) = self else { return nil }
        return milliseconds
    }
}
