package import Rendering
internal import Study
package import Timelines

/// The outages of a range, or those at one time with everything that was written down around them.
package struct OutagesReport: Hashable, Sendable {
    package static let schema = "tachograph.outages/1"

    package var range: Interval
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: AnalysisChoices
    package var log: LogState
    package var coverage: CoverageFigures
    /// In the order of the configuration.
    package var groups: [GroupFigures]
    /// Nil where all outages of the range were asked for.
    package var question: OutageQuestion?
    /// In the order of the definitions.
    package var outages: [Outage]
    /// The windows of each outage, in its order; empty where all outages of the range were asked for.
    package var windows: [[ListedWindow]]
    /// The entries around each outage, oldest first; empty where all outages of the range were asked for.
    package var entries: [[OutageEntry]]
}

/// Which outage is asked for.
package struct OutageQuestion: Hashable, Sendable {
    /// The time that was given, or that of the entry.
    package var time: Instant
    /// The id of the entry that was given; nil where a time was.
    package var eventID: String?

    package init(time: Instant, eventID: String? = nil) {
        self.time = time
        self.eventID = eventID
    }
}

/// An entry around an outage.
package struct OutageEntry: Hashable, Sendable {
    package var entry: WhoEntry
    package var part: OutagePart
}

/// What an entry has to do with an outage.
package enum OutagePart: String, Hashable, Sendable, CaseIterable {
    /// It opened one of its windows.
    case opened
    /// It closed one of its windows.
    case closed
    /// It is of a container that was down in one of its windows then.
    case within
    /// It is another entry of one of its containers, or an entry of one of its actors in another container: near in time, and no more
    /// is known.
    case near
}

extension OutagesReport: RangedAnswer {
    package var coverageGap: CoverageGap? { CoverageGap(coverage) }
}

extension OutagesReport: DocumentedAnswer {
    package static let title = "The outages of a range, or one whole"

    package static let document: [DocumentPart<OutagesReport>] = [
        .fields(Shapes.outagesHead),
        .list("outages", Catalogue.outage.shape, "In the order of the definitions.") { $0.outages },
        .list(
            "windows",
            Shapes.windowOfOutage,
            "The windows of the outages, whole; none where all outages of the range were asked for."
        ) { $0.windowRows },
        .list(
            "entries",
            Shapes.entryOfOutage,
            "The entries from 10 minutes before each outage to 10 minutes after it: of its containers by anyone, and of its actors anywhere; none where all outages of the range were asked for."
        ) { $0.entryRows },
    ]

    package static let tables: [AnswerTable<OutagesReport>] = [
        AnswerTable("outages", of: Shapes.outageRow) { StreamedList($0.outages).rows },
        AnswerTable("outage-windows", of: Shapes.outageWindowRow) { StreamedList($0.outages).windowRows },
        AnswerTable("windows", of: Shapes.windowOfOutage) { $0.windowRows },
        AnswerTable("entries", of: Shapes.entryOfOutage) { $0.entryRows },
    ]

    private var windowRows: [WindowOfOutage] {
        windows.enumerated().flatMap { number, windows in
            windows.map { WindowOfOutage(outage: number + 1, window: $0) }
        }
    }

    private var entryRows: [EntryOfOutage] {
        entries.enumerated().flatMap { number, entries in
            entries.map { EntryOfOutage(outage: number + 1, entry: $0) }
        }
    }
}

/// A window with the place of its outage in the list, from 1.
struct WindowOfOutage: Sendable {
    let outage: Int
    let window: ListedWindow
}

/// An entry with the place of its outage in the list, from 1.
struct EntryOfOutage: Sendable {
    let outage: Int
    let entry: OutageEntry
}

extension Shapes {
    /// Everything of an outages report but its lists.
    static let outagesHead = Shape<OutagesReport>(fields: [
        .constant("schema", OutagesReport.schema),
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("log", log) { $0.log },
        .object("coverage", coverage) { $0.coverage },
        .instant("time", "The time that was asked for, or that of the entry; null where all outages of the range were.")
        {
            $0.question?.time
        },
        .text("event_id", "The entry that was asked for; null where none was.") { $0.question?.eventID },
    ])

    static let windowOfOutage = Shape<WindowOfOutage>(
        "window_of_outage",
        fields: [.integer("outage", "Its outage's place in the list, from 1.", from: 1) { $0.outage }]
            + Catalogue.listedWindow.shape.inlined { $0.window }
    )

    static let entryOfOutage = Shape<EntryOfOutage>(
        "entry_of_outage",
        fields: [
            .integer("outage", "Its outage's place in the list, from 1.", from: 1) { $0.outage },
            .choice(
                "part",
                "What it has to do with the outage: it opened or closed one of its windows, it is of a container within such a window, or it is only near in time."
            ) { $0.entry.part },
        ] + foundEntry.inlined { $0.entry.entry }
    )
}
