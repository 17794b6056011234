package import Periods
package import Study
package import Timelines

extension StoreQueries {
    /// What the platform changed or hid of the chosen containers, as noticed in `range`, over everything where that is nil.
    package func auditReport(over range: Interval?, clock: ZonedClock) async throws -> AuditReport {
        let looked = containers
        let names = Dictionary(looked.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let chains = try await source.fold(
            into: ChainAudit(symbols: symbols),
            of: chosen,
            from: .distantPast,
            before: .distantFuture,
            listings: nil
        )
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

/// Finds in the histories of containers what contradicts itself: broken chains and listings that drift from the log.
package struct ChainAudit: HistoryFold {
    private var study: ContainerStudy
    private var breaks: [FoundBreak] = []
    /// The listings that contradict the log, noticed when they were made.
    package private(set) var drift: [Drift] = []

    /// `symbols` is the table behind all histories to be added.
    package init(symbols: SymbolTable) {
        let all = Interval(start: .distantPast, end: .distantFuture)
        study = ContainerStudy(options: AnalysisOptions(range: all), symbols: symbols, judgingService: false)
    }

    /// Adds what is found in `history`, which has to be whole.
    package mutating func add(_ history: ContainerHistory) {
        study.trace(history)
        let entries = study.timeline.entries[study.entriesInRange]
        for (before, after) in zip(entries, entries.dropFirst()) where after.from.breaksChain(after: before.to) {
            breaks.append(FoundBreak(container: study.container, before: before, after: after))
        }
        drift += study.drift
    }

    /// Adds what `other` found of other containers.
    package mutating func merge(_ other: ChainAudit) {
        breaks += other.breaks
        drift += other.drift
    }

    private var symbols: SymbolTable { study.symbols }

    /// The receipt numbers whose recording has to be known to say when the breaks were noticed.
    package var receipts: Set<Int64> {
        Set(breaks.flatMap { [$0.before.receipt, $0.after.receipt] })
    }

    /// The chain breaks; `recorded` gives for each of `receipts` when it was recorded.
    package func chainBreaks(recorded: (Int64) -> Noticed?) -> [ChainBreak] {
        breaks.compactMap { found in
            // The receipts are numbered in the order of the log, whatever the clock said.
            guard let noticed = recorded(max(found.before.receipt, found.after.receipt)) else { return nil }
            return ChainBreak(
                containerID: found.container.id,
                containerName: found.container.name,
                noticed: noticed,
                before: ChainEnd(whereItLed: found.before, of: found.container.id, symbols: symbols),
                after: ChainEnd(whereItComesFrom: found.after, of: found.container.id, symbols: symbols)
            )
        }
    }

    /// A version of an entry in the words of a report.
    package func version(_ entry: Entry, recorded: Noticed, body: String) -> AuditedVersion {
        let from: String? = if case .status(let status) = entry.from { symbols[status.symbol] } else { nil }
        return AuditedVersion(
            seq: entry.receipt,
            recorded: recorded,
            at: entry.at,
            actor: entry.actor.map { symbols[$0] } ?? FigureTexts.unattributed,
            operation: entry.operationReading.text(in: symbols),
            isOperationDerived: entry.operationReading.isDerived,
            fromStatus: from,
            toStatus: symbols[entry.to.symbol],
            duration: entry.duration,
            body: body
        )
    }
}

private struct FoundBreak: Sendable {
    let container: Container
    let before: Entry
    let after: Entry
}

extension ChainEnd {
    /// The side of a link from which an entry leads.
    init(whereItLed entry: Entry, of container: ContainerID, symbols: SymbolTable) {
        self.init(
            at: entry.at,
            status: symbols[entry.to.symbol],
            eventID: entry.eventID(in: symbols, container: container)
        )
    }

    /// The side of a link from which an entry comes: `null` where it says so, `missing` where it says nothing.
    init(whereItComesFrom entry: Entry, of container: ContainerID, symbols: SymbolTable) {
        let status =
            switch entry.from {
            case .status(let status): symbols[status.symbol]
            case .null: "null"
            case .missing: "missing"
            }
        self.init(at: entry.at, status: status, eventID: entry.eventID(in: symbols, container: container))
    }
}
