internal import Rendering
internal import Study
internal import Timelines

/// A part of a range's time that availability is made of.
private enum TimePart: CaseIterable {
    case up, down, plannedDown, unknown, outOfService, assumedUp, assumedDown, assumedOutOfService

    var column: EvidenceColumn {
        switch self {
        case .up: .up
        case .down: .down
        case .plannedDown: .plannedDown
        case .unknown: .unknown
        case .outOfService: .outOfService
        case .assumedUp: .assumedUp
        case .assumedDown: .assumedDown
        case .assumedOutOfService: .assumedOutOfService
        }
    }

    var condition: Condition {
        switch self {
        case .up, .assumedUp: .up
        case .down, .plannedDown, .assumedDown: .down
        case .unknown: .unknown
        case .outOfService, .assumedOutOfService: .outOfService
        }
    }

    var isAssumed: Bool {
        switch self {
        case .assumedUp, .assumedDown, .assumedOutOfService: true
        case .up, .down, .plannedDown, .unknown, .outOfService: false
        }
    }

    /// The figure that it is by itself.
    var figure: AvailabilityFigure? {
        switch self {
        case .up: .up
        case .down: .down
        case .plannedDown: .plannedDown
        case .unknown: .unknown
        case .outOfService: .outOfService
        case .assumedUp, .assumedDown, .assumedOutOfService: nil
        }
    }
}

extension AvailabilityFigure {
    func definition(of scope: FigureScope, _ basis: ExplanationBasis) -> FigureDefinition {
        let parts = parts
        return FigureDefinition(
            rule: rule,
            containers: basis.needed(for: scope),
            extra: Set(parts.map(\.column)),
            collect: { explained, evidence in collectTime(parts, of: scope, explained, &evidence) },
            derive: { derivation in
                // 1. The times it is made of; what weighs most comes first.
                derivation.sort(.windows, by: .inRange, descending: true)
                var times: [TimePart: StepReference] = [:]
                for part in parts {
                    let figure = part.figure == self ? nil : part.figure.map { Figure.availability(scope, $0) }
                    times[part] = derivation.add(part.column.rawValue, part.operation(scope), figure: figure)
                }
                func sum(_ name: String, _ parts: [TimePart]) -> StepReference {
                    derivation.add(name, .sum(parts.compactMap { times[$0] }))
                }
                guard let first = parts.first.flatMap({ times[$0] }) else { return }

                // 2. What is made of them.
                switch self {
                case .ratio:
                    let covered = sum("in_service_ms", [.up, .down])
                    derivation.add(rawValue, .quotient(first, by: covered), .ratio)
                case .unplanned:
                    let covered = sum("in_service_ms", [.up, .down])
                    guard let planned = times[.plannedDown] else { return }
                    let divisor = derivation.add("unplanned_service_ms", .difference(covered, planned))
                    derivation.add(rawValue, .quotient(first, by: divisor), .ratio)
                case .low:
                    guard let assumed = times[.assumedUp] else { return }
                    let certain = derivation.add("certain_up_ms", .difference(first, assumed))
                    let divisor = sum("possible_ms", [.up, .down, .unknown])
                    derivation.add(rawValue, .quotient(certain, by: divisor), .ratio)
                case .high:
                    let possible = sum("possible_up_ms", [.up, .unknown, .assumedDown])
                    let divisor = sum("possible_ms", [.up, .down, .unknown])
                    derivation.add(rawValue, .quotient(possible, by: divisor), .ratio)
                case .assumed: derivation.add(rawValue, .sum(parts.compactMap { times[$0] }))
                case .up, .down, .plannedDown, .unknown, .outOfService: break
                }
            }
        )
    }

    private var rule: DefinitionRule {
        switch self {
        case .ratio: .ratio
        case .low, .high: .bounds
        case .unplanned, .plannedDown: .planned
        case .up, .down, .unknown, .outOfService: .conditions
        case .assumed: .assumed
        }
    }

    private var parts: [TimePart] {
        switch self {
        case .ratio: [.up, .down]
        case .low: [.up, .assumedUp, .down, .unknown]
        case .high: [.up, .unknown, .assumedDown, .down]
        case .unplanned: [.up, .down, .plannedDown]
        case .up: [.up]
        case .down: [.down]
        case .plannedDown: [.plannedDown]
        case .unknown: [.unknown]
        case .assumed: [.assumedUp, .assumedDown, .assumedOutOfService]
        case .outOfService: [.outOfService]
        }
    }
}

extension TimePart {
    /// The fleet's times are sums over its containers, its down time over their windows; a container's over its timeline.
    func operation(_ scope: FigureScope) -> ExplanationOperation {
        guard case .container = scope else {
            return self == .down ? .total(.windows, .inRange) : .total(.containers, column)
        }
        let here = EvidenceCondition.equal(.condition, condition.rawValue)
        if self == .plannedDown { return .overlapWithMaintenance(.stretches(here)) }
        return .total(isAssumed ? .stretches(here, .holds(.assumed)) : .stretches(here), .length)
    }
}

/// Takes what the sums of `parts` need.
private func collectTime(
    _ parts: [TimePart],
    of scope: FigureScope,
    _ explained: ExplainedContainer,
    _ evidence: inout Evidence
) {
    guard case .container = scope else {
        if parts != [.down] { evidence.add(explained, as: EvidenceShapes.containers) }
        if parts.contains(.down) {
            for window in explained.windows { evidence.add((explained, window), as: EvidenceShapes.windows) }
        }
        return
    }
    for stretch in explained.timeline.stretches {
        let part = stretch.interval.intersection(explained.basis.options.range)
        let isNeeded = parts.contains { $0.condition == stretch.condition && (stretch.isAssumed || !$0.isAssumed) }
        guard part.start < part.end, isNeeded else { continue }
        evidence.add(
            ExplainedStretch(container: explained, stretch: stretch, interval: part, role: .counted),
            as: EvidenceShapes.stretches
        )
    }
    guard parts.contains(.plannedDown) else { return }
    explained.addMaintenance(during: explained.basis.options.range, to: &evidence)
}

extension ExplainedContainer {
    /// Adds the declared maintenance that touches `interval`, overlaps taken together.
    func addMaintenance(during interval: Interval, to evidence: inout Evidence) {
        for declared in study.maintenance.intervals
        where declared.start <= interval.end && interval.start <= declared.end {
            evidence.add((study.container.id, declared), as: EvidenceShapes.maintenance)
        }
    }
}

extension Derivation {
    /// Adds the up time of a scope, which other sections divide by or into.
    mutating func addUp(of scope: FigureScope) -> StepReference {
        add("up_ms", TimePart.up.operation(scope), figure: .availability(scope, .up))
    }

    mutating func addDown(of scope: FigureScope) -> StepReference {
        add("down_ms", TimePart.down.operation(scope), figure: .availability(scope, .down))
    }
}

extension FigureDefinition {
    /// Takes what `addUp` and `addDown` need.
    static func collectService(of scope: FigureScope, _ explained: ExplainedContainer, _ evidence: inout Evidence) {
        collectTime([.up, .down], of: scope, explained, &evidence)
    }

    static func collectUp(of scope: FigureScope, _ explained: ExplainedContainer, _ evidence: inout Evidence) {
        collectTime([.up], of: scope, explained, &evidence)
    }
}
