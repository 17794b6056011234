package import Rendering
package import Study
package import Timelines

/// The states of one container over a range, entry by entry.
package struct TimelineReport: Hashable, Sendable {
    package static let schema = "tachograph.timeline/1"

    package var range: Interval
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: AnalysisChoices
    package var log: LogState
    package var container: TimelineContainer
    /// Of the one container.
    package var coverage: CoverageFigures
    package var availability: AvailabilityFigures
    /// In the order of time; they fill the range without gaps.
    package var stretches: [TimelineStretch]
}

/// Whose timeline it is.
package struct TimelineContainer: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    package var projectID: String?
    /// Nil where no pass over it was ever complete.
    package var coveredUntil: Instant?
    /// The last pass that saw it; nil while it is not gone.
    package var goneSince: Instant?
}

extension TimelineReport: DocumentedAnswer {
    package static let title = "The states of a container over a range"

    package static let document: [DocumentPart<TimelineReport>] = [
        .fields(Shapes.timelineHead),
        .list("stretches", Shapes.stretch, "In the order of time, without gaps.") { $0.stretches },
    ]

    package static let tables: [AnswerTable<TimelineReport>] = [
        AnswerTable("stretches", of: Shapes.stretch) { $0.stretches }
    ]
}

/// One stretch of a container's timeline, with the entry that began it.
package struct TimelineStretch: Hashable, Sendable {
    package var interval: Interval
    package var condition: Condition
    /// As written; nil where unknown, before the container existed and after it was gone.
    package var status: String?
    package var isAssumed: Bool
    /// The entry at the beginning of the stretch, for the window of a restart written as one entry the one at its end; nil where
    /// none began it.
    package var entry: WhoEntry?
    /// Why the time is unknown, or what is odd about the stretch, for a person; nil where nothing is.
    package var remark: String?
}

extension ContainerStudy {
    /// What the container was in over the range, stretch by stretch, clipped to it and without a gap.
    ///
    /// A stretch of no length is there where an entry began it in the range: several entries at one instant.
    ///
    /// `metadata` is that of `stretchReceipts`.
    package func timelineStretches(metadata: [Int64: String] = [:]) -> [TimelineStretch] {
        let texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        return timeline.stretches.compactMap { stretch in
            guard let part = part(of: stretch) else { return nil }
            return TimelineStretch(
                interval: part,
                condition: stretch.condition,
                status: stretch.status.map { symbols[$0.symbol] },
                isAssumed: stretch.isAssumed,
                entry: stretch.entry.map { index in
                    texts.whoEntry(
                        timeline.entries[index],
                        window: interval(openedBy: index).map { texts.window($0, of: self) },
                        container: container.id,
                        name: container.name,
                        metadata: metadata[timeline.entries[index].receipt]
                    )
                },
                remark: stretch.remark(in: timeline, symbols: symbols)
            )
        }
    }

    /// The observations of the entries that began a stretch of the range.
    var stretchReceipts: Set<Int64> {
        Set(
            timeline.stretches.compactMap { stretch in
                part(of: stretch) == nil ? nil : stretch.entry.map { timeline.entries[$0].receipt }
            }
        )
    }

    /// What of a stretch lies in the range; nil where nothing does.
    private func part(of stretch: Stretch) -> Interval? {
        let part = stretch.interval.intersection(options.range)
        let isEmpty = stretch.interval.start >= stretch.interval.end
        let isInstant = isEmpty && stretch.entry != nil && options.range.contains(stretch.interval.start)
        if isInstant { return stretch.interval }
        return part.start < part.end ? part : nil
    }
}

extension Stretch {
    /// Why it is unknown, or what is odd about it, for a person; nil where nothing is.
    fileprivate func remark(in timeline: Timeline, symbols: SymbolTable) -> String? {
        let about = basisRemark(in: timeline, symbols: symbols)
        let marks = entry.map { timeline.entries[$0].marks } ?? []
        let remarks = [
            about,
            marks.contains(.amended) ? "the entry was amended upstream" : nil,
            marks.contains(.vanished) ? "the entry has vanished upstream" : nil,
        ]
        let text = remarks.compactMap(\.self).joined(separator: "; ")
        return text.isEmpty ? nil : text
    }

    private func basisRemark(in timeline: Timeline, symbols: SymbolTable) -> String? {
        switch basis {
        case .logged(.unknown): "a status outside the known list"
        case .logged: nil
        case .assumed(.unknown): "assumed; a status outside the known list"
        case .assumed: timeline.entries.isEmpty ? "assumed from the listings" : "assumed from the first entry"
        case .singleEntryRestart: "a restart written as one entry"
        case .notYetCreated: "did not exist yet"
        case .gone: "gone"
        case .unknown(.chainBreak): chainBreakRemark(in: timeline, symbols: symbols)
        case .unknown(.priorStatusMissing): "the first entry does not say what was before it"
        case .unknown(.creationUnknown): "nothing says since when it exists"
        case .unknown(.listingsInconclusive): "no entries, and no status on which the listings agree"
        case .unknown(.notCovered): "not synced as far"
        }
    }

    private func chainBreakRemark(in timeline: Timeline, symbols: SymbolTable) -> String? {
        guard let entry, entry + 1 < timeline.entryCount else { return nil }
        let to = symbols[timeline.entries[entry].to.symbol]
        let from: String =
            switch timeline.entries[entry + 1].from {
            case .status(let status): symbols[status.symbol]
            case .missing: "missing"
            case .null: "null"
            }
        return "an entry is missing: this one led to \(to), the next one comes from \(from)"
    }
}

extension Shapes {
    /// Everything of a timeline but its stretches.
    static let timelineHead = Shape<TimelineReport>(fields: [
        .constant("schema", TimelineReport.schema),
        .object("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .object("options", options) { $0.options },
        .object("log", log) { $0.log },
        .object("container", timelineContainer) { $0.container },
        .object("coverage", coverage) { $0.coverage },
        .object("availability", availability) { $0.availability },
    ])
}
