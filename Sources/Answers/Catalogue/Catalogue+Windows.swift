internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    /// A window of the report.
    static let listedWindow = FigureGroup<ListedWindow>(
        "listed_window",
        window.inlined { $0.window } + [
            .ofCounted(.text("group", "The name of the container's group.") { $0.service.group }, .text, .groups) {
                $0.result(.copy(.windows, .group))
            },
            .ofCounted(.choice("cause", "What took the container down.") { $0.service.cause }, .text, .causes) {
                $0.result(.copy(.windows, .cause))
            },
            .ofCounted(
                .span("counted_ms", "The window's time in the range that counts against the service level.") {
                    $0.service.counted
                },
                .milliseconds,
                .serviceTime
            ) { $0.result(.total(.counted(), .length)) },
            .ofCounted(
                .flag("excused", "Whether none of it counts.") { $0.service.counted == .zero },
                .flag,
                .serviceTime
            ) {
                $0.result(.none(.counted()))
            },
        ]
    )
}

extension FigureMember<ListedWindow> {
    /// A figure of the window's service level.
    fileprivate static func ofCounted(
        _ field: Field<ListedWindow>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, rule) { _, place in
            ExplanationPlan(
                place,
                extra: [.group, .cause, .actorKind],
                collect: { explained, evidence in
                    guard let found = explained.windows.first(where: { $0.index == place.index }) else { return }
                    evidence.add((explained, found), as: EvidenceShapes.windows)
                    for interval in found.counted {
                        evidence.add((explained, found, interval), as: EvidenceShapes.counted)
                    }
                },
                derive: { derive(&$0) }
            )
        }
    }
}
