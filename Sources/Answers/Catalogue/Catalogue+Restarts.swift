internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    static let fleetRestarts = FigureGroup<FleetFigures>(
        restarts.inlined { $0.restarts } + [
            .figure(
                .integer("flapping", "Containers with three restarts or more within 60 minutes.") { $0.flapping },
                .count,
                .restartTotals
            ) { _, place in
                .ofRestarts(place, extra: [.maxInHour], beside: { $1.add($0, as: EvidenceShapes.containers) }) {
                    let often = EvidenceCondition(column: .maxInHour, relation: .isAtLeast, value: .integer(3))
                    $0.result(.count(EvidenceSelection(.containers, [often])))
                }
            }
        ]
    )

    static let containerRestarts = FigureGroup<ContainerFigures>(
        restarts.inlined { $0.restarts } + [
            .figure(
                .flag("flapping", "Whether it restarted three times or more within 60 minutes.") { $0.flapping },
                .flag,
                .restartTotals
            ) { _, place in
                .ofRestarts(place, extra: [.maxInHour]) {
                    let figure = $0.figure("restarts", "max_in_hour")
                    let most = $0.add("max_in_hour", .mostWithinHour(.restarts), .count, figure: figure)
                    $0.focusOnBusiestHour(of: .restarts)
                    $0.result(.isAtLeast(most, 3))
                }
            }
        ]
    )

    private static let restarts = FigureGroup<RestartFigures>([
        .total(.integer("count", "The number of restarts in the range.") { $0.count }, .count) {
            $0.result(.count(.restarts))
        },
        .ofKind(
            .explicit,
            .integer("explicit", "Restarts of the kind explicit: one of their entries names the operation restart.") {
                $0.explicit
            }
        ),
        .ofKind(
            .quick,
            .integer("quick", "Restarts of the kind quick: not explicit, and down no longer than the restart gap.") {
                $0.quick
            }
        ),
        .ofKind(
            .recovery,
            .integer("recovery", "Restarts of the kind recovery: neither, and they passed through failed.") {
                $0.recovery
            }
        ),
        .total(
            .number("per_day", "Restarts per 24 hours of up and down time; null if there is no such time.") {
                $0.perDay
            },
            .perDay,
            beside: [.up, .down]
        ) {
            let count = $0.add("count", .count(.restarts), .count, figure: $0.figure("restarts", "count"))
            let up = $0.addTime(.up)
            let down = $0.addTime(.down)
            let service = $0.add("in_service_ms", .sum([up, down]))
            let day = $0.add("day_ms", constant: .span(.days(1)), .milliseconds)
            let days = $0.add("days", .quotient(service, by: day), .days)
            $0.result(.quotient(count, by: days))
        },
        .total(
            .integer("max_in_hour", "The most restarts of one container within 60 minutes.") { $0.maxInHour },
            .count
        ) {
            $0.focusOnBusiestHour(of: .restarts)
            $0.result(.mostWithinHour(.restarts))
        },
    ])
}

extension FigureMember<RestartFigures> {
    /// A figure over the restarts, and over the times `beside`.
    fileprivate static func total(
        _ field: Field<RestartFigures>,
        _ unit: FigureUnit,
        beside times: [TimePart] = [],
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .restartTotals) { _, place in
            .ofRestarts(
                place,
                extra: [.up, .down],
                beside: { if !times.isEmpty { $1.addTime(times, of: $0, at: place) } },
                derive
            )
        }
    }

    fileprivate static func ofKind(_ kind: RestartKind, _ field: Field<RestartFigures>) -> Self {
        .total(field, .count) { $0.result(.count(.restarts(.equal(.kind, kind.rawValue)))) }
    }
}

extension ExplanationPlan {
    fileprivate static func ofRestarts(
        _ place: FigurePlace,
        extra: Set<EvidenceColumn>,
        beside: @escaping (ExplainedContainer, inout Evidence) -> Void = { _, _ in },
        _ derive: @escaping (inout Derivation) -> Void
    ) -> ExplanationPlan {
        ExplanationPlan(
            place,
            extra: extra,
            collect: { explained, evidence in
                beside(explained, &evidence)
                for restart in explained.restarts { evidence.add(restart, of: explained) }
            },
            derive: derive
        )
    }
}

extension Evidence {
    /// A restart, and each of its entries.
    mutating func add(_ restart: ExplainedRestart, of explained: ExplainedContainer) {
        add(restart, as: EvidenceShapes.restarts)
        for position in restart.episode.opener...restart.episode.closer {
            add(explained.entry(position, as: restart.role(of: position)), as: EvidenceShapes.entries)
        }
    }
}

extension ExplainedRestart {
    /// What the entry at an index of the log is to it.
    fileprivate func role(of position: Int) -> EvidenceRole {
        if episode.opener == episode.closer { return .alone }
        return position == episode.opener ? .opening : position == episode.closer ? .closing : .between
    }
}

// MARK: Each restart

extension Catalogue {
    static let restart = FigureGroup<Restart>(
        "restart",
        [
            .ofRestart(
                .text("container_id", "The id of the container.", as: .containerID) { $0.containerID.text },
                .text,
                .container,
                needsContainer: true
            ) { $0.result(.copy(.containers, .containerID)) },
            .ofRestart(
                .text("container_name", "The name of the container.") { $0.containerName },
                .text,
                .container,
                needsContainer: true
            ) { $0.result(.copy(.containers, .containerName)) },
            .ofRestart(.instant("at", "When the container was back in running.") { $0.at }, .instant, .restartTotals) {
                $0.result(.greatest(.entries, .at))
            },
            .ofRestart(
                .choice("kind", "The kind of restart: explicit, quick or recovery.") { $0.kind },
                .text,
                .restarts
            ) {
                let down = $0.add("down_ms", .total(.windows, .duration))
                let gap = $0.add("restart_gap_ms", constant: .span($0.basis.options.restartGap), .milliseconds)
                $0.result(.restartKind(.entries, down: down, gap: gap))
            },
            .ofRestart(.text("actor", "The actor of the restart's opening entry.") { $0.actor }, .text, .actors) {
                $0.result(.copy(.numbered(0), .actor))
            },
            .ofRestart(
                .text(
                    "operation",
                    "The operation restart if one of its entries names it, otherwise that of the opening entry."
                ) {
                    $0.operation
                },
                .text,
                .operations
            ) {
                let restart = $0.basis.symbols[.restart]
                let named = $0.add("names_restart", .any(.entries(.equal(.operation, restart))), .flag)
                let word = $0.add("restart", constant: .text(restart), .text)
                let opened = $0.add("opening_operation", .copy(.numbered(0), .operation), .text)
                $0.result(.choice(if: named, then: word, otherwise: opened))
            },
            .ofRestart(
                .span("down_ms", "How long the container was down, even outside the range.") { $0.down },
                .milliseconds,
                .restarts
            ) {
                $0.result(.total(.windows, .duration))
            },
            .ofRestart(
                .number(
                    "took_ms",
                    "down_ms and the duration of the opening entry; of a restart in one entry, its duration; null if that is unusable."
                ) { $0.took },
                .milliseconds,
                .restarts
            ) {
                let asked = $0.add("opening_ms", .copy(.numbered(0), .duration))
                if $0.evidence[.entries].rows.count > 1, $0[asked] != .null {
                    let down = $0.add("down_ms", .total(.windows, .duration), figure: $0.figure("down_ms"))
                    $0.result(.sum([down, asked]))
                } else {
                    $0.result(.copy(.numbered(0), .duration))
                }
            },
            .texts(
                "event_ids",
                "The ids of the restart's entries, for tacho prove.",
                .restarts,
                each: "event_id",
                { $0.eventIDs }
            ) {
                _,
                number,
                place in
                .ofRestart(place) { $0.result(.copy(.numbered(number), .eventID)) }
            },
        ]
    )
}

extension FigureMember<Restart> {
    fileprivate static func ofRestart(
        _ field: Field<Restart>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule,
        needsContainer: Bool = false,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, rule) { _, place in .ofRestart(place, needsContainer: needsContainer, derive) }
    }
}

extension ExplanationPlan {
    /// Of a figure of the restart that `place` belongs to: from its entries and its window.
    fileprivate static func ofRestart(
        _ place: FigurePlace,
        needsContainer: Bool = false,
        _ derive: @escaping (inout Derivation) -> Void
    ) -> ExplanationPlan {
        ExplanationPlan(
            place,
            extra: [.number],
            collect: { explained, evidence in
                guard let restart = explained.restarts.first(where: { $0.index == place.index }) else { return }
                if needsContainer { evidence.add(explained, as: EvidenceShapes.containers) }
                for (number, position) in (restart.episode.opener...restart.episode.closer).enumerated() {
                    let entry = explained.entry(position, as: restart.role(of: position), number: number)
                    evidence.add(entry, as: EvidenceShapes.entries)
                }
                if let window = restart.window {
                    evidence.add((explained, explained.windows[window]), as: EvidenceShapes.windows)
                }
            },
            derive: derive
        )
    }
}

extension EvidenceSelection {
    fileprivate static func numbered(_ number: Int) -> EvidenceSelection {
        .entries(EvidenceCondition(column: .number, relation: .equals, value: .count(number)))
    }
}
