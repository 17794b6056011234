internal import Study
import Timelines

extension EvidenceShapes {
    static let windows = EvidenceShape<(container: ExplainedContainer, window: ExplainedWindow)>(
        kind: .windows,
        cells: [
            .always(.figure) { .text(orNull: $0.window.index.map { path("windows", $0) }) },
            .always(.containerID) { .text($0.window.window.containerID.text) },
            .always(.containerName) { .text(orNull: $0.window.window.containerName) },
            .always(.start) { .instant($0.window.interval.start) },
            // Also of an open one: how far it is known.
            .always(.end) { .instant($0.window.interval.end) },
            .always(.duration) { .span($0.window.window.duration) },
            .always(.inRange) { .span($0.window.window.inRange) },
            .asked(.open) { .flag($0.window.window.isOpen) },
            .asked(.cut) { .flag($0.window.window.isTruncated) },
            .asked(.planned) { .flag($0.window.window.isPlanned) },
            .asked(.failure) { .flag($0.window.isFailure) },
            .always(.openedBy) { .text(orNull: $0.window.window.openedBy?.actor) },
            .always(.openedOperation) { .text(orNull: $0.window.window.openedBy?.operation) },
            .always(.openedEventID) { .text(orNull: $0.window.window.openedBy?.eventID) },
            .always(.closedInto) { .text(orNull: $0.window.closedInto) },
            .always(.closedEventID) { .text(orNull: $0.window.window.closedBy?.eventID) },
        ]
    )

    static let restarts = EvidenceShape<ExplainedRestart>(
        kind: .restarts,
        cells: [
            .always(.figure) { .text(orNull: $0.index.map { path("restarts", $0) }) },
            .always(.containerID) { .text($0.restart.containerID.text) },
            .always(.containerName) { .text(orNull: $0.containerName) },
            .always(.at) { .instant($0.restart.at) },
            .always(.kind) { .text($0.restart.kind.rawValue) },
            .always(.actor) { .text($0.restart.actor) },
            .always(.operation) { .text($0.restart.operation) },
            .always(.down) { .span($0.restart.down) },
            .always(.eventIDs) { .text($0.restart.eventIDs.joined(separator: "; ")) },
        ]
    )

    private static func path(_ list: String, _ index: Int) -> String {
        FigurePath([.member(list), .element(index)]).text
    }

    static let entries = EvidenceShape<ExplainedEntry>(
        kind: .entries,
        cells: [
            .always(.role) { .text($0.role.rawValue) },
            .asked(.number) { $0.number.map(ExplainedValue.count) ?? .null },
            .always(.containerID) { .text($0.container.container.id.text) },
            .always(.containerName) { .text(orNull: $0.container.container.name) },
            .always(.at) { .instant($0.entry.at) },
            .asked(.previousStatus) { entry in .text(orNull: entry.previous.map { entry.text($0) }) },
            .always(.fromStatus) { .text($0.from) },
            .always(.toStatus) { .text($0.text($0.entry.to)) },
            .asked(.kind) { .text(LatencyKind($0.entry).rawValue) },
            .always(.actor) { .text($0.texts.actor($0.entry.actor)) },
            .asked(.actorKind) { .text($0.texts.kind(of: $0.entry.actor).rawValue) },
            .asked(.attributed) { .flag($0.entry.actor != nil) },
            .always(.operation) { .text($0.texts.operation($0.entry.operationReading)) },
            .asked(.operationDerived) { .flag($0.entry.operationReading.isDerived) },
            .asked(.reading) { .text($0.reading.rawValue) },
            .always(.duration) { .number(orNull: $0.duration) },
            .always(.eventID) { .text($0.eventID) },
            .asked(.idMissing) { .flag($0.entry.id == .none) },
            .asked(.amended) { .flag($0.entry.marks.contains(.amended)) },
            .asked(.vanished) { .flag($0.entry.marks.contains(.vanished)) },
            .asked(.chainBroken) { .flag($0.breaksChain) },
            .asked(.unknownStatus) { .flag($0.hasUnknownStatus) },
        ]
    )
}

/// An entry of a container's log beside the one before it.
struct ExplainedEntry: Sendable {
    let container: ExplainedContainer
    let index: Int
    let role: EvidenceRole
    /// Its index among the entries of the evidence, from 0, where that is asked for.
    let number: Int?

    /// What its `duration_ms` is worth.
    enum Reading: String {
        case sample, missing, invalid
    }

    var entry: Entry { container.timeline.entries[index] }
    var texts: FigureTexts { container.basis.texts }
    var previous: Status? { container.study.status(before: index) }
    var eventID: String { entry.eventID(in: container.basis.symbols, container: container.container.id) }
    var breaksChain: Bool { previous.map { entry.from.breaksChain(after: $0) } ?? false }

    func text(_ status: Status) -> String { container.basis.symbols[status.symbol] }

    /// `null` and `missing` where `from_status` names none.
    var from: String {
        switch entry.from {
        case .status(let status): text(status)
        case .null: "null"
        case .missing: "missing"
        }
    }

    var reading: Reading {
        switch entry.duration {
        case .missing: .missing
        case .invalid: .invalid
        case .valid: .sample
        }
    }

    var duration: Double? {
        if case .valid(let milliseconds) = entry.duration { milliseconds } else { nil }
    }

    var hasUnknownStatus: Bool {
        let statuses: [Status] = if case .status(let from) = entry.from { [from, entry.to] } else { [entry.to] }
        return statuses.contains { !Status.known.contains($0) }
    }
}
