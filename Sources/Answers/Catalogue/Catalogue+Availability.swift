internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    static let availability = FigureGroup<AvailabilityFigures>(
        "availability",
        [
            .share(.number("ratio", "up / (up + down).", to: 1) { $0.ratio }, .ratio, of: [.up, .down]) { step, times in
                let covered = step.add("in_service_ms", .sum(times))
                step.result(.quotient(times[0], by: covered))
            },
            .share(
                .number("low", "(up - assumed up) / (up + down + unknown).", to: 1) { $0.low },
                .bounds,
                of: [.up, .assumedUp, .down, .unknown]
            ) { step, times in
                let certain = step.add("certain_up_ms", .difference(times[0], times[1]))
                let divisor = step.add("possible_ms", .sum([times[0], times[2], times[3]]))
                step.result(.quotient(certain, by: divisor))
            },
            .share(
                .number("high", "(up + unknown + assumed down) / (up + down + unknown).", to: 1) { $0.high },
                .bounds,
                of: [.up, .unknown, .assumedDown, .down]
            ) { step, times in
                let possible = step.add("possible_up_ms", .sum([times[0], times[1], times[2]]))
                let divisor = step.add("possible_ms", .sum([times[0], times[3], times[1]]))
                step.result(.quotient(possible, by: divisor))
            },
            .share(
                .number("unplanned", "up / (up + down - planned down).", to: 1) { $0.unplanned },
                .planned,
                of: [.up, .down, .plannedDown]
            ) { step, times in
                let covered = step.add("in_service_ms", .sum([times[0], times[1]]))
                let divisor = step.add("unplanned_service_ms", .difference(covered, times[2]))
                step.result(.quotient(times[0], by: divisor))
            },
            .time(.span("up_ms", "Time in which it was up.") { $0.up }, .conditions, .up),
            .time(.span("down_ms", "Time in which it was down.") { $0.down }, .conditions, .down),
            .time(
                .span("planned_down_ms", "Down time inside declared maintenance.") { $0.plannedDown },
                .planned,
                .plannedDown
            ),
            .time(.span("unknown_ms", "Time in which its status is not known.") { $0.unknown }, .conditions, .unknown),
            .ofTime(
                .span(
                    "assumed_ms",
                    "Time whose status is known only from the from_status of a first entry or from the listings."
                ) {
                    $0.assumed
                },
                .milliseconds,
                .assumed,
                of: [.assumedUp, .assumedDown, .assumedOutOfService]
            ) { step, times in step.result(.sum(times)) },
            .time(
                .span("out_of_service_ms", "Time in which it was neither to be up nor down, such as before it existed.")
                {
                    $0.outOfService
                },
                .conditions,
                .outOfService
            ),
        ]
    )
}

extension FigureMember<AvailabilityFigures> {
    /// A part of the range's time.
    fileprivate static func time(_ field: Field<AvailabilityFigures>, _ rule: DefinitionRule, _ part: TimePart) -> Self
    {
        .figure(field, .milliseconds, rule) { _, place in
            .ofTime([part], place) { step in step.result(part.operation(place)) }
        }
    }

    /// A quotient of times.
    fileprivate static func share(
        _ field: Field<AvailabilityFigures>,
        _ rule: DefinitionRule,
        of parts: [TimePart],
        _ derive: @escaping @Sendable (inout Derivation, _ times: [StepReference]) -> Void
    ) -> Self {
        .ofTime(field, .ratio, rule, of: parts, derive)
    }

    /// A figure made of times, which `derive` gets in the order of `parts`.
    fileprivate static func ofTime(
        _ field: Field<AvailabilityFigures>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule,
        of parts: [TimePart],
        _ derive: @escaping @Sendable (inout Derivation, _ times: [StepReference]) -> Void
    ) -> Self {
        .figure(field, unit, rule) { _, place in
            .ofTime(parts, place) { step in
                let times = parts.map { step.addTime($0) }
                derive(&step, times)
            }
        }
    }
}

extension ExplanationPlan {
    fileprivate static func ofTime(
        _ parts: [TimePart],
        _ place: FigurePlace,
        _ derive: @escaping (inout Derivation) -> Void
    ) -> ExplanationPlan {
        ExplanationPlan(
            place,
            extra: Set(parts.map(\.column)),
            collect: { explained, evidence in evidence.addTime(parts, of: explained, at: place) },
            derive: { step in
                // What weighs most comes first.
                step.sort(.windows, by: .inRange, descending: true)
                derive(&step)
            }
        )
    }
}

/// A part of a range's time that availability is made of.
enum TimePart: CaseIterable {
    case up, down, plannedDown, unknown, outOfService, assumedUp, assumedDown, assumedOutOfService

    fileprivate var column: EvidenceColumn {
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

    fileprivate var condition: Condition {
        switch self {
        case .up, .assumedUp: .up
        case .down, .plannedDown, .assumedDown: .down
        case .unknown: .unknown
        case .outOfService, .assumedOutOfService: .outOfService
        }
    }

    /// Whether it is only the assumed part of its condition, which is no figure by itself.
    fileprivate var isAssumed: Bool {
        switch self {
        case .assumedUp, .assumedDown, .assumedOutOfService: true
        case .up, .down, .plannedDown, .unknown, .outOfService: false
        }
    }

    /// The fleet's times are sums over its containers, its down time over their windows; a container's over its timeline.
    fileprivate func operation(_ place: FigurePlace) -> ExplanationOperation {
        guard place.container != nil else {
            return self == .down ? .total(.windows, .inRange) : .total(.containers, column)
        }
        let here = EvidenceCondition.equal(.condition, condition.rawValue)
        if self == .plannedDown { return .overlapWithMaintenance(.stretches(here)) }
        return .total(isAssumed ? .stretches(here, .holds(.assumed)) : .stretches(here), .length)
    }
}

extension Derivation {
    /// Adds a time of the fleet or of the container, for which `Evidence.addTime` has to have collected.
    mutating func addTime(_ part: TimePart) -> StepReference {
        let name = part.column.rawValue
        return add(name, part.operation(place), figure: part.isAssumed ? nil : figure("availability", name))
    }
}

extension Evidence {
    /// Takes what the sums of `parts` need.
    mutating func addTime(_ parts: [TimePart], of explained: ExplainedContainer, at place: FigurePlace) {
        guard place.container != nil else {
            if parts != [.down] { add(explained, as: EvidenceShapes.containers) }
            if parts.contains(.down) {
                for window in explained.windows { add((explained, window), as: EvidenceShapes.windows) }
            }
            return
        }
        for stretch in explained.timeline.stretches {
            let part = stretch.interval.intersection(explained.basis.options.range)
            let isNeeded = parts.contains { $0.condition == stretch.condition && (stretch.isAssumed || !$0.isAssumed) }
            guard part.start < part.end, isNeeded else { continue }
            add(
                ExplainedStretch(container: explained, stretch: stretch, interval: part, role: .counted),
                as: EvidenceShapes.stretches
            )
        }
        guard parts.contains(.plannedDown) else { return }
        addMaintenance(during: explained.basis.options.range, of: explained)
    }

    /// Takes the declared maintenance that touches `interval`, overlaps taken together.
    mutating func addMaintenance(during interval: Interval, of explained: ExplainedContainer) {
        for declared in explained.study.maintenance.intervals
        where declared.start <= interval.end && interval.start <= declared.end {
            add((explained.study.container.id, declared), as: EvidenceShapes.maintenance)
        }
    }
}
