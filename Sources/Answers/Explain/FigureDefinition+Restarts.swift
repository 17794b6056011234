internal import Rendering
internal import Study
internal import Timelines

extension RestartTotalFigure {
    func definition(of scope: FigureScope, _ basis: ExplanationBasis) -> FigureDefinition {
        FigureDefinition(
            rule: .restartTotals,
            containers: basis.needed(for: scope),
            extra: self == .flapping ? [.maxInHour] : [.up, .down],
            collect: { explained, evidence in
                if self == .perDay { FigureDefinition.collectService(of: scope, explained, &evidence) }
                if self == .flapping, scope == .fleet { evidence.add(explained, as: EvidenceShapes.containers) }
                for restart in explained.restarts { evidence.add(restart, of: explained) }
            },
            derive: { derivation in
                switch self {
                case .count: derivation.add(rawValue, .count(.restarts), .count)
                case .explicit, .quick, .recovery:
                    derivation.add(rawValue, .count(.restarts(.equal(.kind, rawValue))), .count)
                case .perDay: derivePerDay(of: scope, &derivation)
                case .maxInHour:
                    derivation.focusOnBusiestHour(of: .restarts)
                    derivation.add(rawValue, .mostWithinHour(.restarts), .count)
                case .flapping: deriveFlapping(of: scope, &derivation)
                }
            }
        )
    }

    private func derivePerDay(of scope: FigureScope, _ derivation: inout Derivation) {
        let count = derivation.add("count", .count(.restarts), .count, figure: .restarts(scope, .count))
        let up = derivation.addUp(of: scope)
        let down = derivation.addDown(of: scope)
        let service = derivation.add("in_service_ms", .sum([up, down]))
        let day = derivation.add("day_ms", constant: .span(.days(1)), .milliseconds)
        let days = derivation.add("days", .quotient(service, by: day), .days)
        derivation.add(rawValue, .quotient(count, by: days), .perDay)
    }

    private func deriveFlapping(of scope: FigureScope, _ derivation: inout Derivation) {
        guard case .container = scope else {
            let often = EvidenceCondition(column: .maxInHour, relation: .isAtLeast, value: .integer(3))
            derivation.add(rawValue, .count(EvidenceSelection(.containers, [often])), .count)
            return
        }
        let most = derivation.add(
            "max_in_hour",
            .mostWithinHour(.restarts),
            .count,
            figure: .restarts(scope, .maxInHour)
        )
        derivation.focusOnBusiestHour(of: .restarts)
        derivation.add(rawValue, .isAtLeast(most, 3), .flag)
    }
}

extension Evidence {
    /// A restart, and each of its entries.
    mutating func add(_ restart: ExplainedRestart, of explained: ExplainedContainer) {
        add(restart, as: EvidenceShapes.restarts)
        for position in restart.episode.opener...restart.episode.closer {
            add(explained.entry(position, as: restart.role(of: position)), as: EvidenceShapes.entries)
        }
    }
}

extension ExplainedRestart {
    /// What the entry at `place` is to it.
    func role(of position: Int) -> EvidenceRole {
        if episode.opener == episode.closer { return .alone }
        return position == episode.opener ? .opening : position == episode.closer ? .closing : .between
    }
}

extension RestartFigure {
    func definition(of index: Int, _ basis: ExplanationBasis) -> FigureDefinition {
        let list = basis.figures.restarts
        return FigureDefinition(
            rule: rule,
            containers: list.indices.contains(index) ? .one(list[index].containerID) : .none,
            extra: [.number],
            collect: { explained, evidence in
                guard let restart = explained.restarts.first(where: { $0.index == index }) else { return }
                if self == .plain(.containerID) { evidence.add(explained, as: EvidenceShapes.containers) }
                let positions = restart.episode.opener...restart.episode.closer
                for (number, position) in positions.enumerated() {
                    let entry = explained.entry(position, as: restart.role(of: position), number: number)
                    evidence.add(entry, as: EvidenceShapes.entries)
                }
                if let window = restart.window {
                    evidence.add((explained, explained.windows[window]), as: EvidenceShapes.windows)
                }
            },
            derive: { derive(&$0) }
        )
    }

    private var rule: DefinitionRule {
        switch self {
        case .plain(.containerID): .container
        case .plain(.at): .restartTotals
        case .plain(.actor): .actors
        case .plain(.operation): .operations
        case .plain(.kind), .plain(.down), .eventID: .restarts
        }
    }

    private func derive(_ derivation: inout Derivation) {
        let opening = EvidenceSelection.entries(EvidenceCondition(column: .number, relation: .equals, value: .count(0)))
        switch self {
        case .plain(.containerID): derivation.add("container_id", .copy(.containers, .containerID), .text)
        case .plain(.at): derivation.add("at", .greatest(.entries, .at), .instant)
        case .plain(.actor): derivation.add("actor", .copy(opening, .actor), .text)
        case .plain(.down): derivation.add("down_ms", .total(.windows, .duration))
        case .plain(.kind):
            let down = derivation.add("down_ms", .total(.windows, .duration))
            let gap = derivation.add(
                "restart_gap_ms",
                constant: .span(derivation.basis.options.restartGap),
                .milliseconds
            )
            derivation.add("kind", .restartKind(.entries, down: down, gap: gap), .text)
        case .plain(.operation):
            let restart = derivation.basis.symbols[.restart]
            let named = derivation.add("names_restart", .any(.entries(.equal(.operation, restart))), .flag)
            let word = derivation.add("restart", constant: .text(restart), .text)
            let opened = derivation.add("opening_operation", .copy(opening, .operation), .text)
            derivation.add("operation", .choice(if: named, then: word, otherwise: opened), .text)
        case .eventID(let number):
            let entry = EvidenceCondition(column: .number, relation: .equals, value: .count(number))
            derivation.add("event_id", .copy(.entries(entry), .eventID), .text)
        }
    }
}
