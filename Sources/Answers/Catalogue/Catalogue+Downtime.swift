internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    static let downtime = FigureGroup<DowntimeFigures>(
        "downtime",
        [
            .ofWindows(
                .integer("windows", "Downtime windows of which a part, or an end, lies in the range.") { $0.windows },
                .count
            ) {
                $0.result(.count(.windows))
            },
            .ofWindows(
                .integer("open", "Windows that are still open at the end of the range or of coverage.") { $0.open },
                .count,
                extra: [.open]
            ) { $0.result(.count(.windows(.holds(.open)))) },
            .ofWindows(
                .integer("closed", "Windows that an entry into running closed inside the range.") { $0.closed },
                .count
            ) { $0.result(.count(closed)) },
            .ofWindows(
                .integer("cut", "Windows that unknown time ended; they may have been longer.") { $0.truncated },
                .count,
                extra: [.cut]
            ) { $0.result(.count(.windows(.holds(.cut)))) },
            .ofWindows(
                .number(
                    "mttr_ms",
                    "Mean time to recovery: the mean length of the closed windows; null if there are none."
                ) {
                    $0.meanTimeToRecovery
                },
                .milliseconds
            ) {
                let time = $0.add("closed_duration_ms", .total(closed, .duration))
                let count = $0.add("closed", .count(closed), .count, figure: $0.figure("downtime", "closed"))
                $0.result(.quotient(time, by: count))
            },
            .ofWindows(
                .number(
                    "mtbf_ms",
                    "Mean time between failures: up time / windows opened in the range that are neither planned nor by pause."
                ) { $0.meanTimeBetweenFailures },
                .milliseconds,
                extra: [.failure, .planned, .up],
                beside: [.up]
            ) {
                let up = $0.addTime(.up)
                let failures = $0.add("failures", .count(.windows(.holds(.failure))), .count)
                $0.result(.quotient(up, by: failures))
            },
            .ofWindows(
                .span("longest_ms", "The full length of the longest window; null if there is none.") { $0.longest },
                .milliseconds
            ) {
                $0.sort(.windows, by: .duration, descending: true)
                $0.result(.greatest(.windows, .duration))
            },
            .ofWindows(.span("down_ms", "The sum of the windows' parts in the range.") { $0.down }, .milliseconds) {
                $0.sort(.windows, by: .inRange, descending: true)
                $0.result(.total(.windows, .inRange))
            },
        ]
    )

    private static var closed: EvidenceSelection { .windows(.equal(.closedInto, Status.running.knownText)) }
}

extension FigureMember<DowntimeFigures> {
    /// A figure over the windows in the range, and over the times `beside`.
    fileprivate static func ofWindows(
        _ field: Field<DowntimeFigures>,
        _ unit: FigureUnit,
        extra: Set<EvidenceColumn> = [],
        beside times: [TimePart] = [],
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .windowTotals) { _, place in
            ExplanationPlan(
                place,
                extra: extra,
                collect: { explained, evidence in
                    if !times.isEmpty { evidence.addTime(times, of: explained, at: place) }
                    for window in explained.windows { evidence.add((explained, window), as: EvidenceShapes.windows) }
                },
                derive: derive
            )
        }
    }
}

// MARK: Each window

extension Catalogue {
    static let window = FigureGroup<DowntimeWindow>(
        "window",
        [
            .ofWindow(
                .text("container_id", "The id of the container.", as: .containerID) { $0.containerID.text },
                .text,
                .container,
                needsContainer: true
            ) { $0.result(.copy(.containers, .containerID)) },
            .ofWindow(
                .text("container_name", "The container's name.") { $0.containerName },
                .text,
                .container,
                needsContainer: true
            ) { $0.result(.copy(.containers, .containerName)) },
            .ofWindow(
                .instant("start", "When the window began, even if that is before the range.") { $0.start },
                .instant
            ) {
                $0.result(.least(within, .start))
            },
            .ofWindow(.instant("end", "When the window ended; null while it is open.") { $0.end }, .instant) {
                let open = $0.add("open", .none(.stretches(after, covered)), .flag, figure: $0.figure("open"))
                let none = $0.add("none", constant: .null, .instant)
                let until = $0.addUntil()
                $0.result(.choice(if: open, then: none, otherwise: until))
                $0.explainNull(by: .stillOpen)
            },
            .ofWindow(
                .span(
                    "duration_ms",
                    "The full length of the window; if it is open, up to the end of the range or of coverage."
                ) { $0.duration },
                .milliseconds
            ) {
                let (start, until) = $0.addInterval()
                $0.result(.difference(until, start))
            },
            .ofWindow(
                .span("in_range_ms", "The length of the window's part in the range.") { $0.inRange },
                .milliseconds
            ) {
                let (start, until) = $0.addInterval()
                let range = $0.basis.options.range
                let from = $0.add("range_from", constant: .instant(range.start), .instant)
                let to = $0.add("range_to", constant: .instant(range.end), .instant)
                let first = $0.add("later_start", .latest([start, from]), .instant)
                let last = $0.add("earlier_end", .earliest([until, to]), .instant)
                $0.result(.difference(last, first))
            },
            .ofWindow(
                .flag("open", "Whether the container is still down at the end of the range or of coverage.") {
                    $0.isOpen
                },
                .flag
            ) { $0.result(.none(.stretches(after, covered))) },
            .ofWindow(
                .flag("cut", "Whether unknown time ended the window, which may have been longer.") { $0.isTruncated },
                .flag
            ) {
                let unknown = EvidenceCondition.equal(.condition, Condition.unknown.rawValue)
                $0.result(.any(.stretches(after, unknown, covered)))
            },
            .ofWindow(
                .flag("planned", "Whether the complete window is inside declared maintenance.") { $0.isPlanned },
                .flag,
                .planned,
                needsMaintenance: true
            ) {
                let (start, until) = $0.addInterval()
                $0.result(.isInMaintenance(from: start, to: until))
            },
            .ofWindow(.flag("assumed", "Whether a part of the window is assumed.") { $0.isAssumed }, .flag, .assumed) {
                $0.result(.any(.stretches(.role(.within), .holds(.assumed))))
            },
            .section(
                "statuses",
                FigureGroup([
                    .ofStatus(.span("stopped_ms", "The window's time in the status stopped.") { $0.stopped }, .stopped),
                    .ofStatus(.span("failed_ms", "The window's time in the status failed.") { $0.failed }, .failed),
                    .ofStatus(.span("paused_ms", "The window's time in the status paused.") { $0.paused }, .paused),
                ])
            ) { $0.time },
            .end("opened_by", .opening, "The entry that opened the window; null if none did.") { $0.openedBy },
            .end("closed_by", .closing, "The entry that closed the window; null if none did.") { $0.closedBy },
            .ofWindow(
                .text("reason", "Why, as its entries tell it; null where they tell nothing.") { $0.reason },
                .text,
                .reasons
            ) { $0.result(.copy(.entries(.role(.telling)), .reason)) },
        ]
    )

    private static var within: EvidenceSelection { .stretches(.role(.within)) }
    private static let after = EvidenceCondition.role(.after)
    private static let covered = EvidenceCondition(
        column: .basis,
        relation: .differs,
        value: .text(StretchBasis.notCoveredName)
    )

    fileprivate static func trigger(_ role: EvidenceRole) -> FigureGroup<Trigger> {
        FigureGroup(
            "trigger",
            [
                .ofTrigger(
                    .text("actor", "Who did it: triggered_by as written, or (unattributed).") { $0.actor },
                    .text,
                    .actors,
                    role,
                    .actor
                ),
                .ofTrigger(.choice("kind", "The kind of actor.") { $0.kind }, .text, .actorKinds, role, .actorKind),
                .ofTrigger(
                    .text("operation", "The operation, as written or derived from the statuses.") { $0.operation },
                    .text,
                    .operations,
                    role,
                    .operation
                ),
                .ofTrigger(
                    .text("event_id", "The entry's id, for tacho prove.") { $0.eventID },
                    .text,
                    .windowOwner,
                    role,
                    .eventID
                ),
                .ofTrigger(.instant("at", "The entry's transition_time.") { $0.at }, .instant, .windowOwner, role, .at),
                .ofTrigger(
                    .text("reason", "Why, as its metadata tells it; null where it tells nothing.") { $0.reason },
                    .text,
                    .reasons,
                    role,
                    .reason
                ),
            ]
        )
    }
}

extension FigureMember<DowntimeWindow> {
    fileprivate static func ofWindow(
        _ field: Field<DowntimeWindow>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule = .windows,
        needsContainer: Bool = false,
        needsMaintenance: Bool = false,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, rule) { _, place in
            .ofWindow(place, needsContainer: needsContainer, needsMaintenance: needsMaintenance, derive)
        }
    }

    fileprivate static func end(
        _ name: String,
        _ role: EvidenceRole,
        _ meaning: String,
        _ read: @escaping @Sendable (DowntimeWindow) -> Trigger?
    ) -> Self {
        .section(
            name,
            Catalogue.trigger(role),
            meaning,
            orNull: { place in
                FigureDefinition(name: "event_id", unit: .text, rule: .windowOwner, place: place) {
                    .ofWindow(place) { $0.result(.copy(.entries(.role(role)), .eventID)) }
                }
            },
            read
        )
    }
}

extension FigureMember<DownTimeByStatus> {
    fileprivate static func ofStatus(_ field: Field<DownTimeByStatus>, _ status: Status) -> Self {
        .figure(field, .milliseconds, .windows) { _, place in
            .ofWindow(place) {
                $0.result(.total(.stretches(.role(.within), .equal(.status, status.knownText)), .length))
            }
        }
    }
}

extension FigureMember<Trigger> {
    fileprivate static func ofTrigger(
        _ field: Field<Trigger>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule,
        _ role: EvidenceRole,
        _ column: EvidenceColumn
    ) -> Self {
        .figure(field, unit, rule) { _, place in
            .ofWindow(place) { $0.result(.copy(.entries(.role(role)), column)) }
        }
    }
}

extension ExplanationPlan {
    /// Of a figure of the window that `place` belongs to: from its stretches, the one that ended it, and the entries at its ends.
    fileprivate static func ofWindow(
        _ place: FigurePlace,
        needsContainer: Bool = false,
        needsMaintenance: Bool = false,
        _ derive: @escaping (inout Derivation) -> Void
    ) -> ExplanationPlan {
        ExplanationPlan(
            place,
            extra: [.actorKind, .reason],
            collect: { explained, evidence in
                guard let found = explained.windows.first(where: { $0.index == place.index }) else { return }
                if needsContainer { evidence.add(explained, as: EvidenceShapes.containers) }
                if needsMaintenance { evidence.addMaintenance(during: found.interval.interval, of: explained) }
                evidence.addStretches(of: found, in: explained)
                evidence.addEnds(of: found, in: explained)
            },
            derive: derive
        )
    }
}

extension Evidence {
    fileprivate mutating func addStretches(of window: ExplainedWindow, in explained: ExplainedContainer) {
        let stretches = explained.timeline.stretches
        let own = window.interval.stretches
        for position in own.lowerBound..<min(own.upperBound + 1, stretches.count) {
            add(
                ExplainedStretch(
                    container: explained,
                    stretch: stretches[position],
                    interval: stretches[position].interval,
                    role: own.contains(position) ? .within : .after
                ),
                as: EvidenceShapes.stretches
            )
        }
    }

    fileprivate mutating func addEnds(of window: ExplainedWindow, in explained: ExplainedContainer) {
        if let opener = window.interval.opener {
            add(explained.entry(opener, as: .opening), as: EvidenceShapes.entries)
        }
        if let closer = window.interval.closer {
            add(explained.entry(closer, as: .closing), as: EvidenceShapes.entries)
        }
        if let telling = explained.study.entryWithReason(of: window.interval) {
            add(explained.entry(telling, as: .telling), as: EvidenceShapes.entries)
        }
    }
}

extension Derivation {
    fileprivate mutating func addUntil() -> StepReference {
        add("until", .greatest(.stretches(.role(.within)), .end), .instant)
    }

    fileprivate mutating func addInterval() -> (start: StepReference, until: StepReference) {
        let start = add("start", .least(.stretches(.role(.within)), .start), .instant, figure: figure("start"))
        return (start, addUntil())
    }
}

extension DowntimeWindow {
    /// What a path can call it by.
    var names: [String] {
        [containerName, containerID.text, openedBy?.eventID, closedBy?.eventID].compactMap(\.self)
    }
}
