internal import Study
import Timelines

/// Turns symbols into the texts that a report shows.
struct FigureTexts: Sendable {
    let symbols: SymbolTable
    private let classifier: ActorClassifier

    /// How a report calls who is not named.
    static let unattributed = "(unattributed)"

    init(symbols: SymbolTable, rules: [ActorRule]) {
        self.symbols = symbols
        classifier = ActorClassifier(rules: rules, symbols: symbols)
    }

    func actor(_ actor: Symbol?) -> String {
        actor.map { symbols[$0] } ?? Self.unattributed
    }

    func kind(of actor: Symbol?) -> ActorKind {
        classifier.kind(of: actor)
    }

    func operation(_ reading: OperationReading) -> String {
        reading.text(in: symbols)
    }

    func trigger(_ entry: Entry, of container: ContainerID) -> Trigger {
        Trigger(
            actor: actor(entry.actor),
            kind: kind(of: entry.actor),
            operation: operation(entry.operationReading),
            eventID: entry.eventID(in: symbols, container: container),
            at: entry.at
        )
    }

    func whoEntry(_ entry: Entry, window: DowntimeWindow?, container: ContainerID, name: String?) -> WhoEntry {
        let trigger = trigger(entry, of: container)
        let from: String? = if case .status(let status) = entry.from { symbols[status.symbol] } else { nil }
        return WhoEntry(
            containerID: container,
            containerName: name,
            at: entry.at,
            actor: trigger.actor,
            kind: trigger.kind,
            operation: trigger.operation,
            isOperationDerived: entry.operationReading.isDerived,
            fromStatus: from,
            toStatus: symbols[entry.to.symbol],
            duration: entry.duration,
            eventID: trigger.eventID,
            window: window
        )
    }

    func window(_ record: WindowRecord, name: String?) -> DowntimeWindow {
        DowntimeWindow(
            containerID: record.container,
            containerName: name,
            start: record.interval.start,
            end: record.ending == .open ? nil : record.interval.end,
            duration: record.interval.length,
            inRange: record.inRange,
            isOpen: record.ending == .open,
            isTruncated: record.ending == .truncated,
            isPlanned: record.isPlanned,
            isAssumed: record.isAssumed,
            time: record.time,
            openedBy: record.opener.map { trigger($0, of: record.container) },
            closedBy: record.closer.map { trigger($0, of: record.container) }
        )
    }

    func restart(_ record: RestartRecord) -> Restart {
        Restart(
            containerID: record.container,
            at: record.at,
            kind: record.kind,
            actor: actor(record.opener.actor),
            operation: record.kind == .explicit
                ? symbols[.restart] : operation(record.opener.operationReading),
            down: record.down,
            eventIDs: ([record.opener] + record.others).map {
                $0.eventID(in: symbols, container: record.container)
            }
        )
    }
}
