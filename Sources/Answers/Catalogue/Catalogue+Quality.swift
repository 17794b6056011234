internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    static let quality = FigureGroup<QualityFigures>(
        "quality",
        [
            .counted(
                .integer("entries", "The number of entries in the range.") { $0.entries },
                .quality,
                needs: .role,
                .entries
            ) {
                _ in true
            },
            .counted(
                .integer("amended", "Entries that were received again with other content.") { $0.amended },
                .revisions,
                needs: .amended
            ) { $0.entry.marks.contains(.amended) },
            .counted(
                .integer("vanished", "Entries that a later pass did not find again.") { $0.vanished },
                .revisions,
                needs: .vanished
            ) { $0.entry.marks.contains(.vanished) },
            .figure(
                .integer("quarantined", "Elements in quarantine, in the complete store: received, but unusable.") {
                    $0.quarantined
                },
                .count,
                .revisions
            ) { _, _ in .quarantined { $0.result(.count(EvidenceSelection(.quarantined))) } },
            .counted(
                .integer("chain_breaks", "Entries whose link to the previous entry is broken.") { $0.chainBreaks },
                .chainBreaks,
                needs: .chainBroken
            ) { $0.breaksChain },
            .list(
                "drift",
                FigureList(group: drift, names: { [$0.containerID.text] }, container: \.containerID),
                "Listings that contradict the timeline.",
                phrase: { "\($0.containerID.text) listed \($0.listed), timeline \($0.timeline), at \($0.at.iso8601)" }
            ) { $0.drift },
            .list(
                "gone",
                FigureList(group: gone, names: { [$0.containerID.text] }, container: \.containerID),
                "Containers that answer 404 and are no longer in the listing.",
                phrase: { "\($0.containerID.text) since \($0.since.iso8601)" }
            ) { $0.gone },
            .counted(.integer("missing_id", "Entries without an id.") { $0.missingID }, .quality, needs: .idMissing) {
                $0.entry.id == .none
            },
            .counted(
                .integer("missing_duration", "Entries without a duration.") { $0.missingDuration },
                .samples,
                needs: .reading,
                .entries(.equal(.reading, ExplainedEntry.Reading.missing.rawValue))
            ) { $0.reading == .missing },
            .counted(
                .integer("invalid_duration", "Entries whose duration can't be used.") { $0.invalidDuration },
                .samples,
                needs: .reading,
                .entries(.equal(.reading, ExplainedEntry.Reading.invalid.rawValue))
            ) { $0.reading == .invalid },
            .counted(
                .integer("missing_actor", "Entries that name no actor.") { $0.missingActor },
                .actors,
                needs: .attributed,
                .entries(EvidenceCondition(column: .attributed, relation: .equals, value: .flag(false)))
            ) { $0.entry.actor == nil },
            .counted(
                .integer("unknown_status", "Entries into or out of a status outside the known list.") {
                    $0.unknownStatus
                },
                .unknownStatuses,
                needs: .unknownStatus
            ) { $0.hasUnknownStatus },
        ]
    )

    static let drift = FigureGroup<Drift>(
        "drift",
        [
            .ofDrift(
                .text("container_id", "The id of the container.", as: .containerID) { $0.containerID.text },
                .text,
                .copy(listing, .containerID)
            ),
            .ofDrift(
                .text("listed", "The status in the listing.") { $0.listed },
                .text,
                .copy(listing, .status)
            ),
            .ofDrift(
                .text("timeline", "The status to which the newest entry before it led.") { $0.timeline },
                .text,
                .copy(.entries, .toStatus)
            ),
            .ofDrift(
                .instant("at", "The start of the pass that read the listing.") { $0.at },
                .instant,
                .copy(listing, .at)
            ),
        ]
    )

    private static var listing: EvidenceSelection { EvidenceSelection(.listings) }

    private static let gone = FigureGroup<GoneContainer>([
        .ofGone(
            .text("container_id", "The id of the container.", as: .containerID) { $0.containerID.text },
            .text,
            .containerID
        ),
        .ofGone(.instant("since", "The last pass that saw it.") { $0.since }, .instant, .goneSince),
    ])
}

extension FigureMember<QualityFigures> {
    /// The number of entries in the range that `meets` and that `column` tells; `rows` are those with the column true where nothing
    /// else is given.
    fileprivate static func counted(
        _ field: Field<QualityFigures>,
        _ rule: DefinitionRule,
        needs column: EvidenceColumn,
        _ rows: EvidenceSelection? = nil,
        _ meets: @escaping @Sendable (ExplainedEntry) -> Bool
    ) -> Self {
        .figure(field, .count, rule) { _, place in
            ExplanationPlan(
                place,
                extra: [column],
                collect: { explained, evidence in
                    for position in explained.entriesInRange {
                        let entry = explained.entry(position, as: .counted)
                        if meets(entry) { evidence.add(entry, as: EvidenceShapes.entries) }
                    }
                },
                derive: { $0.result(.count(rows ?? .entries(.holds(column)))) }
            )
        }
    }
}

extension FigureMember<Drift> {
    fileprivate static func ofDrift(
        _ field: Field<Drift>,
        _ unit: FigureUnit,
        _ operation: ExplanationOperation
    ) -> Self {
        .figure(field, unit, .drift) { drift, place in
            ExplanationPlan(
                place,
                collect: { explained, evidence in
                    // Passes can begin at one instant: how many of this container's before it do.
                    let list = explained.basis.figures.quality.drift
                    let number = list[..<place.index].count { $0.containerID == drift.containerID && $0.at == drift.at }
                    let found = explained.drift.filter { $0.at == drift.at }
                    guard found.indices.contains(number) else { return }
                    evidence.add(found[number], as: EvidenceShapes.listings)
                    let before = explained.timeline.entries.count(before: drift.at)
                    guard before > 0 else { return }
                    evidence.add(explained.entry(before - 1, as: .before), as: EvidenceShapes.entries)
                },
                derive: { $0.result(operation) }
            )
        }
    }
}

extension FigureMember<GoneContainer> {
    fileprivate static func ofGone(
        _ field: Field<GoneContainer>,
        _ unit: FigureUnit,
        _ column: EvidenceColumn
    ) -> Self {
        .figure(field, unit, .gone) { _, place in
            ExplanationPlan(
                place,
                extra: [.goneSince],
                collect: { $1.add($0, as: EvidenceShapes.containers) },
                derive: { $0.result(.copy(.containers, column)) }
            )
        }
    }
}
