internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

extension Catalogue {
    static let group = FigureGroup<GroupFigures>(
        "group",
        [
            .stated(
                .text("name", "The group's name in the configuration; other, or all, for the rest.") { $0.group.name },
                .text
            ),
            .figure(
                .integer("containers", "Its containers with up, down or unknown time in the range.") { $0.containers },
                .count,
                .groups
            ) { _, place in
                .ofService(place, [], extra: [.present]) {
                    $0.result(.count(EvidenceSelection(.containers, [.holds(.present)])))
                }
            },
            .stated(
                .number("objective", "The level that it promises, as a ratio; null without one.", to: 1) {
                    $0.group.objective?.ratio
                },
                .ratio,
                .objective
            ),
            .texts(
                "hours",
                "The hours in which it is needed, as written.",
                .hours,
                each: "hours",
                { $0.group.hours.texts },
                { text, _, _ in .stated(.text(text)) }
            ),
            .stated(
                .text("timezone", "The zone by whose clock the hours go; null for always.") { $0.group.hours.timezone },
                .text,
                .hours
            ),
            .stated(
                .span("grace_ms", "How long the margins of the hours are; null for always.") { $0.grace },
                .milliseconds,
                .grace
            ),
            .stated(
                .span("window_ms", "How long the error budget lasts, up to the end of the range.") { $0.group.window },
                .milliseconds,
                .budget
            ),
            .section("service", service) { $0.service },
            .figure(
                .flag("kept", "Whether the level reaches the objective; null without either.") { $0.isKept },
                .flag,
                .objective
            ) { _, place in
                .ofService(place, [.up, .counted]) { step in
                    guard let objective = step.addObjective() else { return }
                    let up = step.addServiceTime(.up)
                    let judged = step.add("judged_ms", .sum([up, step.addServiceTime(.counted)]))
                    step.result(.reaches(up, of: judged, objective: objective))
                    step.explainNull(by: .zeroDivisor(judged))
                }
            },
            .figure(
                .flag("certain", "Whether unknown and assumed time can't have decided that; null without either.") {
                    $0.isCertain
                },
                .flag,
                .objective
            ) { _, place in
                .ofService(place, [.up, .counted, .unknown, .assumedUp, .assumedCounted, .assumedExcused]) {
                    $0.deriveCertainty()
                }
            },
            .section(
                "restarts",
                FigureGroup<GroupRestarts>([
                    .ofWindows(
                        .integer("windows", "Short restarts with counted time that belong to no outage.") {
                            $0.windows
                        },
                        .count
                    ) { $0.result(.count(restarts)) },
                    .ofWindows(.span("counted_ms", "Their counted time.") { $0.counted }, .milliseconds) {
                        $0.result(.total(restarts, .counted))
                    },
                    .ofWindows(
                        .span("longest_ms", "The most counted time of one; null if there are none.") { $0.longest },
                        .milliseconds
                    ) { $0.result(.greatest(restarts, .counted)) },
                ])
            ) { $0.restarts },
            .section("outages", outageTotals) { $0.outages },
            .list(
                "worst",
                FigureList(
                    group: worst,
                    names: { [$0.containerName, $0.containerID.text].compactMap(\.self) },
                    container: { _ in nil }
                ),
                "The containers with the most counted time, at most five.",
                phrase: { "\($0.containerName ?? $0.containerID.text) \($0.counted.milliseconds) ms" }
            ) { $0.worst },
            .section(
                "budget",
                budget,
                "The error budget; null without an objective.",
                orNull: { .notStated("allowed_ms", .milliseconds, .budget, $0) }
            ) { $0.budget },
            .section(
                "previous",
                FigureGroup<PreviousService>([
                    .stated(
                        .number("level", "The level of the earlier period.", to: 1) { $0.level },
                        .ratio,
                        .serviceLevel
                    ),
                    .stated(.span("counted_ms", "Its counted time.") { $0.counted }, .milliseconds, .serviceTime),
                    .stated(.integer("outages", "How many outages it had.") { $0.outages }, .count, .outages),
                ]),
                "What the report of the earlier period says of the group; null without a comparison.",
                orNull: { .notStated("level", .ratio, .serviceLevel, $0) }
            ) { $0.previous },
            .section("status_ms", statusTimes) { $0.statusTimes },
        ]
    )

    private static let outageTotals = FigureGroup<OutageTotals>([
        .ofOutages(.integer("count", "How many outages it had.") { $0.count }, .count) {
            $0.result(.count(.outages()))
        },
        .ofOutages(.integer("open", "Outages in which a container is still down.") { $0.open }, .count) {
            $0.result(.count(.outages(.holds(.open))))
        },
        .ofOutages(.span("counted_ms", "Their counted time.") { $0.counted }, .milliseconds) {
            $0.result(.total(.outages(), .counted))
        },
        .ofOutages(.span("longest_ms", "The longest duration; null if there are none.") { $0.longest }, .milliseconds) {
            $0.result(.greatest(.outages(), .duration))
        },
        .ofOutages(
            .number(
                "mttr_ms",
                "Mean duration of those that ended with every container back in running; null if there are none."
            ) { $0.meanTimeToRecovery },
            .milliseconds
        ) {
            let time = $0.add("recovered_ms", .total(.outages(.holds(.recovered)), .duration))
            let count = $0.add("recovered", .count(.outages(.holds(.recovered))), .count)
            $0.result(.quotient(time, by: count))
        },
        .ofOutages(
            .number(
                "mtbf_ms",
                "Mean time between failures: service time of the range by the clock, per outage; null if there are none."
            ) { $0.meanTimeBetweenFailures },
            .milliseconds
        ) {
            let range = $0.basis.options.range
            let from = $0.add("range_from", constant: .instant(range.start), .instant)
            let to = $0.add("range_to", constant: .instant(range.end), .instant)
            let time = $0.add("service_time_ms", .timeInHours(from: from, to: to))
            let count = $0.add("count", .count(.outages()), .count, figure: $0.figure("outages", "count"))
            $0.result(.quotient(time, by: count))
        },
        .ofOutages(
            .integer("shorter_than_a_minute", "Outages with less than a minute of counted time.") {
                $0.shorterThanAMinute
            },
            .count
        ) {
            let count = $0.add("count", .count(.outages()), .count, figure: $0.figure("outages", "count"))
            let minute = EvidenceCondition(column: .counted, relation: .isAtLeast, value: .span(.minutes(1)))
            let longer = $0.add("longer", .count(.outages(minute)), .count)
            $0.result(.difference(count, longer))
        },
    ])

    private static let worst = FigureGroup<WorstContainer>([
        .ofWorst(.text("container_id", "The container's id.", as: .containerID) { $0.containerID.text }, .text) {
            $1.result(.copy($0, .containerID))
        },
        .ofWorst(.text("container_name", "The container's name.") { $0.containerName }, .text) {
            $1.result(.copy($0, .containerName))
        },
        .ofWorst(.span("counted_ms", "Its counted time.") { $0.counted }, .milliseconds) {
            $1.result(.total($0, .counted))
        },
        .ofWorst(.integer("windows", "Its downtime windows with counted time.") { $0.windows }, .count) {
            $1.result(.count($0))
        },
    ])

    private static var restarts: EvidenceSelection {
        .windows(
            .equal(.cause, DowntimeCause.restart.rawValue),
            EvidenceCondition(column: .outage, relation: .equals, value: .null)
        )
    }
}

extension FigureDefinition {
    /// Of an object that is not there.
    fileprivate static func notStated(
        _ name: String,
        _ unit: FigureUnit,
        _ rule: DefinitionRule,
        _ place: FigurePlace
    ) -> FigureDefinition {
        FigureDefinition(name: name, unit: unit, rule: rule, place: place) { .stated(.null) }
    }
}

extension FigureMember<GroupRestarts> {
    fileprivate static func ofWindows(
        _ field: Field<GroupRestarts>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .outages) { _, place in .ofCountedWindows(place) { derive(&$0) } }
    }
}

extension FigureMember<WorstContainer> {
    /// `derive` gets the container's windows.
    fileprivate static func ofWorst(
        _ field: Field<WorstContainer>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (EvidenceSelection, inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .serviceTime) { worst, place in
            .ofCountedWindows(place) { derive(.windows(.equal(.containerID, worst.containerID.text)), &$0) }
        }
    }
}

extension FigureMember<OutageTotals> {
    fileprivate static func ofOutages(
        _ field: Field<OutageTotals>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .outages) { _, place in
            ExplanationPlan(place, collect: { _, _ in }) { step in
                step.addOutages()
                step.addHours()
                derive(&step)
            }
        }
    }
}

extension ExplanationPlan {
    /// Of a figure over the windows of a group that have counted time.
    static func ofCountedWindows(
        _ place: FigurePlace,
        _ derive: @escaping (inout Derivation) -> Void
    ) -> ExplanationPlan {
        let owner = FigurePlace(owner: place.groupOwner)
        return ExplanationPlan(
            place,
            extra: [.cause, .counted, .outage],
            collect: { explained, evidence in
                guard explained.isIn(owner) else { return }
                for window in explained.windows where !window.counted.isEmpty {
                    evidence.add((explained, window), as: EvidenceShapes.windows)
                }
            },
            derive: derive
        )
    }
}

extension FigurePlace {
    /// The group that the figure is of, also where it is of an element of one of the group's lists.
    var groupOwner: FigurePath { FigurePath(Array(owner.parts.prefix(2))) }
}

extension Derivation {
    /// Takes the outages of the group that the figure is of.
    fileprivate mutating func addOutages() {
        guard let group = basis.group(at: place) else { return }
        for (index, outage) in basis.figures.outages.enumerated() where outage.group == group.name {
            evidence.add((index, outage), as: EvidenceShapes.outages)
        }
    }

    /// Takes the stretches of hours of the group that the figure is of.
    mutating func addHours() {
        guard let group = basis.group(at: place) else { return }
        let range = basis.options.range
        let calendar = group.hours.calendar(over: range)
        // Hours without any gap have no ends to show.
        let stretches = calendar.stretches == nil ? [range] : calendar.stretches(sharing: range)
        for stretch in stretches { evidence.add((group.name, stretch), as: EvidenceShapes.hours) }
    }

    fileprivate mutating func deriveCertainty() {
        guard let objective = addObjective() else { return }
        let times = [ServicePart.up, .counted, .unknown, .assumedUp, .assumedCounted, .assumedExcused].map {
            addServiceTime($0)
        }
        let judged = add("judged_ms", .sum([times[0], times[1]]))
        let certain = add("certain_up_ms", .difference(times[0], times[3]))
        let possible = add("possible_ms", .sum([times[0], times[1], times[2]]))
        let possibleUp = add("possible_up_ms", .sum([times[0], times[2], times[4], times[5]]))
        let possibleAtMost = add("possible_at_most_ms", .sum([possible, times[5]]))
        let low = add("surely_kept", .reaches(certain, of: possible, objective: objective), .flag)
        let high = add("possibly_kept", .reaches(possibleUp, of: possibleAtMost, objective: objective), .flag)
        let no = add("no", constant: .flag(false), .flag)
        let yes = add("yes", constant: .flag(true), .flag)
        guard count(judged) > 0 else {
            result(.reaches(times[0], of: judged, objective: objective))
            return explainNull(by: .zeroDivisor(judged))
        }
        let surelyMissed = add("surely_missed", .choice(if: high, then: no, otherwise: yes), .flag)
        result(.choice(if: low, then: yes, otherwise: surelyMissed))
    }
}
