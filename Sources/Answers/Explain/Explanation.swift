package import Rendering
package import Timelines

/// Why a figure of the stability report is what it is: the rule, the arithmetic, and what it was computed from.
package struct Explanation: Hashable, Sendable {
    package var rule: DefinitionRule
    /// At least one; the last is the figure, each other one comes before those that use it.
    package var steps: [ExplanationStep]
    /// Tables of the evidence, without those that no step asks for and that hold nothing.
    package var evidence: [EvidenceTable]
    /// Why the figure is null; nil where it is not.
    package var reason: NullReason?

    package var value: Scalar { steps.last?.value ?? .null }
    package var unit: FigureUnit { steps.last?.unit ?? .text }
}

/// One named step of the arithmetic behind a figure; the last one of an explanation is the figure.
package struct ExplanationStep: Hashable, Sendable {
    /// Such as `up_ms`: what the formula calls it.
    package var name: String
    package var operation: ExplanationOperation
    package var value: Scalar
    package var unit: FigureUnit
    /// Where it stands in the report, if it is a figure of its own.
    package var figure: FigurePath?
}

/// An earlier step of the same explanation, by its place.
package struct StepReference: Hashable, Sendable {
    package let position: Int
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
    /// Transitions of this kind have no typical time here.
    case noTypicalTime(LatencyKind)
    /// It was not asked for, or there is none.
    case notStated
    /// A window that is still open has no end.
    case stillOpen
    /// A container was never read completely.
    case neverCovered
}

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
    /// Whether the first / the second reaches the third, an objective.
    case reaches(StepReference, of: StepReference, objective: StepReference)
    /// ⌊(1 − the second, an objective) · the first⌋.
    case allowance(of: StepReference, objective: StepReference)
    /// How much of the time between both instants lies in the group's hours.
    case timeInHours(from: StepReference, to: StepReference)
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
    /// The most rows whose time from `start` to `end` holds one instant.
    case mostAtOnce(EvidenceSelection)
    /// How much of the time from `start` to `end` lies inside maintenance.
    case overlapWithMaintenance(EvidenceSelection)
    /// `explicit` where one of the entries names the operation `restart`, else `quick` where it was down no longer than the
    /// gap, else `recovery`.
    case restartKind(EvidenceSelection, down: StepReference, gap: StepReference)
}

/// An operation taken apart for JSON and for words.
struct OperationParts {
    /// As JSON has it.
    enum Name: String, CaseIterable {
        case stated, constant, undefined
        case sum, difference, quotient, latest, earliest, choice
        case atLeast = "at-least"
        case percentileRank = "percentile-rank"
        case lowerRank = "lower-rank"
        case upperRank = "upper-rank"
        case inMaintenance = "in-maintenance"
        case reaches, allowance
        case timeInHours = "time-in-hours"
        case actorKind = "actor-kind"
        case count, total, mean, least, greatest, distinct, copy, any, none, percentile
        case leastOfAll = "least-of-all"
        case orderStatistic = "order-statistic"
        case mostWithinHour = "most-within-hour"
        case mostAtOnce = "most-at-once"
        case overlapWithMaintenance = "overlap-with-maintenance"
        case restartKind = "restart-kind"
    }

    var name: Name
    var terms: [StepReference] = []
    var rows: EvidenceSelection?
    var column: EvidenceColumn?
    /// The percentile, the least that is enough, or how many ranks further up.
    var parameter: Int?

    init(_ operation: ExplanationOperation) {
        switch operation {
        case .stated: name = .stated
        case .constant: name = .constant
        case .undefined: name = .undefined
        case .sum(let terms): (name, self.terms) = (.sum, terms)
        case .difference(let first, let second): (name, terms) = (.difference, [first, second])
        case .quotient(let first, let second): (name, terms) = (.quotient, [first, second])
        case .latest(let terms): (name, self.terms) = (.latest, terms)
        case .earliest(let terms): (name, self.terms) = (.earliest, terms)
        case .isAtLeast(let term, let least): (name, terms, parameter) = (.atLeast, [term], least)
        case .choice(let condition, let then, let otherwise): (name, terms) = (.choice, [condition, then, otherwise])
        case .percentileRank(let n, let percentile):
            (name, terms, parameter) = (.percentileRank, [n], percentile.rawValue)
        case .lowerRank(let n, let percentile): (name, terms, parameter) = (.lowerRank, [n], percentile.rawValue)
        case .upperRank(let n, let percentile): (name, terms, parameter) = (.upperRank, [n], percentile.rawValue)
        case .isInMaintenance(let from, let to): (name, terms) = (.inMaintenance, [from, to])
        case .reaches(let part, let whole, let objective): (name, terms) = (.reaches, [part, whole, objective])
        case .allowance(let time, let objective): (name, terms) = (.allowance, [time, objective])
        case .timeInHours(let from, let to): (name, terms) = (.timeInHours, [from, to])
        case .actorKind(let actor): (name, terms) = (.actorKind, [actor])
        case .count(let rows): (name, self.rows) = (.count, rows)
        case .total(let rows, let column): (name, self.rows, self.column) = (.total, rows, column)
        case .mean(let rows, let column): (name, self.rows, self.column) = (.mean, rows, column)
        case .least(let rows, let column): (name, self.rows, self.column) = (.least, rows, column)
        case .greatest(let rows, let column): (name, self.rows, self.column) = (.greatest, rows, column)
        case .leastOfAll(let rows, let column): (name, self.rows, self.column) = (.leastOfAll, rows, column)
        case .distinct(let rows, let column): (name, self.rows, self.column) = (.distinct, rows, column)
        case .copy(let rows, let column): (name, self.rows, self.column) = (.copy, rows, column)
        case .any(let rows): (name, self.rows) = (.any, rows)
        case .none(let rows): (name, self.rows) = (.none, rows)
        case .orderStatistic(let rows, let column, let rank, let further):
            (name, terms, self.rows, self.column, parameter) = (.orderStatistic, [rank], rows, column, further)
        case .percentile(let rows, let column, let percentile):
            (name, self.rows, self.column, parameter) = (.percentile, rows, column, percentile.rawValue)
        case .mostAtOnce(let rows): (name, self.rows) = (.mostAtOnce, rows)
        case .mostWithinHour(let rows): (name, self.rows) = (.mostWithinHour, rows)
        case .overlapWithMaintenance(let rows): (name, self.rows) = (.overlapWithMaintenance, rows)
        case .restartKind(let rows, let down, let gap):
            (name, terms, self.rows) = (.restartKind, [down, gap], rows)
        }
    }
}

extension Scalar {
    /// What it is worth in arithmetic: an instant its milliseconds since 1970; nil where it is no number.
    var amount: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        case .instant(let instant): Double(instant.milliseconds)
        case .null, .flag, .text, .json: nil
        }
    }

    /// The same in whole numbers, where it is one.
    var whole: Int64? {
        switch self {
        case .integer(let integer): integer
        case .instant(let instant): instant.milliseconds
        case .null, .flag, .number, .text, .json: nil
        }
    }
}
