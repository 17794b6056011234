internal import Rendering
internal import Study
internal import Timelines

extension QualityFigure {
    func definition(_ basis: ExplanationBasis) -> FigureDefinition {
        switch self {
        case .count(let figure): figure.definition()
        case .drift(let index, let figure): figure.definition(of: index, basis)
        case .gone(let index, let figure): figure.definition(of: index, basis)
        }
    }
}

extension QualityCount {
    fileprivate func definition() -> FigureDefinition {
        guard let column else {
            return FigureDefinition(rule: rule, containers: .none) {
                $0.add(rawValue, .count(EvidenceSelection(.quarantined)), .count)
            }
        }
        return FigureDefinition(
            rule: rule,
            extra: [column],
            collect: { explained, evidence in
                for position in explained.entriesInRange {
                    let entry = explained.entry(position, as: .counted)
                    if meets(entry) { evidence.add(entry, as: EvidenceShapes.entries) }
                }
            },
            derive: { $0.add(rawValue, .count(selection(column)), .count) }
        )
    }

    private func selection(_ column: EvidenceColumn) -> EvidenceSelection {
        switch self {
        case .entries, .quarantined: .entries
        case .missingDuration: .entries(.equal(column, ExplainedEntry.Reading.missing.rawValue))
        case .invalidDuration: .entries(.equal(column, ExplainedEntry.Reading.invalid.rawValue))
        case .missingActor:
            .entries(EvidenceCondition(column: column, relation: .equals, value: .flag(false)))
        case .amended, .vanished, .chainBreaks, .missingID, .unknownStatus: .entries(.holds(column))
        }
    }

    /// Whether an entry is listed: all are where all are counted, else those that count.
    private func meets(_ entry: ExplainedEntry) -> Bool {
        switch self {
        case .entries: true
        case .quarantined: false
        case .amended: entry.entry.marks.contains(.amended)
        case .vanished: entry.entry.marks.contains(.vanished)
        case .chainBreaks: entry.breaksChain
        case .missingID: entry.entry.id == .none
        case .missingDuration: entry.reading == .missing
        case .invalidDuration: entry.reading == .invalid
        case .missingActor: entry.entry.actor == nil
        case .unknownStatus: entry.hasUnknownStatus
        }
    }

    /// What tells it; nil where no entry does.
    private var column: EvidenceColumn? {
        switch self {
        case .entries: .role
        case .amended: .amended
        case .vanished: .vanished
        case .quarantined: nil
        case .chainBreaks: .chainBroken
        case .missingID: .idMissing
        case .missingDuration, .invalidDuration: .reading
        case .missingActor: .attributed
        case .unknownStatus: .unknownStatus
        }
    }

    private var rule: DefinitionRule {
        switch self {
        case .entries: .quality
        case .amended, .vanished, .quarantined: .revisions
        case .chainBreaks: .chainBreaks
        case .missingID: .quality
        case .missingDuration, .invalidDuration: .samples
        case .missingActor: .actors
        case .unknownStatus: .unknownStatuses
        }
    }
}

extension DriftFigure {
    fileprivate func definition(of index: Int, _ basis: ExplanationBasis) -> FigureDefinition {
        let list = basis.figures.quality.drift
        guard list.indices.contains(index) else { return FigureDefinition(rule: .drift, containers: .none) { _ in } }
        let drift = list[index]
        // Passes can begin at one instant: how many of this container's before it do.
        let number = list[..<index].count { $0.containerID == drift.containerID && $0.at == drift.at }
        return FigureDefinition(
            rule: .drift,
            containers: .one(drift.containerID),
            collect: { explained, evidence in
                let found = explained.drift.filter { $0.at == drift.at }
                guard found.indices.contains(number) else { return }
                evidence.add(found[number], as: EvidenceShapes.listings)
                let before = explained.timeline.entries.count(before: drift.at)
                guard before > 0 else { return }
                evidence.add(explained.entry(before - 1, as: .before), as: EvidenceShapes.entries)
            },
            derive: {
                let listing = EvidenceSelection(.listings)
                switch self {
                case .containerID: $0.add(rawValue, .copy(listing, .containerID), .text)
                case .listed: $0.add(rawValue, .copy(listing, .status), .text)
                case .timeline: $0.add(rawValue, .copy(.entries, .toStatus), .text)
                case .at: $0.add(rawValue, .copy(listing, .at), .instant)
                }
            }
        )
    }
}

extension GoneFigure {
    fileprivate func definition(of index: Int, _ basis: ExplanationBasis) -> FigureDefinition {
        let list = basis.figures.quality.gone
        return FigureDefinition(
            rule: .gone,
            containers: list.indices.contains(index) ? .one(list[index].containerID) : .none,
            extra: [.goneSince],
            collect: { $1.add($0, as: EvidenceShapes.containers) },
            derive: {
                switch self {
                case .containerID: $0.add(rawValue, .copy(.containers, .containerID), .text)
                case .since: $0.add(rawValue, .copy(.containers, .goneSince), .instant)
                }
            }
        )
    }
}
