package import Timelines

/// How a figure is explained: by which rule, from which rows, by which arithmetic.
struct Recipe {
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
    func recipe(_ basis: ExplanationBasis, stated: ExplainedValue) -> Recipe {
        switch self {
        case .stated(let figure): figure.recipe(stated)
        case .coverage(let figure): figure.recipe(basis)
        case .availability(let scope, let figure): figure.recipe(of: scope, basis)
        case .downtime(let scope, let figure): figure.recipe(of: scope, basis)
        case .restarts(let scope, let figure): figure.recipe(of: scope, basis)
        case .latency(let scope, let kind, let figure): figure.recipe(of: scope, kind, basis)
        case .container(let index, let figure): figure.recipe(of: basis.container(of: .container(index)))
        case .window(let index, let figure): figure.recipe(of: index, basis)
        case .restart(let index, let figure): figure.recipe(of: index, basis)
        case .actor(let index, let figure): figure.recipe(of: index, basis)
        case .quality(let figure): figure.recipe(basis)
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
