internal import Rendering
internal import Study
package import Timelines

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
                precedes((left.noticed.at, left.place, left.seq), (right.noticed.at, right.place, right.seq))
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
    fileprivate var place: ContainerID { containerID ?? ContainerID("") }
}

/// By when it was noticed, then by container, then by its place there.
private func precedes(_ left: (Instant, ContainerID, Int64), _ right: (Instant, ContainerID, Int64)) -> Bool {
    left < right
}
