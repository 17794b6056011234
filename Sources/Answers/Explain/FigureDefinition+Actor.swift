internal import Rendering
internal import Study
internal import Timelines

extension ActorFigure {
    func definition(of index: Int, _ basis: ExplanationBasis) -> FigureDefinition {
        guard basis.figures.actors.indices.contains(index) else {
            return FigureDefinition(rule: .actorFigures, containers: .none) { _ in }
        }
        let actor = basis.figures.actors[index]
        let symbol = actor.attributed ? basis.symbols.symbol(of: actor.actor) : nil
        return FigureDefinition(
            rule: rule,
            extra: [.attributed, .actorKind, .kind, .operationDerived],
            collect: { explained, evidence in collect(symbol, explained, &evidence) },
            derive: { derive(&$0) }
        )
    }

    private var rule: DefinitionRule {
        switch self {
        case .plain(.actor), .plain(.attributed): .actors
        case .plain(.kind): .actorKinds
        case .plain(.operationsDerived), .operation: .operations
        case .plain(.windows), .plain(.down): .windowOwner
        case .plain: .actorFigures
        }
    }

    private func collect(_ actor: Symbol?, _ explained: ExplainedContainer, _ evidence: inout Evidence) {
        let entries = explained.timeline.entries
        switch self {
        case .plain(.windows), .plain(.down):
            for window in explained.windows where window.actor(in: entries) == actor {
                evidence.add((explained, window), as: EvidenceShapes.windows)
            }
        case .plain(.restarts):
            for restart in explained.restarts where entries[restart.episode.opener].actor == actor {
                evidence.add(restart, of: explained)
            }
        case .plain, .operation:
            for position in explained.entriesInRange
            where entries[position].actor == actor && counts(entries[position], explained) {
                evidence.add(explained.entry(position, as: .counted), as: EvidenceShapes.entries)
            }
            guard namesActor else { return }
            // Who only has a window that reaches in from before the range is named by the entry that opened it.
            for window in explained.windows where window.actor(in: entries) == actor {
                guard let opener = window.interval.opener, !explained.entriesInRange.contains(opener) else { continue }
                evidence.add(explained.entry(opener, as: .opening), as: EvidenceShapes.entries)
            }
        }
    }

    /// Operations are compared byte for byte, as the report does.
    private func counts(_ entry: Entry, _ explained: ExplainedContainer) -> Bool {
        guard case .operation(let operation) = self else { return true }
        return explained.basis.texts.operation(entry.operationReading).utf8.elementsEqual(operation.utf8)
    }

    private var namesActor: Bool {
        switch self {
        case .plain(.actor), .plain(.kind), .plain(.attributed): true
        case .plain, .operation: false
        }
    }

    private func derive(_ derivation: inout Derivation) {
        let named = EvidenceSelection.entries(.holds(.attributed))
        switch self {
        case .operation(let operation): derivation.add(operation, .count(.entries), .count)
        case .plain(let figure):
            let name = figure.rawValue
            switch figure {
            case .actor:
                let attributed = derivation.add("attributed", .any(named), .flag)
                let actor = derivation.add("named", .copy(named, .actor), .text)
                let nobody = derivation.add("unattributed", constant: .text(FigureTexts.unattributed), .text)
                derivation.add(name, .choice(if: attributed, then: actor, otherwise: nobody), .text)
            case .kind:
                let actor = derivation.add("named", .copy(named, .actor), .text)
                derivation.add(name, .actorKind(actor), .text)
            case .attributed: derivation.add(name, .any(named), .flag)
            case .entries: derivation.add(name, .count(.entries), .count)
            case .operationsDerived: derivation.add(name, .count(.entries(.holds(.operationDerived))), .count)
            case .containers: derivation.add(name, .distinct(.entries, .containerID), .count)
            case .restarts: derivation.add(name, .count(.restarts), .count)
            case .forceStops:
                let forced = EvidenceCondition.equal(.kind, LatencyKind.forceStop.rawValue)
                derivation.add(name, .count(.entries(forced)), .count)
            case .windows: derivation.add(name, .count(.windows), .count)
            case .down:
                derivation.sort(.windows, by: .inRange, descending: true)
                derivation.add(name, .total(.windows, .inRange))
            case .firstSeen:
                derivation.sort(.entries, by: .at)
                derivation.add(name, .least(.entries, .at), .instant)
            case .lastSeen:
                derivation.sort(.entries, by: .at, descending: true)
                derivation.add(name, .greatest(.entries, .at), .instant)
            }
        }
    }
}

extension ExplainedWindow {
    /// Who opened it; nil where nobody is named.
    fileprivate func actor(in entries: [Entry]) -> Symbol? {
        interval.opener.flatMap { entries[$0].actor }
    }
}
