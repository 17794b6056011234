/// How a comparison or a budget came out.
package enum GateOutcome: String, Hashable, Sendable, CaseIterable {
    /// Slower than the baseline beyond chance and beyond the least effect; a budget that is not kept.
    case regression
    /// Faster, likewise; passes. No budget has it.
    case improvement
    /// Too few samples; a budget on a figure that is withheld or undefined.
    case inconclusive
    case pass
}
