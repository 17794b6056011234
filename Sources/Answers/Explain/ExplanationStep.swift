package import Study

/// One named step of the arithmetic behind a figure; the last one of an explanation is the figure.
package struct ExplanationStep: Hashable, Sendable {
    /// Such as `up_ms`: what the formula calls it.
    package var name: String
    package var operation: ExplanationOperation
    package var value: ExplainedValue
    package var unit: FigureUnit
    /// Where it stands in the report, if it is a figure of its own.
    package var figure: Figure?
}

/// An earlier step of the same explanation, by its place.
package struct StepReference: Hashable, Sendable {
    package let place: Int
}

/// What a value counts.
package enum FigureUnit: String, Hashable, Sendable, CaseIterable {
    case milliseconds = "ms"
    case count
    case ratio
    case perDay = "per day"
    case days
    case rank
    case instant
    case flag
    case text
}

/// Why a figure is null.
package enum NullReason: Hashable, Sendable {
    /// The step by which is to be divided is zero.
    case zeroDivisor(StepReference)
    /// n·(100 − P) < 100.
    case withheld(n: Int, percentile: Percentile)
    /// No rank among 1 … n bounds the interval on this side.
    case noRank(n: Int, percentile: Percentile)
    /// Nothing in the evidence has it.
    case noEvidence
    /// Attempts of this kind can't fail, so that none succeeds.
    case cannotFail(LatencyKind)
    /// It was not asked for, or there is none.
    case notStated
    /// A window that is still open has no end.
    case stillOpen
    /// A container was never read completely.
    case neverCovered
}
