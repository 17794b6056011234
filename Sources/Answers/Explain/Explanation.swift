/// Why a figure of the stability report is what it is: the rule, the arithmetic, and what it was computed from.
package struct Explanation: Hashable, Sendable {
    package var figure: Figure
    package var rule: DefinitionRule
    /// At least one; the last is the figure, each other one comes before those that use it.
    package var steps: [ExplanationStep]
    /// Tables of the evidence, without those that no step asks for and that hold nothing.
    package var evidence: [EvidenceTable]
    /// Why the figure is null; nil where it is not.
    package var reason: NullReason?

    package var value: ExplainedValue { steps.last?.value ?? .null }
    package var unit: FigureUnit { steps.last?.unit ?? .text }
}
