package import Periods
package import Timelines

extension StoreQueries {
    /// What the platform changed or hid of the chosen containers, as noticed in `range`, over everything where that is nil.
    package func auditReport(over range: Interval?, clock: ZonedClock) throws -> AuditReport {
        let looked = containers
        let names = Dictionary(looked.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        var chains = ChainAudit(symbols: symbols)
        try source.histories(of: chosen, before: .distantFuture, listings: nil) { chains.add($0) }
        let receipts = try source.receipts(of: chains.receipts)
        let trail = try source.auditTrail(of: chosen)

        var found = AuditFigures()
        found.chainBreaks = chains.chainBreaks { receipts[$0].map(Noticed.init) }
        found.drift = chains.drift
        found.amendments = trail.amendments.map { amendment in
            Amendment(
                containerID: amendment.container,
                containerName: names[amendment.container] ?? nil,
                eventID: amendment.after.entry.eventID(in: symbols, container: amendment.container),
                noticed: Noticed(amendment.after.receipt),
                changes: amendment.changes,
                before: chains.version(amendment.before),
                after: chains.version(amendment.after)
            )
        }
        found.vanished = trail.vanishings.map { vanishing in
            VanishedEntry(
                containerID: vanishing.container,
                containerName: names[vanishing.container] ?? nil,
                eventID: vanishing.version.entry.eventID(in: symbols, container: vanishing.container),
                noticed: Noticed(vanishing.vanished),
                returned: vanishing.returned.map(Noticed.init),
                version: chains.version(vanishing.version)
            )
        }
        found.quarantined = trail.quarantine.map { element in
            QuarantinedElement(
                containerID: element.container,
                containerName: element.container.flatMap { names[$0] ?? nil },
                seq: element.receipt.seq,
                noticed: Noticed(element.receipt),
                reason: element.reason,
                body: element.body,
                isVanished: element.isVanished
            )
        }
        return AuditReport(
            range: range,
            timezone: clock.identifier,
            options: AuditOptions(containers: choices.containers, projects: choices.projects),
            log: log,
            searched: looked.count,
            figures: AuditFigures(of: found, in: range, containers: looked)
        )
    }
}

extension Noticed {
    init(_ receipt: Receipt) {
        self.init(at: receipt.recordedAt, pass: receipt.pass)
    }
}

extension ChainAudit {
    fileprivate func version(_ recorded: RecordedVersion) -> AuditedVersion {
        version(recorded.entry, recorded: Noticed(recorded.receipt), body: recorded.body)
    }
}
