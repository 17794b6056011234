internal import Study
internal import Timelines

extension WindowFigure {
    func definition(of index: Int, _ basis: ExplanationBasis) -> FigureDefinition {
        let list = basis.figures.windows
        return FigureDefinition(
            rule: rule,
            containers: list.indices.contains(index) ? .one(list[index].containerID) : .none,
            extra: [.actorKind],
            collect: { explained, evidence in
                guard let found = explained.windows.first(where: { $0.index == index }) else { return }
                switch self {
                case .plain(.containerID), .plain(.containerName):
                    evidence.add(explained, as: EvidenceShapes.containers)
                case .plain(.planned):
                    explained.addMaintenance(during: found.interval.interval, to: &evidence)
                case .plain, .statuses, .trigger: break
                }
                evidence.addStretches(of: found, in: explained)
                evidence.addEnds(of: found, in: explained)
            },
            derive: { derivation in
                switch self {
                case .plain(let figure): figure.derive(index, &derivation)
                case .statuses(let figure): figure.derive(&derivation)
                case .trigger(let end, let figure): end.derive(figure ?? .eventID, &derivation)
                }
            }
        )
    }

    private var rule: DefinitionRule {
        switch self {
        case .plain(.containerID), .plain(.containerName): .container
        case .plain(.planned): .planned
        case .plain(.assumed): .assumed
        case .trigger(_, .kind): .actorKinds
        case .trigger(_, .actor): .actors
        case .trigger(_, .operation): .operations
        case .trigger: .windowOwner
        case .plain, .statuses: .windows
        }
    }
}

extension Evidence {
    /// The stretches of a window, and the one that ended it.
    fileprivate mutating func addStretches(of window: ExplainedWindow, in explained: ExplainedContainer) {
        let stretches = explained.timeline.stretches
        for position in window.interval.stretches
            .lowerBound..<min(window.interval.stretches.upperBound + 1, stretches.count)
        {
            let role = window.interval.stretches.contains(position) ? EvidenceRole.within : .after
            add(
                ExplainedStretch(
                    container: explained,
                    stretch: stretches[position],
                    interval: stretches[position].interval,
                    role: role
                ),
                as: EvidenceShapes.stretches
            )
        }
    }

    fileprivate mutating func addEnds(of window: ExplainedWindow, in explained: ExplainedContainer) {
        if let opener = window.interval.opener {
            add(explained.entry(opener, as: .opening), as: EvidenceShapes.entries)
        }
        if let closer = window.interval.closer {
            add(explained.entry(closer, as: .closing), as: EvidenceShapes.entries)
        }
    }
}

extension PlainWindowFigure {
    fileprivate func derive(_ index: Int, _ derivation: inout Derivation) {
        let within = EvidenceCondition.role(.within)
        let after = EvidenceCondition.role(.after)
        let covered = EvidenceCondition(
            column: .basis,
            relation: .differs,
            value: .text(StretchBasis.notCoveredName)
        )
        switch self {
        case .containerID: derivation.add(rawValue, .copy(.containers, .containerID), .text)
        case .containerName: derivation.add(rawValue, .copy(.containers, .containerName), .text)
        case .start: derivation.add(rawValue, .least(.stretches(within), .start), .instant)
        case .end:
            let open = derivation.add(
                PlainWindowFigure.open.rawValue,
                .none(.stretches(after, covered)),
                .flag,
                figure: .window(index, .plain(.open))
            )
            let none = derivation.add("none", constant: .null, .instant)
            let until = derivation.addUntil()
            derivation.add(rawValue, .choice(if: open, then: none, otherwise: until), .instant)
            derivation.explainNull(by: .stillOpen)
        case .duration:
            let (start, until) = derivation.addInterval(index)
            derivation.add(rawValue, .difference(until, start))
        case .inRange:
            let (start, until) = derivation.addInterval(index)
            let range = derivation.basis.options.range
            let from = derivation.add("range_from", constant: .instant(range.start), .instant)
            let to = derivation.add("range_to", constant: .instant(range.end), .instant)
            let first = derivation.add("later_start", .latest([start, from]), .instant)
            let last = derivation.add("earlier_end", .earliest([until, to]), .instant)
            derivation.add(rawValue, .difference(last, first))
        case .open: derivation.add(rawValue, .none(.stretches(after, covered)), .flag)
        case .cut:
            let unknown = EvidenceCondition.equal(.condition, Condition.unknown.rawValue)
            derivation.add(rawValue, .any(.stretches(after, unknown, covered)), .flag)
        case .planned:
            let (start, until) = derivation.addInterval(index)
            derivation.add(rawValue, .isInMaintenance(from: start, to: until), .flag)
        case .assumed: derivation.add(rawValue, .any(.stretches(within, .holds(.assumed))), .flag)
        }
    }
}

extension Derivation {
    fileprivate mutating func addUntil() -> StepReference {
        add("until", .greatest(.stretches(.role(.within)), .end), .instant)
    }

    fileprivate mutating func addInterval(_ index: Int) -> (start: StepReference, until: StepReference) {
        let start = add(
            PlainWindowFigure.start.rawValue,
            .least(.stretches(.role(.within)), .start),
            .instant,
            figure: .window(index, .plain(.start))
        )
        return (start, addUntil())
    }
}

extension WindowStatusFigure {
    fileprivate func derive(_ derivation: inout Derivation) {
        let status: Status =
            switch self {
            case .stopped: .stopped
            case .failed: .failed
            case .paused: .paused
            }
        let rows = EvidenceSelection.stretches(.role(.within), .equal(.status, status.knownText))
        derivation.add(rawValue, .total(rows, .length))
    }
}

extension WindowEnd {
    fileprivate func derive(_ figure: TriggerFigure, _ derivation: inout Derivation) {
        let entry = EvidenceSelection.entries(.role(self == .openedBy ? .opening : .closing))
        let (column, unit): (EvidenceColumn, FigureUnit) =
            switch figure {
            case .actor: (.actor, .text)
            case .kind: (.actorKind, .text)
            case .operation: (.operation, .text)
            case .eventID: (.eventID, .text)
            case .at: (.at, .instant)
            }
        derivation.add(figure.rawValue, .copy(entry, column), unit)
    }
}

extension DowntimeFigure {
    func definition(of scope: FigureScope, _ basis: ExplanationBasis) -> FigureDefinition {
        let into = EvidenceCondition.equal(.closedInto, Status.running.knownText)
        return FigureDefinition(
            rule: .windowTotals,
            containers: basis.needed(for: scope),
            extra: extra,
            collect: { explained, evidence in
                if self == .meanTimeBetweenFailures { FigureDefinition.collectUp(of: scope, explained, &evidence) }
                for window in explained.windows {
                    evidence.add((explained, window), as: EvidenceShapes.windows)
                }
            },
            derive: {
                switch self {
                case .windows: $0.add(rawValue, .count(.windows), .count)
                case .open: $0.add(rawValue, .count(.windows(.holds(.open))), .count)
                case .closed: $0.add(rawValue, .count(.windows(into)), .count)
                case .cut: $0.add(rawValue, .count(.windows(.holds(.cut))), .count)
                case .longest:
                    $0.sort(.windows, by: .duration, descending: true)
                    $0.add(rawValue, .greatest(.windows, .duration))
                case .down:
                    $0.sort(.windows, by: .inRange, descending: true)
                    $0.add(rawValue, .total(.windows, .inRange))
                case .meanTimeToRecovery:
                    let time = $0.add("closed_duration_ms", .total(.windows(into), .duration))
                    let closed = $0.add("closed", .count(.windows(into)), .count, figure: .downtime(scope, .closed))
                    $0.add(rawValue, .quotient(time, by: closed))
                case .meanTimeBetweenFailures:
                    let up = $0.addUp(of: scope)
                    let failures = $0.add("failures", .count(.windows(.holds(.failure))), .count)
                    $0.add(rawValue, .quotient(up, by: failures))
                }
            }
        )
    }

    private var extra: Set<EvidenceColumn> {
        switch self {
        case .open: [.open]
        case .cut: [.cut]
        case .meanTimeBetweenFailures: [.failure, .planned, .up]
        case .windows, .closed, .meanTimeToRecovery, .longest, .down: []
        }
    }
}
