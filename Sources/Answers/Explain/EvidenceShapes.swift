internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

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
            .asked(.group) { .text(orNull: $0.container.service?.calendar.group.name) },
            .asked(.cause) { .text(orNull: $0.window.service?.cause.rawValue) },
            .asked(.counted) { .span(orNull: $0.window.service?.downtime.countedTime) },
            .asked(.outage) { .text(orNull: $0.container.outagePath(of: $0.window.interval)) },
            .asked(.countsOn) { .flag($0.container.countsOn($0.window.interval)) },
            .asked(.actor) { .text($0.container.opener(of: $0.window.interval).actor) },
            .asked(.actorKind) { .text($0.container.opener(of: $0.window.interval).kind.rawValue) },
            .asked(.reason) { .text(orNull: $0.window.window.reason) },
            .asked(.server) { .text(orNull: $0.container.server(of: $0.window.interval)) },
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
            .asked(.took) { .number(orNull: $0.restart.took) },
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
            .asked(.number) { $0.number.map(Scalar.count) ?? .null },
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
            .asked(.reason) { .text(orNull: $0.texts.reason($0.entry.reason?.text)) },
            .asked(.beyond) { .flag($0.isBeyondTypical) },
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

    var isBeyondTypical: Bool {
        SlowLimits(container.group.typical).isExceeded(by: entry.duration, of: LatencyKind(entry))
    }

    var hasUnknownStatus: Bool {
        let statuses: [Status] = if case .status(let from) = entry.from { [from, entry.to] } else { [entry.to] }
        return statuses.contains { !Status.known.contains($0) }
    }
}

/// The tables of the evidence.
enum EvidenceShapes {
    static let containers = EvidenceShape<ExplainedContainer>(
        kind: .containers,
        cells: [
            .always(.figure) { .text(orNull: $0.figure) },
            .always(.containerID) { .text($0.container.id.text) },
            .always(.containerName) { .text(orNull: $0.container.name) },
            .asked(.projectID) { .text(orNull: $0.container.projectID) },
            .asked(.coveredUntil) { .instant(orNull: $0.container.coveredUntil) },
            .asked(.goneSince) { .instant(orNull: $0.container.goneSince) },
            .asked(.deleted) { .flag($0.isDeleted) },
            .asked(.stale) { .flag($0.isStale) },
            .asked(.up) { .span($0.availability.up) },
            .asked(.down) { .span($0.availability.down) },
            .asked(.plannedDown) { .span($0.availability.plannedDown) },
            .asked(.unknown) { .span($0.availability.unknown) },
            .asked(.outOfService) { .span($0.availability.outOfService) },
            .asked(.assumedUp) { .span($0.availability.assumedUp) },
            .asked(.assumedDown) { .span($0.availability.assumedDown) },
            .asked(.assumedOutOfService) { .span($0.availability.assumedOutOfService) },
            .asked(.runningTime) { .span($0.statusTimes.running) },
            .asked(.pausedTime) { .span($0.statusTimes.paused) },
            .asked(.stoppedTime) { .span($0.statusTimes.stopped) },
            .asked(.failedTime) { .span($0.statusTimes.failed) },
            .asked(.otherTime) { .span($0.statusTimes.other) },
            .asked(.maxInHour) { .count($0.maxInHour) },
            .asked(.group) { .text(orNull: $0.service?.calendar.group.name) },
            .asked(.present) { .flag($0.service?.time.hasContainer ?? false) },
        ]
            + ServicePart.allCases.map { part in
                .asked(part.column) { .span(orNull: $0.service.map { part.amount(of: $0.time) }) }
            }
    )

    /// The containers over the time of the error budget.
    static let budgets = EvidenceShape<ExplainedContainer>(
        kind: .containers,
        cells: [
            .always(.figure) { .text(orNull: $0.figure) },
            .always(.containerID) { .text($0.container.id.text) },
            .always(.containerName) { .text(orNull: $0.container.name) },
        ]
            + ServicePart.allCases.map { part in
                .asked(part.column) { .span(orNull: $0.service?.budget.map(part.amount)) }
            }
    )

    /// The windows over the time of the error budget.
    static let budgetWindows = EvidenceShape<(container: ExplainedContainer, window: ServiceWindow)>(
        kind: .windows,
        cells: [
            .always(.containerID) { .text($0.container.container.id.text) },
            .always(.containerName) { .text(orNull: $0.container.container.name) },
            .always(.start) { .instant($0.container.intervals[$0.window.index].start) },
            .always(.end) { .instant($0.container.intervals[$0.window.index].end) },
            .always(.cause) { .text($0.window.cause.rawValue) },
            .always(.counted) { .span($0.window.spent) },
            .always(.actor) { .text($0.container.opener(of: $0.container.intervals[$0.window.index]).actor) },
            .always(.actorKind) {
                .text($0.container.opener(of: $0.container.intervals[$0.window.index]).kind.rawValue)
            },
        ]
    )

    /// What counts of windows.
    static let counted = EvidenceShape<(container: ExplainedContainer, window: ExplainedWindow, interval: Interval)>(
        kind: .counted,
        cells: [
            .always(.figure) { .text(orNull: $0.window.index.map { path("windows", $0) }) },
            .always(.containerID) { .text($0.container.container.id.text) },
            .always(.containerName) { .text(orNull: $0.container.container.name) },
            .always(.start) { .instant($0.interval.start) },
            .always(.end) { .instant($0.interval.end) },
            .always(.length) { .span($0.interval.length) },
        ]
    )

    static let outages = EvidenceShape<(index: Int, outage: Outage)>(
        kind: .outages,
        cells: [
            .always(.figure) { .text(path("outages", $0.index)) },
            .always(.start) { .instant($0.outage.start) },
            .always(.end) { .instant(orNull: $0.outage.end) },
            .always(.duration) { .span($0.outage.duration) },
            .always(.counted) { .span($0.outage.counted) },
            .always(.open) { .flag($0.outage.end == nil) },
            .always(.recovered) { .flag($0.outage.isRecovered) },
        ]
    )

    /// The stretches of hours of a group.
    static let hours = EvidenceShape<(group: String, interval: Interval)>(
        kind: .hours,
        cells: [
            .always(.group) { .text($0.group) },
            .always(.containerID) { _ in .null },
            .always(.start) { .instant($0.interval.start) },
            .always(.end) { .instant($0.interval.end) },
        ]
    )

    static let stretches = EvidenceShape<ExplainedStretch>(
        kind: .stretches,
        cells: [
            .always(.role) { .text($0.role.rawValue) },
            .always(.start) { .instant($0.interval.start) },
            .always(.end) { .instant($0.interval.end) },
            .always(.length) { .span($0.interval.length) },
            .always(.condition) { .text($0.stretch.condition.rawValue) },
            .always(.status) { .text(orNull: $0.status) },
            .asked(.statusPart) { .text(orNull: $0.stretch.timedStatus?.rawValue) },
            .always(.assumed) { .flag($0.stretch.isAssumed) },
            .always(.basis) { .text($0.stretch.basis.name) },
            .always(.eventID) { .text(orNull: $0.eventID) },
        ]
    )

    static let maintenance = EvidenceShape<(container: ContainerID, interval: Interval)>(
        kind: .maintenance,
        cells: [
            .always(.containerID) { .text($0.container.text) },
            .always(.start) { .instant($0.interval.start) },
            .always(.end) { .instant($0.interval.end) },
        ]
    )

    static let listings = EvidenceShape<Drift>(
        kind: .listings,
        cells: [
            .always(.containerID) { .text($0.containerID.text) },
            .always(.at) { .instant($0.at) },
            .always(.status) { .text($0.listed) },
        ]
    )

    static let quarantined = EvidenceShape<QuarantinedElement>(
        kind: .quarantined,
        cells: [
            .always(.seq) { .integer($0.seq) },
            .always(.containerID) { .text(orNull: $0.containerID?.text) },
            .always(.at) { .instant($0.noticed.at) },
            .always(.reason) { .text($0.reason) },
        ]
    )
}

/// A stretch of a container's timeline, or a part of one.
struct ExplainedStretch: Sendable {
    let container: ExplainedContainer
    let stretch: Stretch
    let interval: Interval
    let role: EvidenceRole

    var status: String? { stretch.status.map { container.basis.symbols[$0.symbol] } }

    /// The entry that began it; of the window of a lone restart, the one that ended it.
    var eventID: String? {
        stretch.entry.map {
            container.timeline.entries[$0].eventID(in: container.basis.symbols, container: container.container.id)
        }
    }
}

extension StretchBasis {
    /// What the stretch is known from, in a word.
    fileprivate var name: String {
        switch self {
        case .logged: "told"
        case .assumed: "assumed"
        case .singleEntryRestart: "lone-restart"
        case .notYetCreated: "not-yet-created"
        case .gone: "gone"
        case .unknown(.chainBreak): "chain-break"
        case .unknown(.priorStatusMissing): "prior-status-missing"
        case .unknown(.creationUnknown): "creation-unknown"
        case .unknown(.listingsInconclusive): "listings-inconclusive"
        case .unknown(.notCovered): StretchBasis.notCoveredName
        }
    }

    /// The name of time behind the end of coverage.
    static let notCoveredName = "not-covered"
}
