import Answers
import Storage
import Study
import Timelines

extension WhoEntry {
    /// What the query who-stopped-what has to say of it.
    var row: [String: QueryValue] {
        var sample: Double?
        if case .valid(let milliseconds) = duration { sample = milliseconds }
        return [
            "container_id": .text(containerID.text),
            "container_name": .text(orNull: containerName),
            "at": .instant(at),
            "actor": .text(actor),
            "kind": .text(kind.rawValue),
            "operation": .text(operation),
            "from_status": .text(orNull: fromStatus),
            "to_status": .text(toStatus),
            "duration_ms": .number(sample),
            "event_id": .text(eventID),
            "window_end": .instant(window?.end),
            "window_duration_ms": .span(window?.duration),
            "window_open": window.map { .flag($0.isOpen) } ?? .null,
            "window_cut": window.map { .flag($0.isTruncated) } ?? .null,
            "window_planned": window.map { .flag($0.isPlanned) } ?? .null,
            "window_closed_by_actor": .text(orNull: window?.closedBy?.actor),
            "window_closed_by_operation": .text(orNull: window?.closedBy?.operation),
        ]
    }
}
