internal import Study
import Timelines

/// Explains a figure of a report: collects what it rests on, container by container, and works it out again from that.
package struct Explainer {
    package let figure: Figure
    private let basis: ExplanationBasis
    private let recipe: Recipe
    private var evidence: Evidence

    /// `stated` is what the report says, for figures that only repeat what was asked for.
    package init(_ figure: Figure, basis: ExplanationBasis, stated: ExplainedValue) {
        self.figure = figure
        self.basis = basis
        recipe = figure.recipe(basis, stated: stated)
        evidence = Evidence(extra: recipe.extra)
    }

    /// Whose histories it needs.
    package var containers: NeededContainers { recipe.containers }

    /// Whether it needs what is in quarantine, of the whole store.
    package var needsQuarantine: Bool { figure == .quality(.count(.quarantined)) }

    /// Takes what the figure rests on from a container; those that it does not need change nothing. By container id.
    package mutating func add(_ working: ExplainedContainer) {
        switch recipe.containers {
        case .none: return
        case .one(let id) where id != working.container.id: return
        case .one, .all: recipe.collect(working, &evidence)
        }
    }

    /// Takes an element in quarantine.
    package mutating func add(_ element: QuarantinedElement) {
        evidence.add(element, as: EvidenceShapes.quarantined)
    }

    /// The figure, worked out from what was added.
    package func explanation() -> Explanation {
        var derivation = Derivation(evidence: evidence, basis: basis)
        recipe.derive(&derivation)
        return Explanation(
            figure: figure,
            rule: recipe.rule,
            steps: derivation.steps,
            evidence: EvidenceKind.allCases.map { derivation.evidence[$0] }.filter { !$0.rows.isEmpty },
            reason: derivation.reason
        )
    }
}
