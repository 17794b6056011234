internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension Catalogue {
    static let slow = FigureGroup<SlowTransition>(
        "slow",
        [
            .ofSlow(.text("container_id", "The container's id.", as: .containerID) { $0.containerID.text }, .text) {
                $1.result(.copy($0, .containerID))
            },
            .ofSlow(.text("container_name", "The container's name.") { $0.containerName }, .text) {
                $1.result(.copy($0, .containerName))
            },
            .ofSlow(.choice("kind", "The kind of transition, or restart.") { $0.kind }, .text) { rows, step in
                guard rows.kind == .restarts else { return step.result(.copy(rows, .kind)) }
                let isRestart = step.add("is_restart", .any(rows), .flag)
                let restart = step.add("restart", constant: .text(TimedKind.restart.rawValue), .text)
                step.result(.choice(if: isRestart, then: restart, otherwise: restart))
            },
            .ofSlow(.instant("at", "When it was done; of a restart, when it was back in running.") { $0.at }, .instant)
            {
                $1.result(.greatest($0, .at))
            },
            .ofSlow(
                .number("duration_ms", "How long it took; of a restart, took_ms of restarts[].") { $0.duration },
                .milliseconds
            ) { $1.result(.copy($0, $0.kind == .restarts ? .took : .duration)) },
            .stated(
                .span("typical_ms", "How long it typically takes at most, in the container's group.") { $0.typical },
                .milliseconds,
                .typical
            ),
            .ofSlow(.text("actor", "Who did it; of a restart, the opener's actor.") { $0.actor }, .text) {
                $1.result(.copy($0, .actor))
            },
            .ofSlow(
                .text("event_id", "The entry's id, for tacho prove; of a restart, that of its first entry.") {
                    $0.eventID
                },
                .text
            ) { rows, step in
                step.result(.copy(rows.kind == .restarts ? .entries : rows, .eventID))
            },
        ]
    )
}

extension FigureMember<SlowTransition> {
    /// `derive` gets the row of the transition or of the restart.
    fileprivate static func ofSlow(
        _ field: Field<SlowTransition>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (EvidenceSelection, inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .slow) { slow, place in
            ExplanationPlan(
                place,
                extra: slow.kind == .restart ? [.took] : [.kind],
                collect: { explained, evidence in evidence.add(slow, of: explained) },
                derive: { derive(slow.kind == .restart ? .restarts : .entries, &$0) }
            )
        }
    }
}

extension Evidence {
    /// Takes what was slow: an entry, or a restart with its first entry.
    fileprivate mutating func add(_ slow: SlowTransition, of explained: ExplainedContainer) {
        guard case .transition = slow.kind else {
            let restart = explained.restarts.first { restart in
                restart.restart.at == slow.at && restart.restart.took == slow.duration
                    && restart.restart.eventIDs.first == slow.eventID
            }
            guard let restart else { return }
            add(restart, as: EvidenceShapes.restarts)
            add(explained.entry(restart.episode.opener, as: .opening), as: EvidenceShapes.entries)
            return
        }
        let found = explained.entriesInRange.first { position in
            let entry = explained.timeline.entries[position]
            return entry.at == slow.at && entry.duration == .valid(slow.duration)
                && entry.eventID(in: explained.basis.symbols, container: explained.container.id) == slow.eventID
        }
        if let found { add(explained.entry(found, as: .counted), as: EvidenceShapes.entries) }
    }
}
