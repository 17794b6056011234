internal import Study
import Timelines

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
            .asked(.maxInHour) { .count($0.maxInHour) },
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
