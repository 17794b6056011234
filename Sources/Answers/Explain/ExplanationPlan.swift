internal import Rendering
package import Timelines

/// How a figure is explained: from which rows, by which arithmetic.
package struct ExplanationPlan {
    let containers: NeededContainers
    /// Whether it needs what is in quarantine, of the whole store.
    let needsQuarantine: Bool
    /// Columns that its arithmetic needs beside those that always stand in the evidence.
    let extra: Set<EvidenceColumn>
    /// Takes from a container what the figure rests on.
    let collect: (ExplainedContainer, inout Evidence) -> Void
    /// Works the figure out; the last step is the figure.
    let derive: (inout Derivation) -> Void

    private init(
        containers: NeededContainers,
        needsQuarantine: Bool = false,
        extra: Set<EvidenceColumn> = [],
        collect: @escaping (ExplainedContainer, inout Evidence) -> Void = { _, _ in },
        derive: @escaping (inout Derivation) -> Void
    ) {
        self.containers = containers
        self.needsQuarantine = needsQuarantine
        self.extra = extra
        self.collect = collect
        self.derive = derive
    }

    /// Of a figure that rests on histories: those of the containers of `place`.
    init(
        _ place: FigurePlace,
        extra: Set<EvidenceColumn> = [],
        collect: @escaping (ExplainedContainer, inout Evidence) -> Void,
        derive: @escaping (inout Derivation) -> Void
    ) {
        self.init(
            containers: place.container.map(NeededContainers.one) ?? .all,
            extra: extra,
            collect: collect,
            derive: derive
        )
    }

    /// Of what is only stated.
    static func stated(_ value: Scalar) -> ExplanationPlan {
        ExplanationPlan(containers: .none) { $0.result(stated: value) }
    }

    /// Of a figure that rests on what is in quarantine.
    static func quarantined(_ derive: @escaping (inout Derivation) -> Void) -> ExplanationPlan {
        ExplanationPlan(containers: .none, needsQuarantine: true, derive: derive)
    }
}

/// Whose histories an explanation needs.
package enum NeededContainers: Hashable, Sendable {
    case all, none
    case one(ContainerID)
}
