internal import Rendering
internal import Study
internal import Timelines

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

    func reason(_ reason: ReasonNumber?) -> String? {
        reason.map { symbols.reasons[$0] }
    }

    func trigger(_ entry: Entry, of container: ContainerID) -> Trigger {
        Trigger(
            actor: actor(entry.actor),
            kind: kind(of: entry.actor),
            operation: operation(entry.operationReading),
            eventID: entry.eventID(in: symbols, container: container),
            at: entry.at,
            reason: reason(entry.reason?.text)
        )
    }

    func whoEntry(
        _ entry: Entry,
        window: DowntimeWindow?,
        container: ContainerID,
        name: String?,
        metadata: String? = nil
    ) -> WhoEntry {
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
            reason: trigger.reason,
            metadata: metadata,
            window: window
        )
    }

    func window(
        _ interval: DowntimeInterval,
        opener: Entry?,
        closer: Entry?,
        reason: ReasonNumber?,
        of container: ContainerID,
        name: String?
    ) -> DowntimeWindow {
        DowntimeWindow(
            containerID: container,
            containerName: name,
            start: interval.start,
            end: interval.ending == .open ? nil : interval.end,
            duration: interval.length,
            inRange: interval.inRange,
            isOpen: interval.ending == .open,
            isTruncated: interval.ending == .truncated,
            isPlanned: interval.isPlanned,
            isAssumed: interval.isAssumed,
            time: interval.time,
            openedBy: opener.map { trigger($0, of: container) },
            closedBy: closer.map { trigger($0, of: container) },
            reason: self.reason(reason)
        )
    }

    /// The interval at `index` of a study as a window.
    func window(_ index: Int, of study: ContainerStudy) -> DowntimeWindow {
        let interval = study.intervals[index]
        return window(
            interval,
            opener: interval.opener.map { study.timeline.entries[$0] },
            closer: interval.closer.map { study.timeline.entries[$0] },
            reason: study.reason(of: interval),
            of: study.container.id,
            name: study.container.name
        )
    }

    func restart(_ record: RestartRecord, name: String?) -> Restart {
        Restart(
            containerID: record.container,
            containerName: name,
            at: record.episode.at,
            kind: record.episode.kind,
            actor: actor(record.opener.actor),
            operation: record.episode.kind == .explicit
                ? symbols[.restart] : operation(record.opener.operationReading),
            down: record.episode.down,
            took: record.took,
            eventIDs: ([record.opener] + record.others).map {
                $0.eventID(in: symbols, container: record.container)
            }
        )
    }
}

extension AvailabilityFigures {
    /// The ratio in percent; nil where no time is known to be up or down.
    var share: String? { percentage(up.milliseconds, of: (up + down).milliseconds) }

    var unplannedShare: String? {
        percentage(up.milliseconds, of: (up + down - plannedDown).milliseconds)
    }

    var lowShare: String? {
        percentage((up - assumedUp).milliseconds, of: (up + down + unknown).milliseconds)
    }

    var highShare: String? {
        percentage((up + unknown + assumedDown).milliseconds, of: (up + down + unknown).milliseconds)
    }
}

extension ActorKind {
    /// `(user)`; for an actor that the log does not name, nothing.
    fileprivate var bracketed: String {
        self == .unattributed ? "" : " (\(rawValue))"
    }
}

/// `ana (user)`, or words for an actor that the log does not name.
func namedActor(_ actor: String, _ kind: ActorKind) -> String {
    kind == .unattributed ? "an actor that the log does not name" : actorName(actor) + kind.bracketed
}

/// `ana`, or words for an actor that the log does not name.
func bareActor(_ actor: String, _ kind: ActorKind) -> String {
    kind == .unattributed ? "an actor that the log does not name" : actorName(actor)
}

extension Trigger {
    /// `ana (user), force-stop`.
    var label: String {
        "\(namedActor(actor, kind)), \(term(operation))"
    }

    /// Whether it set the container running again.
    var isReturn: Bool {
        ["start", "restart", "resume", "provision"].contains(operation)
    }
}

/// What containers are called in a text: by name, by id where they have none or share it with another.
struct ContainerNames {
    /// How much of the end of the id tells a name's bearers apart, in characters; none where one bears it.
    private let endings: [ExactText: Int]

    /// All containers that a text speaks of.
    init(_ containers: some Sequence<(ContainerID, String?)>) {
        var bearers: [ExactText: Set<ContainerID>] = [:]
        for case let (id, name?) in containers { bearers[ExactText(name), default: []].insert(id) }
        endings = bearers.filter { $0.value.count > 1 }.mapValues { ids in
            let longest = ids.map(\.text.count).max() ?? 0
            return (6..<max(7, longest)).first { length in
                Set(ids.map { ExactText(String($0.text.suffix(length))) }).count == ids.count
            } ?? longest
        }
    }

    /// At most 40 columns, and some more where the end of the id has to tell namesakes apart.
    func text(_ name: String?, _ id: ContainerID) -> String {
        guard let name, name.contains(where: { !$0.isWhitespace }) else { return id.text.neutralised.shortened(to: 40) }
        let shown = name.neutralised.shortened(to: 40)
        guard let ending = endings[ExactText(name)] else { return shown }
        return "\(shown) (…\(String(id.text.suffix(ending)).neutralised))"
    }
}

/// An actor as a text shows it, at most 40 columns.
func actorName(_ actor: String) -> String {
    let hasInk = actor.contains { !$0.isWhitespace }
    return (hasInk ? actor : "“\(actor)”").neutralised.shortened(to: 40)
}

/// A status or an operation as a text shows it, at most 24 columns.
func term(_ text: String) -> String {
    text.neutralised.shortened(to: 24)
}
