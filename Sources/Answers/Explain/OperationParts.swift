internal import Rendering

/// An operation taken apart for JSON and for words.
struct OperationParts {
    /// Its name in JSON.
    var name: String
    var terms: [StepReference] = []
    var rows: EvidenceSelection?
    var column: EvidenceColumn?
    /// The percentile, the least that is enough, or how many ranks further up.
    var parameter: Int?

    init(_ operation: ExplanationOperation) {
        switch operation {
        case .stated: name = "stated"
        case .constant: name = "constant"
        case .undefined: name = "undefined"
        case .sum(let terms): (name, self.terms) = ("sum", terms)
        case .difference(let first, let second): (name, terms) = ("difference", [first, second])
        case .quotient(let first, let second): (name, terms) = ("quotient", [first, second])
        case .latest(let terms): (name, self.terms) = ("latest", terms)
        case .earliest(let terms): (name, self.terms) = ("earliest", terms)
        case .isAtLeast(let term, let least): (name, terms, parameter) = ("at-least", [term], least)
        case .choice(let condition, let then, let otherwise): (name, terms) = ("choice", [condition, then, otherwise])
        case .percentileRank(let n, let percentile):
            (name, terms, parameter) = ("percentile-rank", [n], percentile.rawValue)
        case .lowerRank(let n, let percentile): (name, terms, parameter) = ("lower-rank", [n], percentile.rawValue)
        case .upperRank(let n, let percentile): (name, terms, parameter) = ("upper-rank", [n], percentile.rawValue)
        case .isInMaintenance(let from, let to): (name, terms) = ("in-maintenance", [from, to])
        case .actorKind(let actor): (name, terms) = ("actor-kind", [actor])
        case .count(let rows): (name, self.rows) = ("count", rows)
        case .total(let rows, let column): (name, self.rows, self.column) = ("total", rows, column)
        case .mean(let rows, let column): (name, self.rows, self.column) = ("mean", rows, column)
        case .least(let rows, let column): (name, self.rows, self.column) = ("least", rows, column)
        case .greatest(let rows, let column): (name, self.rows, self.column) = ("greatest", rows, column)
        case .leastOfAll(let rows, let column): (name, self.rows, self.column) = ("least-of-all", rows, column)
        case .distinct(let rows, let column): (name, self.rows, self.column) = ("distinct", rows, column)
        case .copy(let rows, let column): (name, self.rows, self.column) = ("copy", rows, column)
        case .any(let rows): (name, self.rows) = ("any", rows)
        case .none(let rows): (name, self.rows) = ("none", rows)
        case .orderStatistic(let rows, let column, let rank, let further):
            (name, terms, self.rows, self.column, parameter) = ("order-statistic", [rank], rows, column, further)
        case .percentile(let rows, let column, let percentile):
            (name, self.rows, self.column, parameter) = ("percentile", rows, column, percentile.rawValue)
        case .mostWithinHour(let rows): (name, self.rows) = ("most-within-hour", rows)
        case .overlapWithMaintenance(let rows): (name, self.rows) = ("overlap-with-maintenance", rows)
        case .restartKind(let rows, let down, let gap):
            (name, terms, self.rows) = ("restart-kind", [down, gap], rows)
        }
    }
}
