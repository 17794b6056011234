internal import Rendering
internal import Study
internal import Timelines

extension Explanation {
    /// Why the figure is null, with the numbers that made it so; nil where it is not.
    var nullSentence: String? {
        switch reason {
        case nil: nil
        case .zeroDivisor(let divisor): "\(steps[divisor.position].name), by which it would be divided, is 0"
        case .withheld(let n, let percentile):
            "withheld for too few samples: n·(100 − P) = \(n)·\(100 - percentile.rawValue) = "
                + "\(n * (100 - percentile.rawValue)), which is less than 100"
        case .noRank(let n, let percentile):
            "no rank among 1 … \(n) bounds the interval on this side: B ~ Binomial(\(n), 0.\(percentile.rawValue)) leaves "
                + "more than 0.025 beyond each of them"
        case .noEvidence: "nothing in the evidence tells it"
        case .cannotFail(let kind):
            "transitions of the kind \(kind.rawValue) have no failed attempts, so there is no rate"
        case .noTypicalTime(let kind): "transitions of the kind \(kind.rawValue) have no typical time here"
        case .notStated: "nothing was asked for here"
        case .stillOpen: "the window is still open, so it has no end yet"
        case .neverCovered: "there is a container that was never read completely, or no container at all"
        }
    }

    /// The arithmetic of the last step, by names: `up_ms / (up_ms + down_ms)`; nil where it is no formula of steps.
    var formula: String? { formula { steps[$0.position].name } }

    /// The same by values.
    var numbers: String? { formula { steps[$0.position].value.numeral } }

    private func formula(_ show: (StepReference) -> String) -> String? {
        guard let last = steps.last else { return nil }
        if case .percentile(_, _, let percentile) = last.operation { return interpolation(percentile, show) }
        return expression(last.operation, show)
    }

    /// Sums, differences and quotients of steps; those that are no figures by themselves are written out.
    private func expression(_ operation: ExplanationOperation, _ show: (StepReference) -> String) -> String? {
        func shown(_ term: StepReference, isGrouped: Bool = true) -> String {
            let step = steps[term.position]
            guard step.figure == nil, let inner = expression(step.operation, show) else { return show(term) }
            return isGrouped ? "(\(inner))" : inner
        }
        switch operation {
        case .sum(let terms): return terms.map { shown($0) }.joined(separator: " + ")
        case .difference(let first, let second):
            // The steps show both instants. Their difference as a number of milliseconds would be unreadable.
            guard steps[first.position].unit != .instant else { return nil }
            return "\(shown(first, isGrouped: false)) − \(shown(second))"
        case .quotient(let dividend, let divisor): return "\(shown(dividend)) / \(shown(divisor))"
        default: return nil
        }
    }

    private func interpolation(_ percentile: Percentile, _ show: (StepReference) -> String) -> String? {
        guard value != .null, steps.count == 5, case .integer(let n) = steps[0].value else { return nil }
        let hundredths = (n - 1) * Int64(percentile.rawValue) % 100
        let (lower, upper) = (show(StepReference(position: 2)), show(StepReference(position: 3)))
        guard hundredths > 0 else { return lower }
        return "\(lower) + 0.\(hundredths < 10 ? "0" : "")\(hundredths) · (\(upper) − \(lower))"
    }

    /// How a step follows, in words.
    func label(_ step: ExplanationStep, instants: InstantStyle) -> String {
        let parts = OperationParts(step.operation)
        let terms = parts.terms.map { steps[$0.position].name }
        let column = parts.column?.rawValue ?? ""
        let rows = parts.rows.map { $0.label(instants: instants) } ?? ""
        let number = parts.parameter.map { String($0) } ?? ""
        switch step.operation {
        case .stated: return "as stated"
        case .constant: return "given"
        case .undefined: return "by the rule there is none"
        case .sum, .difference, .quotient: return join(step.operation, terms)
        case .latest: return "the later of \(enumerated(terms))"
        case .earliest: return "the earlier of \(enumerated(terms))"
        case .isAtLeast: return "whether \(terms[0]) is at least \(number)"
        case .choice: return "\(terms[1]) if \(terms[0]), else \(terms[2])"
        case .percentileRank: return "⌊h⌋ of h = (n − 1) · \(number)/100 + 1\(position(parts))"
        case .lowerRank: return "the largest l with P(B < l) ≤ 0.025, B ~ Binomial(n, 0.\(number))"
        case .upperRank: return "the smallest u with P(B ≥ u) ≤ 0.025, B ~ Binomial(n, 0.\(number))"
        case .isInMaintenance: return "whether one maintenance interval holds all from \(terms[0]) to \(terms[1])"
        case .reaches: return "whether \(terms[0]) / \(terms[1]) is at least \(terms[2])"
        case .allowance: return "(1 − \(terms[1])) · \(terms[0]), rounded down"
        case .timeInHours: return "time in the group's hours from \(terms[0]) to \(terms[1])"
        case .actorKind: return "by the rules for the name"
        case .count: return "number of \(rows)"
        case .total: return "sum of \(column) over \(rows)"
        case .mean: return "mean of \(column) over \(rows)"
        case .least: return "least \(column) of \(rows)"
        case .greatest: return "greatest \(column) of \(rows)"
        case .leastOfAll: return "least \(column) of \(rows); null where one has none"
        case .distinct: return "number of different \(column) of \(rows)"
        case .copy: return "\(column) of \(rows)"
        case .any: return "whether there are \(rows)"
        case .none: return "whether there are no \(rows)"
        case .orderStatistic(_, _, _, let further):
            return "\(column) no. \(terms[0])\(further > 0 ? " + \(further)" : "") of \(rows), in ascending order"
        case .percentile: return formula ?? "withheld: n·(100 − P) < 100"
        case .mostWithinHour: return "most \(rows) of one container within 60 minutes"
        case .mostAtOnce: return "most \(rows) that hold one instant"
        case .overlapWithMaintenance: return "time of \(rows) inside maintenance"
        case .restartKind:
            return "explicit if an entry names restart, else quick if \(terms[0]) ≤ \(terms[1]), else recovery"
        }
    }

    /// ` = 57.05`: the place between two samples.
    private func position(_ parts: OperationParts) -> String {
        guard let n = parts.terms.first, case .integer(let n) = steps[n.position].value, n > 0,
            let percentile = parts.parameter
        else { return "" }
        let (whole, hundredths) = ((n - 1) * Int64(percentile) + 100).quotientAndRemainder(dividingBy: 100)
        return " = \(whole)" + (hundredths == 0 ? "" : ".\(hundredths < 10 ? "0" : "")\(hundredths)")
    }

    private func join(_ operation: ExplanationOperation, _ terms: [String]) -> String {
        switch operation {
        case .sum: terms.joined(separator: " + ")
        case .difference: terms.joined(separator: " − ")
        default: terms.joined(separator: " / ")
        }
    }
}

extension EvidenceSelection {
    /// `windows with open, closed_into running`.
    func label(instants: InstantStyle) -> String {
        let what = kind == .quarantined ? "quarantined elements" : kind.rawValue
        guard !conditions.isEmpty else { return what }
        let words = conditions.map { condition in
            switch (condition.relation, condition.value) {
            case (.equals, .flag(true)): condition.column.rawValue
            case (.equals, .flag(false)): "no \(condition.column.rawValue)"
            case (.equals, .null): "no \(condition.column.rawValue)"
            case (.equals, let value): "\(condition.column.rawValue) \(value.label(instants: instants))"
            case (.differs, let value): "\(condition.column.rawValue) other than \(value.label(instants: instants))"
            case (.isAtLeast, let value): "\(condition.column.rawValue) of at least \(value.label(instants: instants))"
            }
        }
        return "\(what) with \(enumerated(words))"
    }
}

extension Scalar {
    /// As people read it: groups of three digits, local times, no control characters.
    func label(instants: InstantStyle) -> String {
        switch self {
        case .null: "null"
        case .flag(let flag): flag ? "true" : "false"
        case .integer, .number: numeral
        case .instant(let instant): instants.text(instant)
        case .text(let text), .json(let text): text.neutralised
        }
    }

    /// A number with every digit that it has.
    var numeral: String {
        switch self {
        case .integer(let integer): grouped(integer)
        case .number(let number) where number == number.rounded() && abs(number) < 1e15: grouped(Int64(number))
        case .number(let number): Rendering.numeral(of: number) ?? "null"
        case .null: "null"
        case .flag, .instant, .text, .json: label(instants: .utc)
        }
    }
}
