package import Study
package import Timelines

/// What the platform changed in what it had served, left out, or contradicted; each list by when it was noticed, then by container.
package struct AuditFigures: Hashable, Sendable {
    package var totals = AuditTotals()
    /// Those with a finding, by id.
    package var containers: [AuditedContainer] = []
    package var amendments: [Amendment] = []
    package var vanished: [VanishedEntry] = []
    package var chainBreaks: [ChainBreak] = []
    package var quarantined: [QuarantinedElement] = []
    package var drift: [Drift] = []

    package init() {}
}

/// How many findings there are of each kind.
package struct AuditTotals: Hashable, Sendable {
    /// Changes of content, several of one entry counted each.
    package var amendments = 0
    /// Entries that were changed at least once.
    package var amended = 0
    /// Disappearances.
    package var vanished = 0
    /// Of these, how many ended.
    package var returned = 0
    package var chainBreaks = 0
    package var quarantined = 0
    package var drift = 0

    /// Whether the platform took back anything that it had served.
    package var isRewritten: Bool { amendments > 0 || vanished > 0 }
}

/// The findings about one container, counted.
package struct AuditedContainer: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    package var projectID: String?
    package var totals: AuditTotals = AuditTotals()
}

/// The pass that noticed something, and when it recorded that.
package struct Noticed: Hashable, Sendable {
    package var at: Instant
    package var pass: Int64

    package init(at: Instant, pass: Int64) {
        self.at = at
        self.pass = pass
    }
}

extension AuditFigures {
    /// What of `found` was noticed in `range` (nil is all), counted and put in order; `containers` are those looked at.
    ///
    /// A disappearance counts where it or its end lies in the range.
    package init(of found: AuditFigures, in range: Interval?, containers known: [Container]) {
        func isInRange(_ instant: Instant) -> Bool { range?.contains(instant) ?? true }
        self.init()
        amendments = found.amendments.filter { isInRange($0.noticed.at) }
            .sorted {
                precedes(($0.noticed.at, $0.containerID, $0.after.seq), ($1.noticed.at, $1.containerID, $1.after.seq))
            }
        vanished = found.vanished
            .filter { isInRange($0.noticed.at) || $0.returned.map { isInRange($0.at) } ?? false }
            .sorted {
                precedes(
                    ($0.noticed.at, $0.containerID, $0.version.seq),
                    ($1.noticed.at, $1.containerID, $1.version.seq)
                )
            }
        chainBreaks = found.chainBreaks.filter { isInRange($0.noticed.at) }
            .sorted { left, right in
                precedes(
                    (left.noticed.at, left.containerID, left.after.at.milliseconds),
                    (right.noticed.at, right.containerID, right.after.at.milliseconds)
                )
            }
        quarantined = found.quarantined.filter { isInRange($0.noticed.at) }
            .sorted { left, right in
                precedes((left.noticed.at, left.owner, left.seq), (right.noticed.at, right.owner, right.seq))
            }
        drift = found.drift.filter { isInRange($0.at) }
            .sorted { precedes(($0.at, $0.containerID, 0), ($1.at, $1.containerID, 0)) }
        count(known)
    }

    /// Counts all findings, and those of each container.
    private mutating func count(_ known: [Container]) {
        var byContainer: [ContainerID: AuditTotals] = [:]
        var entries: Set<AmendedEntry> = []
        for amendment in amendments {
            byContainer[amendment.containerID, default: AuditTotals()].amendments += 1
            let entry = AmendedEntry(container: amendment.containerID, eventID: amendment.eventID)
            if entries.insert(entry).inserted { byContainer[amendment.containerID]?.amended += 1 }
        }
        for entry in vanished {
            byContainer[entry.containerID, default: AuditTotals()].vanished += 1
            if entry.returned != nil { byContainer[entry.containerID]?.returned += 1 }
        }
        for found in chainBreaks { byContainer[found.containerID, default: AuditTotals()].chainBreaks += 1 }
        for element in quarantined {
            guard let id = element.containerID else { continue }
            byContainer[id, default: AuditTotals()].quarantined += 1
        }
        for listing in drift { byContainer[listing.containerID, default: AuditTotals()].drift += 1 }
        containers = known.compactMap { container in
            byContainer[container.id].map { totals in
                AuditedContainer(
                    id: container.id,
                    name: container.name,
                    projectID: container.projectID,
                    totals: totals
                )
            }
        }
        .sorted { $0.id < $1.id }
        totals.amendments = amendments.count
        totals.amended = entries.count
        totals.vanished = vanished.count
        totals.returned = vanished.count { $0.returned != nil }
        totals.chainBreaks = chainBreaks.count
        totals.quarantined = quarantined.count
        totals.drift = drift.count
    }
}

private struct AmendedEntry: Hashable {
    let container: ContainerID
    let eventID: String
}

extension QuarantinedElement {
    /// Elements of a container list come first.
    fileprivate var owner: ContainerID { containerID ?? ContainerID("") }
}

/// By when it was noticed, then by container, then by its position there.
private func precedes(_ left: (Instant, ContainerID, Int64), _ right: (Instant, ContainerID, Int64)) -> Bool {
    left < right
}

/// An entry that came again with other content.
package struct Amendment: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var eventID: String
    package var noticed: Noticed
    /// The members that differ, by name.
    package var changes: [MemberChange]
    package var before: AuditedVersion
    package var after: AuditedVersion
}

/// A version of an entry, as it was received.
package struct AuditedVersion: Hashable, Sendable {
    /// Its place in the log, from 1.
    package var seq: Int64
    package var recorded: Noticed
    package var at: Instant
    /// `triggered_by`, or `(unattributed)`.
    package var actor: String
    package var operation: String
    package var isOperationDerived: Bool
    /// Nil where `from_status` was null or missing.
    package var fromStatus: String?
    package var toStatus: String
    package var duration: DurationReading
    /// The JSON as received.
    package var body: String
}

/// An entry that a complete reading no longer found.
package struct VanishedEntry: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var eventID: String
    package var noticed: Noticed
    /// Where it was found again; nil where it is still missing.
    package var returned: Noticed?
    /// As it was last served.
    package var version: AuditedVersion
}

/// Two entries that can't directly follow each other: one between them is missing.
package struct ChainBreak: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    /// When the newer of the two versions was recorded.
    package var noticed: Noticed
    /// The entry before the gap, and where it led to.
    package var before: ChainEnd
    /// The entry after the gap, and where it comes from: `null` where it says so.
    package var after: ChainEnd
}

/// One side of a gap in a chain of entries.
package struct ChainEnd: Hashable, Sendable {
    package var at: Instant
    package var status: String
    package var eventID: String
}

/// A received element that can't stand on a timeline.
package struct QuarantinedElement: Hashable, Sendable {
    /// Nil for an element of a container list.
    package var containerID: ContainerID?
    package var containerName: String?
    package var seq: Int64
    package var noticed: Noticed
    package var reason: String
    /// As received.
    package var body: String
    /// Whether a later pass no longer found it.
    package var isVanished: Bool

    package init(
        containerID: ContainerID?,
        containerName: String?,
        seq: Int64,
        noticed: Noticed,
        reason: String,
        body: String,
        isVanished: Bool
    ) {
        self.containerID = containerID
        self.containerName = containerName
        self.seq = seq
        self.noticed = noticed
        self.reason = reason
        self.body = body
        self.isVanished = isVanished
    }
}
