internal import Rendering
package import Study
package import Timelines

/// Finds in the histories of containers what contradicts itself: broken chains and listings that drift from the log.
package struct ChainAudit: Sendable {
    private let symbols: SymbolTable
    private var breaks: [FoundBreak] = []
    /// The listings that contradict the log, noticed when they were made.
    package private(set) var drift: [Drift] = []

    /// `symbols` is the table behind all histories to be added.
    package init(symbols: SymbolTable) {
        self.symbols = symbols
    }

    /// Adds what is found in `history`, which has to be whole.
    package mutating func add(_ history: ContainerHistory) {
        let container = history.container
        let timeline = Timeline(of: history, until: .distantFuture, paused: .down, symbols: symbols)
        let entries = timeline.entries[..<timeline.entryCount]
        for (before, after) in zip(entries, entries.dropFirst()) where after.from.breaksChain(after: before.to) {
            breaks.append(FoundBreak(container: container, before: before, after: after))
        }
        drift += timeline.drift(
            of: container,
            in: Interval(start: .distantPast, end: .distantFuture),
            symbols: symbols
        )
    }

    /// The receipt numbers whose recording has to be known to tell when the breaks were noticed.
    package var receipts: Set<Int64> {
        Set(breaks.flatMap { [$0.before.receipt, $0.after.receipt] })
    }

    /// The chain breaks; `recorded` tells of each of `receipts` when it was recorded.
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
