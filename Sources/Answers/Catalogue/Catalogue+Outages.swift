internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    static let outage = FigureGroup<Outage>(
        "outage",
        [
            .stated(.text("group", "The group that had it.") { $0.group }, .text, .groups),
            .ofOutage(
                .instant("start", "The first counted instant of its windows in the range.") { $0.start },
                .instant
            ) {
                $0.result(.least(.counted(), .start))
            },
            .ofOutage(
                .instant("end", "The last counted instant, which is not part of it; null if a container is still down.")
                {
                    $0.end
                },
                .instant
            ) {
                let open = $0.add("open", .any(.windows(.holds(.countsOn))), .flag)
                let none = $0.add("none", constant: .null, .instant)
                let last = $0.add("last", .greatest(.counted(), .end), .instant)
                $0.result(.choice(if: open, then: none, otherwise: last))
                $0.explainNull(by: .stillOpen)
            },
            .ofOutage(
                .span(
                    "duration_ms",
                    "The group's service time from its start to its end; of an open one, to the last counted instant."
                ) { $0.duration },
                .milliseconds
            ) {
                let start = $0.add("start", .least(.counted(), .start), .instant, figure: $0.figure("start"))
                let last = $0.add("last", .greatest(.counted(), .end), .instant)
                $0.result(.timeInHours(from: start, to: last))
            },
            .ofOutage(.span("counted_ms", "The counted time of its windows.") { $0.counted }, .milliseconds) {
                $0.result(.total(.windows(), .counted))
            },
            .ofOutage(.integer("containers", "How many containers were down in it.") { $0.containers }, .count) {
                $0.result(.distinct(.windows(), .containerID))
            },
            .ofOutage(
                .integer("most_at_once", "The most containers that were in counted time at one instant.") {
                    $0.mostAtOnce
                },
                .count
            ) { $0.result(.mostAtOnce(.counted())) },
            .list(
                "causes",
                FigureList(group: cause, names: { [$0.cause.rawValue] }, container: { _ in nil }),
                "What took its containers down, most counted time first.",
                phrase: { "\($0.cause.rawValue) \($0.counted.milliseconds) ms" }
            ) { $0.causes },
            .list(
                "actors",
                FigureList(group: outageActor, names: { [$0.actor] }, container: { _ in nil }),
                "Who took its containers down, most counted time first.",
                phrase: { "\($0.actor) \($0.counted.milliseconds) ms" }
            ) { $0.actors },
            .list(
                "reasons",
                FigureList(group: reason, names: { [$0.reason].compactMap(\.self) }, container: { _ in nil }),
                "Why, as its windows tell it, most windows first.",
                phrase: { "\($0.reason ?? "none told") \($0.windows)" }
            ) { $0.reasons },
            .list(
                "servers",
                FigureList(group: server, names: { [$0.server] }, container: { _ in nil }),
                "The servers that its containers were on, most containers first.",
                phrase: { "\($0.server) \($0.containers)" }
            ) { $0.servers },
            .stated(
                .text("server_down", "The server that went down with its containers; null where none did.") {
                    $0.serverDown
                },
                .text,
                .servers
            ),
            .list(
                jsonOnly: "windows",
                FigureList(
                    group: outageWindow,
                    names: { [$0.containerName, $0.containerID.text].compactMap(\.self) },
                    container: { _ in nil }
                ),
                "Its downtime windows, by start."
            ) { $0.windows },
        ]
    )

    private static let cause = FigureGroup<OutageCause>([
        .ofCause(.choice("cause", "The cause.") { $0.cause }, .text) { $1.result(.copy($0, .cause)) },
        .ofCause(.integer("windows", "Windows of the outage that have it.") { $0.windows }, .count) {
            $1.result(.count($0))
        },
        .ofCause(.span("counted_ms", "Their counted time.") { $0.counted }, .milliseconds) {
            $1.result(.total($0, .counted))
        },
    ])

    private static let outageActor = FigureGroup<OutageActor>([
        .ofActor(.text("actor", "Who opened the windows.") { $0.actor }, .text) { $1.result(.copy($0, .actor)) },
        .ofActor(.choice("kind", "The kind of actor.") { $0.kind }, .text) { $1.result(.copy($0, .actorKind)) },
        .ofActor(.integer("windows", "Windows of the outage that the actor opened.") { $0.windows }, .count) {
            $1.result(.count($0))
        },
        .ofActor(.span("counted_ms", "Their counted time.") { $0.counted }, .milliseconds) {
            $1.result(.total($0, .counted))
        },
    ])

    private static let reason = FigureGroup<OutageReason>([
        .ofReason(.text("reason", "As received; null where the windows tell none.") { $0.reason }, .text) {
            $1.result(.copy($0, .reason))
        },
        .ofReason(.integer("windows", "Windows of the outage that tell it.") { $0.windows }, .count) {
            $1.result(.count($0))
        },
    ])

    private static let server = FigureGroup<OutageServer>([
        .ofServer(.text("server", "The server.") { $0.server }, .text) { $1.result(.copy($0, .server)) },
        .ofServer(.integer("containers", "Containers of the outage that were on it.") { $0.containers }, .count) {
            $1.result(.distinct($0, .containerID))
        },
    ])

    private static let outageWindow = FigureGroup<OutageWindow>([
        .ofMember(.text("container_id", "The container's id.", as: .containerID) { $0.containerID.text }, .text) {
            $1.result(.copy($0, .containerID))
        },
        .ofMember(.text("container_name", "The container's name.") { $0.containerName }, .text) {
            $1.result(.copy($0, .containerName))
        },
        .ofMember(
            .instant("start", "The start of the downtime window, by which windows[] has it.") { $0.start },
            .instant
        ) {
            $1.result(.copy($0, .start))
        },
    ])
}

extension FigureMember<Outage> {
    fileprivate static func ofOutage(
        _ field: Field<Outage>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .outages) { _, place in .ofOutage(place) { derive(&$0) } }
    }
}

extension FigureMember<OutageCause> {
    fileprivate static func ofCause(
        _ field: Field<OutageCause>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (EvidenceSelection, inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .causes) { cause, place in
            .ofOutage(place) { derive(.windows(.equal(.cause, cause.cause.rawValue)), &$0) }
        }
    }
}

extension FigureMember<OutageActor> {
    fileprivate static func ofActor(
        _ field: Field<OutageActor>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (EvidenceSelection, inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .actors) { actor, place in
            .ofOutage(place) {
                derive(.windows(.equal(.actor, actor.actor), .equal(.actorKind, actor.kind.rawValue)), &$0)
            }
        }
    }
}

extension FigureMember<OutageReason> {
    fileprivate static func ofReason(
        _ field: Field<OutageReason>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (EvidenceSelection, inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .reasons) { reason, place in
            .ofOutage(place) {
                let value = Scalar.text(orNull: reason.reason)
                derive(.windows(EvidenceCondition(column: .reason, relation: .equals, value: value)), &$0)
            }
        }
    }
}

extension FigureMember<OutageServer> {
    fileprivate static func ofServer(
        _ field: Field<OutageServer>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (EvidenceSelection, inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .servers) { server, place in
            .ofOutage(place) { derive(.windows(.equal(.server, server.server)), &$0) }
        }
    }
}

extension FigureMember<OutageWindow> {
    fileprivate static func ofMember(
        _ field: Field<OutageWindow>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (EvidenceSelection, inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .outages) { window, place in
            .ofOutage(place) {
                let start = EvidenceCondition(column: .start, relation: .equals, value: .instant(window.start))
                derive(.windows(.equal(.containerID, window.containerID.text), start), &$0)
            }
        }
    }
}

extension ExplanationPlan {
    /// Of a figure of the outage that `place` belongs to: from its windows, from what counts of them, and from the group's hours.
    fileprivate static func ofOutage(
        _ place: FigurePlace,
        _ derive: @escaping (inout Derivation) -> Void
    ) -> ExplanationPlan {
        let outage = FigurePath(Array(place.owner.parts.prefix(2)))
        return ExplanationPlan(
            FigurePlace(path: place.path, owner: outage),
            extra: [.cause, .counted, .countsOn, .actor, .actorKind, .reason, .server],
            collect: { explained, evidence in
                for window in explained.windows
                where explained.outagePath(of: window.interval) == outage.text && !window.counted.isEmpty {
                    evidence.add((explained, window), as: EvidenceShapes.windows)
                    for interval in window.counted {
                        evidence.add((explained, window, interval), as: EvidenceShapes.counted)
                    }
                }
            },
            derive: {
                $0.addHours()
                derive(&$0)
            }
        )
    }
}
