internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

/// The arithmetic of a figure as it grows: each step is worked out from the evidence and the steps before it.
struct Derivation {
    var evidence: Evidence
    private(set) var steps: [ExplanationStep] = []
    private(set) var reason: NullReason?
    /// What rules say that the evidence does not hold.
    let basis: ExplanationBasis
    private let definition: FigureDefinition

    init(of definition: FigureDefinition, evidence: Evidence, basis: ExplanationBasis) {
        self.definition = definition
        self.evidence = evidence
        self.basis = basis
    }

    /// Where the figure stands.
    var place: FigurePlace { definition.place }

    /// Another figure of the fleet or of the element that this figure is of.
    func figure(_ names: String...) -> FigurePath {
        FigurePath(place.owner.parts + names.map(FigurePath.Part.member))
    }

    /// Adds the figure itself: the last step.
    mutating func result(_ operation: ExplanationOperation) {
        add(definition.name, operation, definition.unit)
    }

    /// Adds the figure itself, which was asked for or is a fact about the log.
    mutating func result(stated value: Scalar) {
        add(definition.name, .stated, value: value, definition.unit, figure: nil)
        if value == .null { reason = .notStated }
    }

    /// Adds a step, with the figure that it is where it is one of its own.
    @discardableResult
    mutating func add(
        _ name: String,
        _ operation: ExplanationOperation,
        _ unit: FigureUnit = .milliseconds,
        figure: FigurePath? = nil
    ) -> StepReference {
        add(name, operation, value: value(of: operation), unit, figure: figure)
    }

    /// Adds a number of the definitions or of the report's switches.
    mutating func add(_ name: String, constant: Scalar, _ unit: FigureUnit) -> StepReference {
        add(name, .constant, value: constant, unit, figure: nil)
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

    subscript(reference: StepReference) -> Scalar {
        steps[reference.position].value
    }

    @discardableResult
    private mutating func add(
        _ name: String,
        _ operation: ExplanationOperation,
        value: Scalar,
        _ unit: FigureUnit,
        figure: FigurePath?
    ) -> StepReference {
        steps.append(ExplanationStep(name: name, operation: operation, value: value, unit: unit, figure: figure))
        reason = value == .null ? why(operation) : nil
        return StepReference(position: steps.count - 1)
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

extension Derivation {
    /// What an operation gives.
    func value(of operation: ExplanationOperation) -> Scalar {
        switch operation {
        case .stated, .constant, .undefined: .null
        case .sum(let terms): sum(terms.map { self[$0] })
        case .difference(let first, let second): difference(self[first], self[second])
        case .quotient(let dividend, let divisor): quotient(self[dividend], self[divisor])
        case .latest(let terms): extreme(terms.map { self[$0] }, >)
        case .earliest(let terms): extreme(terms.map { self[$0] }, <)
        case .isAtLeast(let term, let least): .flag((self[term].whole ?? 0) >= Int64(least))
        case .choice(let condition, let then, let otherwise):
            self[condition] == .flag(true) ? self[then] : self[otherwise]
        case .percentileRank(let n, let percentile):
            count(n) > 0 ? .count((count(n) - 1) * percentile.rawValue / 100 + 1) : .null
        case .lowerRank(let n, let percentile): rank(n, percentile, \.lower)
        case .upperRank(let n, let percentile): rank(n, percentile, \.upper)
        case .isInMaintenance(let start, let end): isInMaintenance(start, end)
        case .reaches(let part, let whole, _): isReached(part, of: whole)
        case .allowance(let time, _): objective.map { .span($0.allowed(of: span(time))) } ?? .null
        case .timeInHours(let start, let end): timeInHours(from: start, to: end)
        case .actorKind(let actor): actorKind(self[actor])
        default: valueOfRows(operation)
        }
    }

    private func valueOfRows(_ operation: ExplanationOperation) -> Scalar {
        switch operation {
        case .count(let rows): .count(evidence[rows.kind].positions(rows).count)
        case .total(let rows, let column): .integer(cells(rows, column).reduce(0) { $0 + ($1.whole ?? 0) })
        case .mean(let rows, let column): .number(orNull: distribution(rows, column).figures.mean)
        case .least(let rows, let column): extreme(cells(rows, column), <)
        case .greatest(let rows, let column): extreme(cells(rows, column), >)
        case .leastOfAll(let rows, let column):
            cells(rows, column).contains(.null) ? .null : extreme(cells(rows, column), <)
        case .distinct(let rows, let column): .count(Set(cells(rows, column)).count)
        case .copy(let rows, let column): common(cells(rows, column))
        case .any(let rows): .flag(!evidence[rows.kind].positions(rows).isEmpty)
        case .none(let rows): .flag(evidence[rows.kind].positions(rows).isEmpty)
        case .orderStatistic(let rows, let column, let rank, let further):
            self[rank].whole.flatMap { orderStatistic(rows, column, rank: Int($0) + further) } ?? .null
        case .percentile(let rows, let column, let percentile):
            .number(orNull: distribution(rows, column).figures.percentiles[percentile]?.value)
        case .mostWithinHour(let rows): .count(busiestHour(rows)?.most ?? 0)
        case .mostAtOnce(let rows): mostAtOnce(rows)
        case .overlapWithMaintenance(let rows): overlapWithMaintenance(rows)
        case .restartKind(let rows, let down, let gap): restartKind(rows, down: down, gap: gap)
        default: .null
        }
    }

    private func cells(_ selection: EvidenceSelection, _ column: EvidenceColumn) -> [Scalar] {
        evidence[selection.kind].values(selection, column)
    }

    /// The value that all have; null where there is none, or more than one.
    private func common(_ values: [Scalar]) -> Scalar {
        guard let first = values.first, values.allSatisfy({ $0 == first }) else { return .null }
        return first
    }

    /// Whole where all terms are; what is null counts as nothing.
    private func sum(_ terms: [Scalar]) -> Scalar {
        let isWhole = terms.allSatisfy { if case .number = $0 { false } else { true } }
        return isWhole
            ? .integer(terms.reduce(0) { $0 + ($1.whole ?? 0) }) : .number(terms.reduce(0) { $0 + ($1.amount ?? 0) })
    }

    private func difference(_ first: Scalar, _ second: Scalar) -> Scalar {
        if let first = first.whole, let second = second.whole { return .integer(first - second) }
        guard let first = first.amount, let second = second.amount else { return .null }
        return .number(first - second)
    }

    // MARK: Service levels

    /// The objective of the group that the figure is of.
    private var objective: Objective? { basis.group(at: place)?.objective }

    private func span(_ step: StepReference) -> TimeSpan { TimeSpan(milliseconds: self[step].whole ?? 0) }

    private func isReached(_ part: StepReference, of whole: StepReference) -> Scalar {
        guard let objective, span(whole) > .zero else { return .null }
        return .flag(objective.isReached(by: span(part), of: span(whole)))
    }

    private func timeInHours(from start: StepReference, to end: StepReference) -> Scalar {
        guard case .instant(let start) = self[start], case .instant(let end) = self[end] else { return .null }
        let hours = intervals(EvidenceSelection(.hours)).map(\.interval)
        return .span(IntervalSet(hours).overlap(with: Interval(start: start, end: end)))
    }

    private func mostAtOnce(_ selection: EvidenceSelection) -> Scalar {
        let counted = intervals(selection).map(\.interval)
        // The most are reached where one begins.
        return .count(counted.map { one in counted.count { $0.contains(one.start) } }.max() ?? 0)
    }

    private func intervals(_ selection: EvidenceSelection) -> [(container: Scalar, interval: Interval)] {
        zip(cells(selection, .containerID), zip(cells(selection, .start), cells(selection, .end)))
            .compactMap { container, times in
                guard case .instant(let start) = times.0, case .instant(let end) = times.1 else { return nil }
                return (container, Interval(start: start, end: end))
            }
    }

    private func quotient(_ dividend: Scalar, _ divisor: Scalar) -> Scalar {
        guard let dividend = dividend.amount, let divisor = divisor.amount, divisor > 0 else { return .null }
        return .number(dividend / divisor)
    }

    /// The value that lies furthest to one side; null where there is none.
    private func extreme(_ values: [Scalar], _ precedes: (Double, Double) -> Bool) -> Scalar {
        values.filter { $0.amount != nil }.min { precedes($0.amount ?? 0, $1.amount ?? 0) } ?? .null
    }

    private func rank(
        _ n: StepReference,
        _ percentile: Percentile,
        _ end: (ConfidenceRanks) -> Int?
    ) -> Scalar {
        guard count(n) > 0 else { return .null }
        return end(ConfidenceRanks(samples: count(n), percentile: percentile)).map(Scalar.count) ?? .null
    }

    private func orderStatistic(
        _ selection: EvidenceSelection,
        _ column: EvidenceColumn,
        rank: Int
    ) -> Scalar? {
        let ascending = cells(selection, column).compactMap(\.amount).sorted()
        return ascending.indices.contains(rank - 1) ? .number(ascending[rank - 1]) : nil
    }

    private func distribution(_ selection: EvidenceSelection, _ column: EvidenceColumn) -> LatencyDistribution {
        cells(selection, column).compactMap(\.amount).reduce(into: LatencyDistribution()) { $0.add(.valid($1)) }
    }

    /// The most rows of one container whose `at` lies within 60 minutes, and the first of them; none of no rows.
    func busiestHour(_ selection: EvidenceSelection) -> (most: Int, first: Int)? {
        var rows: [Scalar: [(at: Int64, position: Int)]] = [:]
        let instants = zip(evidence[selection.kind].positions(selection), cells(selection, .at))
        for ((position, at), container) in zip(instants, cells(selection, .containerID)) {
            rows[container, default: []].append((at.whole ?? 0, position))
        }
        let hour = TimeSpan.hours(1).milliseconds
        var busiest: (most: Int, first: Int)?
        for found in rows.values.map({ $0.sorted { $0.at < $1.at } }) {
            var first = 0
            for (last, row) in found.enumerated() {
                while row.at - found[first].at >= hour { first += 1 }
                let hours = (most: last - first + 1, first: found[first].position)
                // Of hours that are equally busy the first row's: a dictionary has no order.
                if busiest.map({ $0.most < hours.most || ($0.most == hours.most && $0.first > hours.first) }) ?? true {
                    busiest = hours
                }
            }
        }
        return busiest
    }

    /// The maintenance of each container, as the evidence has it.
    private var maintenance: [Scalar: IntervalSet] {
        let rows = intervals(EvidenceSelection(.maintenance))
        return Dictionary(grouping: rows, by: \.container).mapValues { IntervalSet($0.map(\.interval)) }
    }

    /// The rows are of the one container whose maintenance the evidence has.
    private func overlapWithMaintenance(_ selection: EvidenceSelection) -> Scalar {
        let maintenance = maintenance.values.first ?? IntervalSet([])
        let overlaps = zip(cells(selection, .start), cells(selection, .end)).map { start, end -> TimeSpan in
            guard case .instant(let start) = start, case .instant(let end) = end else { return .zero }
            return maintenance.overlap(with: Interval(start: start, end: end))
        }
        return .span(overlaps.reduce(.zero, +))
    }

    private func isInMaintenance(_ start: StepReference, _ end: StepReference) -> Scalar {
        guard case .instant(let start) = self[start], case .instant(let end) = self[end] else { return .null }
        return .flag(maintenance.values.contains { $0.covers(Interval(start: start, end: end)) })
    }

    private func restartKind(
        _ selection: EvidenceSelection,
        down: StepReference,
        gap: StepReference
    ) -> Scalar {
        let kind: RestartKind =
            if cells(selection, .operation).contains(.text(basis.symbols[.restart])) {
                .explicit
            } else if self[down].whole ?? 0 <= self[gap].whole ?? 0 {
                .quick
            } else {
                .recovery
            }
        return .text(kind.rawValue)
    }

    private func actorKind(_ actor: Scalar) -> Scalar {
        guard case .text(let text) = actor else { return .text(ActorKind.unattributed.rawValue) }
        return .text(basis.texts.kind(of: basis.symbols.symbol(of: text)).rawValue)
    }
}
