/// How a step follows from earlier steps, or from rows of the evidence.
package enum ExplanationOperation: Hashable, Sendable {
    // MARK: As it is
    /// Asked for, or a fact about the log that no entry tells.
    case stated
    /// A number of the definitions.
    case constant
    /// The rule gives none here.
    case undefined

    // MARK: Of steps
    case sum([StepReference])
    /// The first less the second; of two instants the milliseconds between them.
    case difference(StepReference, StepReference)
    /// Null where the divisor is zero.
    case quotient(StepReference, by: StepReference)
    case latest([StepReference])
    case earliest([StepReference])
    case isAtLeast(StepReference, Int)
    /// The second where the first, a flag, holds, else the third.
    case choice(if: StepReference, then: StepReference, otherwise: StepReference)
    /// ⌊(n − 1)·P/100⌋ + 1: the rank at or below which the percentile lies.
    case percentileRank(n: StepReference, Percentile)
    /// The largest l with P(B < l) ≤ 0.025, B ~ Binomial(n, P/100); null where there is none.
    case lowerRank(n: StepReference, Percentile)
    /// The smallest u with P(B ≥ u) ≤ 0.025; null where there is none.
    case upperRank(n: StepReference, Percentile)
    /// Whether the interval between both instants lies wholly inside one interval of maintenance.
    case isInMaintenance(from: StepReference, to: StepReference)
    /// The kind of the actor of this name, by the rules of the configuration, then by the defaults.
    case actorKind(StepReference)

    // MARK: Of rows
    case count(EvidenceSelection)
    case total(EvidenceSelection, EvidenceColumn)
    case mean(EvidenceSelection, EvidenceColumn)
    case least(EvidenceSelection, EvidenceColumn)
    case greatest(EvidenceSelection, EvidenceColumn)
    /// The least, and null where any row has none.
    case leastOfAll(EvidenceSelection, EvidenceColumn)
    /// How many different values there are.
    case distinct(EvidenceSelection, EvidenceColumn)
    /// The value that all rows have; null where there is none, or more than one.
    case copy(EvidenceSelection, EvidenceColumn)
    /// Whether there is a row.
    case any(EvidenceSelection)
    /// Whether there is no row.
    case none(EvidenceSelection)
    /// The value at a rank, from 1, in ascending order, so many ranks further up.
    case orderStatistic(EvidenceSelection, EvidenceColumn, rank: StepReference, further: Int)
    /// Type 7 of Hyndman and Fan; null where n·(100 − P) < 100.
    case percentile(EvidenceSelection, EvidenceColumn, Percentile)
    /// The most rows of one container whose `at` lies within any 60 minutes [a, a + 60 min).
    case mostWithinHour(EvidenceSelection)
    /// How much of the time from `start` to `end` lies inside maintenance.
    case overlapWithMaintenance(EvidenceSelection)
    /// `explicit` where one of the entries names the operation `restart`, else `quick` where it was down no longer than the
    /// gap, else `recovery`.
    case restartKind(EvidenceSelection, down: StepReference, gap: StepReference)
}
