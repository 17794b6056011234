internal import Study
package import Timelines

/// How a figure is explained: by which rule, from which rows, by which arithmetic.
struct FigureDefinition {
    let rule: DefinitionRule
    /// Whose histories it needs.
    var containers = NeededContainers.all
    /// Columns that its arithmetic needs beside those that always stand in the evidence.
    var extra: Set<EvidenceColumn> = []
    /// Takes from a container what the figure rests on.
    var collect: (ExplainedContainer, inout Evidence) -> Void = { _, _ in }
    /// Works the figure out; the last step is the figure.
    let derive: (inout Derivation) -> Void
}

/// Whose histories an explanation needs.
package enum NeededContainers: Hashable, Sendable {
    case all, none
    case one(ContainerID)
}

extension Figure {
    /// How it is explained; `stated` is what the report says where it only repeats what was asked for.
    ///
    /// The one place that leads from every figure to its rule: a figure without one does not compile.
    func definition(_ basis: ExplanationBasis, stated: ExplainedValue) -> FigureDefinition {
        switch self {
        case .stated(let figure): figure.definition(stated)
        case .coverage(let figure): figure.definition(basis)
        case .availability(let scope, let figure): figure.definition(of: scope, basis)
        case .downtime(let scope, let figure): figure.definition(of: scope, basis)
        case .restarts(let scope, let figure): figure.definition(of: scope, basis)
        case .latency(let scope, let kind, let figure): figure.definition(of: scope, kind, basis)
        case .container(let index, let figure): figure.definition(of: basis.container(of: .container(index)))
        case .window(let index, let figure): figure.definition(of: index, basis)
        case .restart(let index, let figure): figure.definition(of: index, basis)
        case .actor(let index, let figure): figure.definition(of: index, basis)
        case .quality(let figure): figure.definition(basis)
        }
    }
}

extension ExplanationBasis {
    /// Whose histories figures of a scope need.
    func needed(for scope: FigureScope) -> NeededContainers {
        switch scope {
        case .fleet: .all
        case .container: container(of: scope).map(NeededContainers.one) ?? .none
        }
    }
}

extension EvidenceSelection {
    static let entries = EvidenceSelection(.entries)
    static let windows = EvidenceSelection(.windows)
    static let restarts = EvidenceSelection(.restarts)
    static let containers = EvidenceSelection(.containers)

    static func entries(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.entries, conditions)
    }

    static func windows(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.windows, conditions)
    }

    static func restarts(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.restarts, conditions)
    }

    static func stretches(_ conditions: EvidenceCondition...) -> EvidenceSelection {
        EvidenceSelection(.stretches, conditions)
    }
}

extension StatedFigure {
    func definition(_ stated: ExplainedValue) -> FigureDefinition {
        let (rule, name, unit): (DefinitionRule, String, FigureUnit) =
            switch self {
            case .schema: (.asked, "schema", .text)
            case .range(let figure): (.asked, figure.rawValue, figure == .timezone ? .text : .instant)
            case .option(.paused): (.asked, OptionFigure.paused.rawValue, .text)
            case .option(.restartGap): (.asked, OptionFigure.restartGap.rawValue, .milliseconds)
            case .option(let figure): (.asked, figure.rawValue, .count)
            case .optionElement(let list, _): (.asked, list.rawValue, .text)
            case .log(.size): (.log, LogFigure.size.rawValue, .count)
            case .log(.root): (.log, LogFigure.root.rawValue, .text)
            }
        return FigureDefinition(rule: rule, containers: .none) { $0.add(name, stated: stated, unit) }
    }
}

extension CoverageFigure {
    func definition(_ basis: ExplanationBasis) -> FigureDefinition {
        switch self {
        case .containers:
            FigureDefinition(rule: .coverage, collect: { $1.add($0, as: EvidenceShapes.containers) }) {
                $0.add("containers", .count(.containers), .count)
            }
        case .coveredUntil:
            FigureDefinition(
                rule: .covered,
                extra: [.coveredUntil, .goneSince],
                collect: { $1.add($0, as: EvidenceShapes.containers) },
                derive: {
                    $0.sort(.containers, by: .coveredUntil)
                    let present = EvidenceCondition(column: .goneSince, relation: .equals, value: .null)
                    $0.add(
                        "covered_until",
                        .leastOfAll(EvidenceSelection(.containers, [present]), .coveredUntil),
                        .instant
                    )
                }
            )
        case .stale(let index, let figure):
            FigureDefinition(
                rule: .stale,
                containers: basis.stale(index).map(NeededContainers.one) ?? .none,
                extra: [.coveredUntil, .goneSince, .deleted, .stale],
                collect: { $1.add($0, as: EvidenceShapes.containers) },
                derive: {
                    let stale = EvidenceSelection(.containers, [.holds(.stale)])
                    switch figure {
                    case .id: $0.add("id", .copy(stale, .containerID), .text)
                    case .name: $0.add("name", .copy(stale, .containerName), .text)
                    case .coveredUntil: $0.add("covered_until", .copy(stale, .coveredUntil), .instant)
                    }
                }
            )
        }
    }
}

extension ExplanationBasis {
    fileprivate func stale(_ index: Int) -> ContainerID? {
        figures.coverage.stale.indices.contains(index) ? figures.coverage.stale[index].id : nil
    }
}

extension ContainerFigure {
    func definition(of container: ContainerID?) -> FigureDefinition {
        let (rule, column): (DefinitionRule, EvidenceColumn) =
            switch self {
            case .id: (.container, .containerID)
            case .name: (.container, .containerName)
            case .projectID: (.container, .projectID)
            case .status: (.finalStatus, .status)
            case .coveredUntil: (.coverage, .coveredUntil)
            }
        return FigureDefinition(
            rule: rule,
            containers: container.map(NeededContainers.one) ?? .none,
            extra: [.projectID, .coveredUntil],
            collect: { explained, evidence in
                evidence.add(explained, as: EvidenceShapes.containers)
                if self == .status, let last = explained.lastStretch {
                    evidence.add(last, as: EvidenceShapes.stretches)
                }
            },
            derive: {
                let rows = self == .status ? EvidenceSelection.stretches(.role(.last)) : .containers
                $0.add(rawValue, .copy(rows, column), self == .coveredUntil ? .instant : .text)
            }
        )
    }
}

extension ExplainedContainer {
    /// The last stretch of the covered part of the range.
    fileprivate var lastStretch: ExplainedStretch? {
        study.lastCoveredStretch.map {
            ExplainedStretch(container: self, stretch: $0, interval: $0.interval, role: .last)
        }
    }
}
