internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    static let failure = FigureGroup<FailureFigures>(
        "failure",
        [
            .ofFailure(
                .text("reason", "As received; null for entries into failed that tell none.") { $0.reason },
                .text
            ) {
                $0.result(.copy(.entries, .reason))
            },
            .ofFailure(
                .integer("entries", "Entries into failed that tell it, and others that have it as an error.") {
                    $0.entries
                },
                .count
            ) { $0.result(.count(.entries)) },
            .ofFailure(.integer("containers", "How many containers they are of.") { $0.containers }, .count) {
                $0.result(.distinct(.entries, .containerID))
            },
            .ofFailure(.instant("first", "The first of them in the range.") { $0.first }, .instant) {
                $0.result(.least(.entries, .at))
            },
            .ofFailure(.instant("last", "The last of them in the range.") { $0.last }, .instant) {
                $0.result(.greatest(.entries, .at))
            },
        ]
    )
}

extension FigureMember<FailureFigures> {
    fileprivate static func ofFailure(
        _ field: Field<FailureFigures>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .reasons) { failure, place in
            ExplanationPlan(
                place,
                extra: [.reason],
                collect: { explained, evidence in
                    for position in explained.entriesInRange {
                        let entry = explained.timeline.entries[position]
                        let reason = explained.basis.texts.reason(entry.reason?.text)
                        guard entry.isFailure, reason.map({ ExactText($0) }) == failure.reason.map({ ExactText($0) })
                        else { continue }
                        evidence.add(explained.entry(position, as: .counted), as: EvidenceShapes.entries)
                    }
                },
                derive: { derive(&$0) }
            )
        }
    }
}
