internal import Rendering
internal import Study
internal import Timelines

extension Catalogue {
    /// The known time of the range by status.
    static let statusTimes = FigureGroup<StatusTimes>(
        "status_times",
        [
            .time("running_ms", "Time in running.", .running),
            .time("paused_ms", "Time in paused, whatever --paused says.", .paused),
            .time("stopped_ms", "Time in stopped, and that of restarts written as one entry.", .stopped),
            .time("failed_ms", "Time in failed.", .failed),
            .time("other_ms", "The rest of the time out of service.", .other),
        ]
    )
}

extension FigureMember<StatusTimes> {
    fileprivate static func time(_ name: String, _ meaning: String, _ status: TimedStatus) -> Self {
        .figure(.span(name, meaning) { $0[status] }, .milliseconds, .statusTimes) { _, place in
            .ofStatus(status, place)
        }
    }
}

extension ExplanationPlan {
    /// A container's time is a sum over its timeline, that of others over containers.
    fileprivate static func ofStatus(_ status: TimedStatus, _ place: FigurePlace) -> ExplanationPlan {
        ExplanationPlan(
            place,
            extra: [.statusPart, status.column],
            collect: { explained, evidence in
                guard place.container != nil else {
                    let isOfGroup = place.owner.parts.first == .member("groups")
                    if !isOfGroup || explained.isIn(place) { evidence.add(explained, as: EvidenceShapes.containers) }
                    return
                }
                for stretch in explained.timeline.stretches {
                    let part = stretch.interval.intersection(explained.basis.options.range)
                    guard part.start < part.end, stretch.timedStatus == status else { continue }
                    evidence.add(
                        ExplainedStretch(container: explained, stretch: stretch, interval: part, role: .counted),
                        as: EvidenceShapes.stretches
                    )
                }
            },
            derive: { step in
                let here = EvidenceCondition.equal(.statusPart, status.rawValue)
                step.result(
                    place.container == nil ? .total(.containers, status.column) : .total(.stretches(here), .length)
                )
            }
        )
    }
}

extension TimedStatus {
    fileprivate var column: EvidenceColumn {
        switch self {
        case .running: .runningTime
        case .paused: .pausedTime
        case .stopped: .stoppedTime
        case .failed: .failedTime
        case .other: .otherTime
        }
    }
}

// MARK: Stuck containers

extension Catalogue {
    static let stuck = FigureGroup<StuckContainer>(
        "stuck",
        [
            .ofStuck(.text("container_id", "The container's id.", as: .containerID) { $0.containerID.text }, .text) {
                $0.result(.copy(.containers, .containerID))
            },
            .ofStuck(.text("container_name", "The container's name.") { $0.containerName }, .text) {
                $0.result(.copy(.containers, .containerName))
            },
            .ofStuck(.text("status", "What it is stuck in.") { $0.status }, .text) {
                let entries = $0.evidence[.entries].rows.count
                $0.result(entries > 0 ? .copy(.entries, .toStatus) : .copy(.stretches(.role(.last)), .status))
            },
            .ofStuck(.instant("since", "Since when, without a break.") { $0.since }, .instant) {
                let entries = $0.evidence[.entries].rows.count
                $0.result(entries > 0 ? .greatest(.entries, .at) : .least(.stretches(), .start))
            },
        ]
    )
}

extension FigureMember<StuckContainer> {
    fileprivate static func ofStuck(
        _ field: Field<StuckContainer>,
        _ unit: FigureUnit,
        _ derive: @escaping @Sendable (inout Derivation) -> Void
    ) -> Self {
        .figure(field, unit, .stuck) { _, place in
            ExplanationPlan(
                place,
                collect: { explained, evidence in
                    evidence.add(explained, as: EvidenceShapes.containers)
                    guard let stuck = explained.study.stuck else { return }
                    if let restart = stuck.restart {
                        evidence.add(explained.entry(restart, as: .last), as: EvidenceShapes.entries)
                        return
                    }
                    let run = explained.timeline.stretches.filter {
                        $0.status == stuck.status && $0.interval.start >= stuck.since
                    }
                    for (number, stretch) in run.enumerated() {
                        evidence.add(
                            ExplainedStretch(
                                container: explained,
                                stretch: stretch,
                                interval: stretch.interval,
                                role: number + 1 < run.count ? .counted : .last
                            ),
                            as: EvidenceShapes.stretches
                        )
                    }
                },
                derive: { derive(&$0) }
            )
        }
    }
}
