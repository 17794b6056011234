internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension Catalogue {
    /// The service level of a group or of a container.
    static let service = FigureGroup<ServiceFigures>(
        "service",
        [
            .share(.number("level", "up / (up + counted).", to: 1) { $0.time.level }, of: [.up, .counted]) {
                step,
                times in
                let judged = step.add("judged_ms", .sum(times))
                step.result(.quotient(times[0], by: judged))
            },
            .share(
                .number("low", "(up - assumed up) / (up + counted + unknown).", to: 1) { $0.time.low },
                of: [.up, .assumedUp, .counted, .unknown]
            ) { step, times in
                let certain = step.add("certain_up_ms", .difference(times[0], times[1]))
                let possible = step.add("possible_ms", .sum([times[0], times[2], times[3]]))
                step.result(.quotient(certain, by: possible))
            },
            .share(
                .number(
                    "high",
                    "(up + unknown + assumed counted + assumed excused) / (up + counted + unknown + assumed excused).",
                    to: 1
                ) { $0.time.high },
                of: [.up, .unknown, .assumedCounted, .assumedExcused, .counted]
            ) { step, times in
                let up = step.add("possible_up_ms", .sum([times[0], times[1], times[2], times[3]]))
                let possible = step.add("possible_ms", .sum([times[0], times[4], times[1], times[3]]))
                step.result(.quotient(up, by: possible))
            },
            .time("up_ms", "Service time in which it was up.", .up),
            .time("counted_ms", "Down time in service time that nothing excuses.", .counted),
            .time("planned_ms", "Down time in service time that lies in declared maintenance.", .planned),
            .time("grace_ms", "Down time in service time that the margins of the hours excuse.", .grace),
            .time("unknown_ms", "Service time in which its status is not known.", .unknown),
            .ofTime(
                .span("assumed_ms", "Service time up or down that no entry tells.") { $0.time.assumed },
                .milliseconds,
                of: [.assumedUp, .assumedCounted, .assumedExcused]
            ) { step, times in step.result(.sum(times)) },
            .time("out_of_service_ms", "Service time in which it was neither to be up nor down.", .outOfService),
            .time("off_up_ms", "Time outside the hours in which it was up.", .offUp),
            .time("off_down_ms", "Time outside the hours in which it was down.", .offDown),
            .time("off_unknown_ms", "Time outside the hours in which its status is not known.", .offUnknown),
            .ofTime(
                .span("allowed_ms", "(1 - objective) * (up + counted), rounded down; null without an objective.") {
                    $0.allowed
                },
                .milliseconds,
                of: [.up, .counted]
            ) { step, times in
                guard let objective = step.addObjective() else { return }
                let judged = step.add("judged_ms", .sum(times))
                step.result(.allowance(of: judged, objective: objective))
            },
            .ofTime(
                .number(
                    "burn_rate",
                    "(1 - level) / (1 - objective); null without a level or an objective, and at 100%."
                ) { $0.burnRate },
                .ratio,
                of: [.up, .counted]
            ) { step, times in
                guard let objective = step.addObjective() else { return }
                let one = step.add("one", constant: .number(1), .ratio)
                let judged = step.add("judged_ms", .sum(times))
                let level = step.add(
                    "level",
                    .quotient(times[0], by: judged),
                    .ratio,
                    figure: step.figure("service", "level")
                )
                let missed = step.add("missed", .difference(one, level), .ratio)
                let missable = step.add("missable", .difference(one, objective), .ratio)
                step.result(.quotient(missed, by: missable))
            },
        ]
    )
}

extension FigureMember<ServiceFigures> {
    fileprivate static func time(_ name: String, _ meaning: String, _ part: ServicePart) -> Self {
        .figure(.span(name, meaning) { part.amount(of: $0.time) }, .milliseconds, .serviceTime) { _, place in
            .ofService(place, [part]) { $0.result(.total(.containers, part.column)) }
        }
    }

    fileprivate static func share(
        _ field: Field<ServiceFigures>,
        of parts: [ServicePart],
        _ derive: @escaping @Sendable (inout Derivation, _ times: [StepReference]) -> Void
    ) -> Self {
        .ofTime(field, .ratio, of: parts, derive)
    }

    /// A figure made of times, which `derive` gets in the order of `parts`.
    fileprivate static func ofTime(
        _ field: Field<ServiceFigures>,
        _ unit: FigureUnit,
        of parts: [ServicePart],
        _ derive: @escaping @Sendable (inout Derivation, _ times: [StepReference]) -> Void
    ) -> Self {
        .figure(field, unit, .serviceLevel) { _, place in
            .ofService(place, parts) { step in derive(&step, parts.map { step.addServiceTime($0) }) }
        }
    }
}

/// A part of the range's time that a service level is made of.
enum ServicePart: CaseIterable {
    case up, counted, planned, grace, unknown, outOfService, assumedUp, assumedCounted, assumedExcused, offUp, offDown
    case offUnknown

    var column: EvidenceColumn {
        switch self {
        case .up: .serviceUp
        case .counted: .counted
        case .planned: .servicePlanned
        case .grace: .grace
        case .unknown: .serviceUnknown
        case .outOfService: .serviceOutOfService
        case .assumedUp: .serviceAssumedUp
        case .assumedCounted: .assumedCounted
        case .assumedExcused: .assumedExcused
        case .offUp: .offUp
        case .offDown: .offDown
        case .offUnknown: .offUnknown
        }
    }

    func amount(of time: ServiceTime) -> TimeSpan {
        switch self {
        case .up: time.up
        case .counted: time.counted
        case .planned: time.planned
        case .grace: time.grace
        case .unknown: time.unknown
        case .outOfService: time.outOfService
        case .assumedUp: time.assumedUp
        case .assumedCounted: time.assumedCounted
        case .assumedExcused: time.assumedExcused
        case .offUp: time.offUp
        case .offDown: time.offDown
        case .offUnknown: time.offUnknown
        }
    }

    /// What the service level calls it; nil for parts that are no figures by themselves.
    fileprivate var figure: String? {
        switch self {
        case .up: "up_ms"
        case .counted: "counted_ms"
        case .planned: "planned_ms"
        case .grace: "grace_ms"
        case .unknown: "unknown_ms"
        case .outOfService: "out_of_service_ms"
        case .offUp: "off_up_ms"
        case .offDown: "off_down_ms"
        case .offUnknown: "off_unknown_ms"
        case .assumedUp, .assumedCounted, .assumedExcused: nil
        }
    }
}

extension ExplanationPlan {
    /// Of a figure that rests on the times of the containers of a group, or on those of one container.
    static func ofService(
        _ place: FigurePlace,
        _ parts: [ServicePart],
        extra: Set<EvidenceColumn> = [],
        _ derive: @escaping (inout Derivation) -> Void
    ) -> ExplanationPlan {
        ExplanationPlan(
            place,
            extra: extra.union(parts.map(\.column)),
            collect: { explained, evidence in
                if explained.isIn(place) { evidence.add(explained, as: EvidenceShapes.containers) }
            },
            derive: derive
        )
    }
}

extension ExplainedContainer {
    /// Whether it is the container that a figure is of, or in the group that it is of.
    func isIn(_ place: FigurePlace) -> Bool {
        if let container = place.container { return container == study.container.id }
        return basis.group(at: place)?.name == service?.calendar.group.name
    }
}

extension Derivation {
    /// Adds a service time, for which the containers have to have been collected.
    mutating func addServiceTime(_ part: ServicePart) -> StepReference {
        add(
            part.column.rawValue,
            .total(.containers, part.column),
            figure: part.figure.map { figure("service", $0) }
        )
    }

    /// Adds the objective of the group; without one the figure is null, and nil is returned.
    mutating func addObjective() -> StepReference? {
        guard let objective = basis.group(at: place)?.objective else {
            result(stated: .null)
            return nil
        }
        return add("objective", constant: .number(objective.ratio), .ratio)
    }
}
