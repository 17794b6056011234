package import Rendering
internal import Study
package import Timelines

/// Every entry of a range, with what was asked and what was searched for it.
package struct EventsReport: Sendable {
    package static let schema = "tachograph.events/1"

    package var range: Interval
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: AnalysisChoices
    package var actors: ActorSelection
    package var log: LogState
    package var figures: EventsFigures
    /// All entries, where these are to be listed and the figures have a part of them only.
    var list: StreamedList<WhoEntry>?

    /// How many entries a text lists, the oldest.
    package static let listedForPeople = 1_000

    /// As programs get them.
    var entries: StreamedList<WhoEntry> { list ?? StreamedList(figures.entries) }

    package init(
        range: Interval,
        timezone: String,
        options: AnalysisChoices,
        actors: ActorSelection,
        log: LogState,
        figures: EventsFigures
    ) {
        self.range = range
        self.timezone = timezone
        self.options = options
        self.actors = actors
        self.log = log
        self.figures = figures
    }
}

/// The entries of a range.
package struct EventsFigures: Hashable, Sendable {
    package var coverage: CoverageFigures
    /// How many entries there are; `entries` holds fewer where a limit says so.
    package var found: Int
    /// How many more there would be, were they not somebody's whom the question leaves out.
    package var leftOut: Int
    /// Oldest first, then by container id, then as they stand in its log.
    package var entries: LazyList<WhoEntry>

    package init(coverage: CoverageFigures, found: Int, leftOut: Int, entries: LazyList<WhoEntry>) {
        self.coverage = coverage
        self.found = found
        self.leftOut = leftOut
        self.entries = entries
    }
}

extension EventsReport: DocumentedAnswer {
    package static let title = "Every entry of a range"

    package static let document: [DocumentPart<EventsReport>] = [
        .fields(Shapes.eventsHead),
        .list("entries", Shapes.foundEntry, "Oldest first, then by container id, then as they stand in its log.") {
            $0.entries
        },
    ]

    package static let tables: [AnswerTable<EventsReport>] = [
        AnswerTable("entries", of: Shapes.foundEntry) { $0.entries }
    ]

    package static var formats: [AnswerFormat<EventsReport>] { AnswerFormat.common + [.lines] }
}

extension EventsReport: RangedAnswer {
    package var coverageGap: CoverageGap? { CoverageGap(figures.coverage) }
}

extension Shapes {
    /// Everything of an events report but its entries.
    static let eventsHead = Shape<EventsReport>(fields: [
        .constant("schema", EventsReport.schema),
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("filters", actorSelection, "Whose entries count.") { $0.actors },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.figures.coverage },
        .integer("found", "How many entries there are; entries[] has fewer where options.listed limits it.") {
            $0.figures.found
        },
        .integer("left_out", "How many more there would be, were it not for filters.") { $0.figures.leftOut },
    ])
}
