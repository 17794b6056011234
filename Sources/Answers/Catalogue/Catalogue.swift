internal import Periods
internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines
internal import Transparency

/// The figures of the stability report, each declared once: from here come its JSON and its CSV columns, its JSON Schema, the
/// paths and the answers of `tacho explain`, and docs/figures.md.
enum Catalogue {
    /// The report in the order of its JSON.
    static let report: [ReportSection] =
        summary.members.map { ReportSection($0) } + [
            ReportSection(
                "groups",
                FigureList(group: group, names: { [$0.group.name] }, container: { _ in nil })
            ) { $0.figures.groups },
            ReportSection(
                "outages",
                FigureList(group: outage, names: { _ in [] }, container: { _ in nil }),
                streamed: \.outages
            ) { $0.figures.outages },
            ReportSection(
                "containers",
                FigureList(group: container, names: { [$0.name, $0.id.text].compactMap(\.self) }, container: \.id)
            ) {
                $0.figures.containers
            },
            ReportSection(
                "windows",
                FigureList(group: listedWindow, names: \.window.names, container: \.window.containerID),
                streamed: \.windows
            ) {
                $0.figures.windows
            },
            ReportSection(
                "restarts",
                FigureList(
                    group: restart,
                    names: { [$0.actor, $0.containerID.text] + $0.eventIDs },
                    container: \.containerID
                ),
                streamed: \.restarts
            ) {
                $0.figures.restarts
            },
            ReportSection(
                "failures",
                FigureList(group: failure, names: { [$0.reason].compactMap(\.self) }, container: { _ in nil })
            ) {
                $0.figures.failures
            },
            ReportSection(
                "slow",
                FigureList(
                    group: slow,
                    names: { [$0.containerName, $0.containerID.text, $0.eventID].compactMap(\.self) },
                    container: \.containerID
                ),
                streamed: \.slow
            ) {
                $0.figures.slow
            },
            ReportSection(
                "stuck",
                FigureList(
                    group: stuck,
                    names: { [$0.containerName, $0.containerID.text].compactMap(\.self) },
                    container: \.containerID
                )
            ) {
                $0.figures.stuck
            },
            ReportSection("actors", FigureList(group: actor, names: { [$0.actor] }, container: { _ in nil })) {
                $0.figures.actors
            },
            ReportSection(.section("quality", quality) { $0.figures.quality }),
        ]

    /// Everything but the lists and the quality.
    static let summary = FigureGroup<StabilityReport>([
        .stated(.constant("schema", StabilityReport.schema), .text),
        .section("range", range) { (interval: $0.range, timezone: $0.timezone) },
        .section("options", options) { $0.options },
        .section("log", log) { $0.log },
        .section("coverage", coverage) { $0.figures.coverage },
        .section("fleet", fleet) { $0.figures.fleet },
    ])

    /// The figures of all containers together.
    static let totals = FigureGroup<StabilityFigures>([
        .section("fleet", fleet) { $0.fleet },
        .section("quality", quality) { $0.quality },
    ])
}

/// A member of the report, or one of its long lists, which are written row by row.
struct ReportSection: Sendable {
    let part: DocumentPart<StabilityReport>
    let entries: [CatalogueEntry]
    let nodes: @Sendable (StabilityReport) -> [ReportNode.Member]

    init(_ member: FigureMember<StabilityReport>) {
        part = .fields(Shape(fields: [member.field]))
        entries = member.entries
        nodes = { report in
            // The figures of a section rest on all containers.
            let place = FigurePlace(owner: FigurePath([.member(member.field.name)]))
            return [ReportNode.Member(name: member.field.name) { member.node(report, place) }]
        }
    }

    /// `streamed` gives what is written, where that can be more than what `read` gives.
    init<Element>(
        _ name: String,
        _ list: FigureList<Element>,
        streamed: (@Sendable (StabilityReport) -> StreamedList<Element>)? = nil,
        _ read: @escaping @Sendable (StabilityReport) -> [Element]
    ) {
        part = streamed.map { .list(name, list.group.shape, nil, $0) } ?? .list(name, list.group.shape) { read($0) }
        entries = list.entries(under: name)
        nodes = { report in
            [ReportNode.Member(name: name) { list.node(of: read(report), at: FigurePlace().member(name)) }]
        }
    }
}

// MARK: What was asked for

extension Catalogue {
    static let range = FigureGroup<(interval: Interval, timezone: String)>([
        .stated(.instant("from", "The start of the range.") { $0.interval.start }, .instant),
        .stated(.instant("to", "The end of the range, which is not part of it.") { $0.interval.end }, .instant),
        .stated(.text("timezone", "The time zone whose calendar gave the range.") { $0.timezone }, .text),
    ])

    static let options = FigureGroup<AnalysisChoices>(
        "options",
        [
            .stated(.choice("paused", "Which part of the time the status paused belongs to.") { $0.paused }, .text),
            .stated(
                .span("restart_gap_ms", "The longest downtime window that still counts as a quick restart.") {
                    $0.restartGap
                },
                .milliseconds
            ),
            .stated(
                .text(
                    "config_sha256",
                    "The SHA-256 of the configuration file, in hex; null if none was found, so that what was planned is not known.",
                    as: .text(pattern: "^[0-9a-f]{64}$", isFilled: false)
                ) { $0.configurationHash },
                .text
            ),
            .stated(
                .span("outage_gap_ms", "How long after the reach of an outage a window can begin that belongs to it.") {
                    $0.outageGap
                },
                .milliseconds
            ),
            .stated(
                .span("restart_limit_ms", "The longest downtime window whose cause can be a restart.") {
                    $0.restartLimit
                },
                .milliseconds
            ),
            .stated(
                .span(
                    "stuck_after_ms",
                    "How long a container can be in a status that should not last before it is stuck."
                ) { $0.stuckAfter },
                .milliseconds
            ),
            .given("containers", "The container filters as given; empty is all.") { $0.containers },
            .given("projects", "The project filters as given; empty is all.") { $0.projects },
            .given("maintenance", "The names of the declared maintenance windows.") { $0.maintenance.names },
            .stated(
                .integer("actor_rules", "How many actor rules the configuration holds.") { $0.actorRules.count },
                .count
            ),
            .stated(
                .integer("listed", "The most elements of the shortened lists; null is all. No total depends on it.") {
                    $0.listed
                },
                .count
            ),
        ]
    )

    static let log = FigureGroup<LogState>(
        "log",
        [
            .stated(.integer("size", "The number of records in the log.") { Int($0.size) }, .count, .log),
            .stated(
                .text("root", "The root hash of the log (RFC 6962), in base64.", as: .root) {
                    Base64.text(of: $0.root)
                },
                .text,
                .log
            ),
        ]
    )
}

extension FigureMember<AnalysisChoices> {
    fileprivate static func given(
        _ name: String,
        _ meaning: String,
        _ read: @escaping @Sendable (AnalysisChoices) -> [String]
    ) -> Self {
        .texts(name, meaning, .asked, each: name, read) { text, _, _ in .stated(.text(text)) }
    }
}

// MARK: Coverage and containers

extension Catalogue {
    static let coverage = FigureGroup<CoverageFigures>(
        "coverage",
        [
            .figure(
                .instant(
                    "covered_until",
                    "The earliest end of coverage of all containers that are not gone; null if one was never read completely."
                ) { $0.coveredUntil },
                .instant,
                .covered
            ) { _, place in
                ExplanationPlan(
                    place,
                    extra: [.coveredUntil, .goneSince],
                    collect: { $1.add($0, as: EvidenceShapes.containers) },
                    derive: {
                        $0.sort(.containers, by: .coveredUntil)
                        let present = EvidenceCondition(column: .goneSince, relation: .equals, value: .null)
                        $0.result(.leastOfAll(EvidenceSelection(.containers, [present]), .coveredUntil))
                    }
                )
            },
            .figure(
                .integer("containers", "The number of containers in the report.") { $0.containers },
                .count,
                .coverage
            ) {
                _,
                place in
                ExplanationPlan(
                    place,
                    collect: { $1.add($0, as: EvidenceShapes.containers) },
                    derive: { $0.result(.count(.containers)) }
                )
            },
            .list(
                "stale",
                FigureList(group: stale, names: { [$0.name, $0.id.text].compactMap(\.self) }, container: \.id),
                "Containers covered until before the end of the range.",
                phrase: { $0.id.text + " covered until " + ($0.coveredUntil?.iso8601 ?? "never") }
            ) { $0.stale },
        ]
    )

    static let stale = FigureGroup<StaleContainer>([
        .ofStale(.text("id", "The container's id.", as: .containerID) { $0.id.text }, .text, .containerID),
        .ofStale(.text("name", "The container's name.") { $0.name }, .text, .containerName),
        .ofStale(
            .instant("covered_until", "The end of the container's coverage; null if it was never read completely.") {
                $0.coveredUntil
            },
            .instant,
            .coveredUntil
        ),
    ])

    static let fleet = FigureGroup<FleetFigures>([
        .section("availability", availability) { $0.availability },
        .section("downtime", downtime) { $0.downtime },
        .section("restarts", fleetRestarts) { $0 },
        .latencies("fleet_latency", always: .start) { $0.latency },
        .section("status_ms", statusTimes) { $0.statusTimes },
    ])

    static let container = FigureGroup<ContainerFigures>(
        "container",
        [
            .ofContainer(
                .text("id", "The container's id.", as: .containerID) { $0.id.text },
                .text,
                .container,
                .containerID
            ),
            .ofContainer(
                .text("name", "The container's name in its newest listing.") { $0.name },
                .text,
                .container,
                .containerName
            ),
            .ofContainer(
                .text("project_id", "The container's project in its newest listing.") { $0.projectID },
                .text,
                .container,
                .projectID
            ),
            .lastStatus(
                .text(
                    "status",
                    "The container's status just before the end of the covered part of the range; null if it is unknown."
                ) {
                    $0.status
                }
            ),
            .ofContainer(
                .instant("covered_until", "The end of the container's coverage; null if it was never read completely.")
                {
                    $0.coveredUntil
                },
                .instant,
                .coverage,
                .coveredUntil
            ),
            .section("availability", availability) { $0.availability },
            .section("downtime", downtime) { $0.downtime },
            .section("restarts", containerRestarts) { $0 },
            .latencies { $0.latency },
            .figure(.text("group", "The name of the container's group.") { $0.group }, .text, .groups) { _, place in
                .ofService(place, [], extra: [.group]) { $0.result(.copy(.containers, .group)) }
            },
            .section("service", service) { $0.service },
            .section("status_ms", statusTimes) { $0.statusTimes },
        ]
    )
}

extension FigureMember<StaleContainer> {
    fileprivate static func ofStale(
        _ field: Field<StaleContainer>,
        _ unit: FigureUnit,
        _ column: EvidenceColumn
    ) -> Self {
        .figure(field, unit, .stale) { _, place in
            ExplanationPlan(
                place,
                extra: [.coveredUntil, .goneSince, .deleted, .stale],
                collect: { $1.add($0, as: EvidenceShapes.containers) },
                derive: { $0.result(.copy(EvidenceSelection(.containers, [.holds(.stale)]), column)) }
            )
        }
    }
}

extension FigureMember<ContainerFigures> {
    fileprivate static func ofContainer(
        _ field: Field<ContainerFigures>,
        _ unit: FigureUnit,
        _ rule: DefinitionRule,
        _ column: EvidenceColumn
    ) -> Self {
        .figure(field, unit, rule) { _, place in
            ExplanationPlan(
                place,
                extra: [.projectID, .coveredUntil],
                collect: { $1.add($0, as: EvidenceShapes.containers) },
                derive: { $0.result(.copy(.containers, column)) }
            )
        }
    }

    /// The status of the last stretch of the covered part of the range.
    fileprivate static func lastStatus(_ field: Field<ContainerFigures>) -> Self {
        .figure(field, .text, .finalStatus) { _, place in
            ExplanationPlan(
                place,
                extra: [.projectID, .coveredUntil],
                collect: { explained, evidence in
                    evidence.add(explained, as: EvidenceShapes.containers)
                    guard let last = explained.study.lastCoveredStretch else { return }
                    evidence.add(
                        ExplainedStretch(container: explained, stretch: last, interval: last.interval, role: .last),
                        as: EvidenceShapes.stretches
                    )
                },
                derive: { $0.result(.copy(.stretches(.role(.last)), .status)) }
            )
        }
    }
}
