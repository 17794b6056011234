import Answers
import Storage
import Study
import Timelines

/// What the queries have to answer where these are the figures: the columns of each query that the figures tell.
extension StabilityFigures {
    var availabilityTable: Table {
        let total: (String?, String?, AvailabilityFigures) = (nil, "(fleet)", fleet.availability)
        let rows = [total] + containers.map { ($0.id.text, $0.name, $0.availability) }
        return rows.map { id, name, time -> [String: QueryValue] in
            [
                "container_id": .text(orNull: id),
                "container_name": .text(orNull: name),
                "ratio": .number(time.ratio),
                "low": .number(time.low),
                "high": .number(time.high),
                "unplanned": .number(time.unplanned),
                "planned_down_ms": .span(time.plannedDown),
                "up_ms": .span(time.up),
                "down_ms": .span(time.down),
                "unknown_ms": .span(time.unknown),
                "assumed_ms": .span(time.assumed),
                "out_of_service_ms": .span(time.outOfService),
            ]
        }
    }

    var stabilityTable: Table {
        let total = row("(fleet)", fleet.downtime, fleet.restarts, flapping: fleet.flapping)
        return [total]
            + containers.map { container in
                var row = row(
                    container.name,
                    container.downtime,
                    container.restarts,
                    flapping: container.flapping ? 1 : 0
                )
                row["container_id"] = .text(container.id.text)
                return row
            }
    }

    private func row(
        _ name: String?,
        _ downtime: DowntimeFigures,
        _ restarts: RestartFigures,
        flapping: Int
    ) -> [String: QueryValue] {
        [
            "container_id": .null,
            "container_name": .text(orNull: name),
            "windows": .count(downtime.windows),
            "open": .count(downtime.open),
            "closed": .count(downtime.closed),
            "cut": .count(downtime.truncated),
            "mttr_ms": .number(downtime.meanTimeToRecovery),
            "mtbf_ms": .number(downtime.meanTimeBetweenFailures),
            "longest_ms": .span(downtime.longest),
            "down_ms": .span(downtime.down),
            "restarts": .count(restarts.count),
            "explicit": .count(restarts.explicit),
            "quick": .count(restarts.quick),
            "recovery": .count(restarts.recovery),
            "per_day": .number(restarts.perDay),
            "max_in_hour": .count(restarts.maxInHour),
            "flapping": .count(flapping),
        ]
    }

    var windowTable: Table {
        windows.map { window in
            [
                "container_id": .text(window.containerID.text),
                "container_name": .text(orNull: window.containerName),
                "start": .instant(window.start),
                "end": .instant(window.end),
                "duration_ms": .span(window.duration),
                "in_range_ms": .span(window.inRange),
                "open": .flag(window.isOpen),
                "cut": .flag(window.isTruncated),
                "planned": .flag(window.isPlanned),
                "group": .text(window.service.group),
                "assumed": .flag(window.isAssumed),
                "statuses_stopped_ms": .span(window.time.stopped),
                "statuses_failed_ms": .span(window.time.failed),
                "statuses_paused_ms": .span(window.time.paused),
                "opened_by_actor": .text(orNull: window.openedBy?.actor),
                "opened_by_kind": .text(orNull: window.openedBy?.kind.rawValue),
                "opened_by_operation": .text(orNull: window.openedBy?.operation),
                "opened_by_at": .instant(window.openedBy?.at),
                "opened_by_event_id": .text(orNull: window.openedBy?.eventID),
                "closed_by_actor": .text(orNull: window.closedBy?.actor),
                "closed_by_kind": .text(orNull: window.closedBy?.kind.rawValue),
                "closed_by_operation": .text(orNull: window.closedBy?.operation),
                "closed_by_at": .instant(window.closedBy?.at),
                "closed_by_event_id": .text(orNull: window.closedBy?.eventID),
            ]
        }
    }

    var restartTable: Table {
        let names = Dictionary(containers.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return restarts.map { restart in
            [
                "container_id": .text(restart.containerID.text),
                "container_name": .text(orNull: names[restart.containerID] ?? nil),
                "at": .instant(restart.at),
                "kind": .text(restart.kind.rawValue),
                "actor": .text(restart.actor),
                "operation": .text(restart.operation),
                "down_ms": .span(restart.down),
                // The ids of the fleet hold nothing that JSON escapes.
                "event_ids": .text("[\(restart.eventIDs.map { "\"\($0)\"" }.joined(separator: ","))]"),
            ]
        }
    }

    var actorTable: Table {
        actors.map { actor in
            let operations = actor.operations.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
            let object = QueryValue.text("{\(operations.joined(separator: ","))}")
            return [
                "actor": .text(actor.actor),
                "kind": .text(actor.kind.rawValue),
                "attributed": .flag(actor.attributed),
                "entries": .count(actor.entries),
                "operations_derived": .count(actor.operationsDerived),
                "operations": object,
                "containers": .count(actor.containers),
                "restarts": .count(actor.restarts),
                "force_stops": .count(actor.forceStops),
                "windows": .count(actor.windows),
                "down_ms": .span(actor.down),
                "first_seen": .instant(actor.firstSeen),
                "last_seen": .instant(actor.lastSeen),
            ]
        }
    }

    var qualityTable: Table {
        [
            [
                "entries": .count(quality.entries),
                "amended": .count(quality.amended),
                "vanished": .count(quality.vanished),
                "quarantined": .count(quality.quarantined),
                "chain_breaks": .count(quality.chainBreaks),
                "missing_id": .count(quality.missingID),
                "missing_duration": .count(quality.missingDuration),
                "invalid_duration": .count(quality.invalidDuration),
                "missing_actor": .count(quality.missingActor),
                "unknown_status": .count(quality.unknownStatus),
            ]
        ]
    }

    var driftTable: Table {
        quality.drift.map { drift in
            [
                "container_id": .text(drift.containerID.text),
                "at": .instant(drift.at),
                "listed": .text(drift.listed),
                "timeline": .text(drift.timeline),
            ]
        }
    }

    var staleTable: Table {
        coverage.stale.map { ["container_id": .text($0.id.text), "covered_until": .instant($0.coveredUntil)] }
    }
}
