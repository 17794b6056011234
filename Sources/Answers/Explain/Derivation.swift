import Timelines

/// The arithmetic of a figure as it grows: each step is worked out from the evidence and the steps before it.
struct Derivation {
    private(set) var evidence: Evidence
    private(set) var steps: [ExplanationStep] = []
    private(set) var reason: NullReason?
    /// What rules say that the evidence does not hold.
    let basis: ExplanationBasis

    init(evidence: Evidence, basis: ExplanationBasis) {
        self.evidence = evidence
        self.basis = basis
    }

    /// Adds a step, with the figure that it is where it is one of its own.
    @discardableResult
    mutating func add(
        _ name: String,
        _ operation: ExplanationOperation,
        _ unit: FigureUnit = .milliseconds,
        figure: Figure? = nil
    ) -> StepReference {
        add(name, operation, value: value(of: operation), unit, figure: figure)
    }

    /// Adds a number of the definitions or of the report's switches.
    mutating func add(_ name: String, constant: ExplainedValue, _ unit: FigureUnit) -> StepReference {
        add(name, .constant, value: constant, unit, figure: nil)
    }

    /// Adds what was asked for, or a fact about the log.
    mutating func add(_ name: String, stated: ExplainedValue, _ unit: FigureUnit) {
        add(name, .stated, value: stated, unit, figure: nil)
        if stated == .null { reason = .notStated }
    }

    /// Says why the last step is null, where it is.
    mutating func explainNull(by reason: NullReason) {
        if steps.last?.value == .null { self.reason = reason }
    }

    /// Lets a text that can't show all rows show those around the one at a rank.
    mutating func focus(_ kind: EvidenceKind, onRank rank: StepReference) {
        evidence.focus(kind, on: self[rank].whole.map { Int($0) - 1 })
    }

    /// The same around the hour that has the most rows of one container.
    mutating func focusOnBusiestHour(of kind: EvidenceKind) {
        evidence.focus(kind, on: busiestHour(EvidenceSelection(kind)).map { $0.first + $0.most / 2 })
    }

    /// Puts the rows in order; those with the greatest value first where that matters most.
    mutating func sort(_ kind: EvidenceKind, by column: EvidenceColumn, descending: Bool = false) {
        evidence.sort(kind, by: column, descending: descending)
    }

    subscript(reference: StepReference) -> ExplainedValue {
        steps[reference.place].value
    }

    @discardableResult
    private mutating func add(
        _ name: String,
        _ operation: ExplanationOperation,
        value: ExplainedValue,
        _ unit: FigureUnit,
        figure: Figure?
    ) -> StepReference {
        steps.append(ExplanationStep(name: name, operation: operation, value: value, unit: unit, figure: figure))
        reason = value == .null ? why(operation) : nil
        return StepReference(place: steps.count - 1)
    }

    private func why(_ operation: ExplanationOperation) -> NullReason {
        switch operation {
        case .quotient(_, let divisor) where self[divisor].amount == 0: .zeroDivisor(divisor)
        case .percentile(let selection, let column, let percentile):
            .withheld(n: evidence[selection.kind].values(selection, column).count, percentile: percentile)
        case .lowerRank(let n, let percentile), .upperRank(let n, let percentile):
            .noRank(n: count(n), percentile: percentile)
        // The reason of the step that gave it no rank.
        case .orderStatistic: reason ?? .noEvidence
        case .leastOfAll: .neverCovered
        default: .noEvidence
        }
    }

    func count(_ reference: StepReference) -> Int {
        Int(self[reference].whole ?? 0)
    }
}
