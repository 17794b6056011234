import Timelines

/// An entry of a status log before it is written: every field can be made missing (nil), null or anything else.
struct EntryDraft {
    /// Its place in the log's order, and what `time` says unless that was changed.
    var at: Instant
    var from: Status?
    var to: Status

    var id: JSONValue?
    var containerID: JSONValue?
    var fromText: JSONValue?
    var toText: JSONValue?
    var time: JSONValue?
    var duration: JSONValue?
    var actor: JSONValue?
    var metadata: [(String, JSONValue)]?
    /// What stands in place of the object.
    var instead: JSONValue?

    /// When the API begins to serve it.
    var shownFrom: Instant
    /// When the API serves it no longer.
    var shownUntil = Instant.distantFuture
    var situations: [Situation]

    /// Whether it shows nothing out of the ordinary, so that an edit can use it.
    var isPlain: Bool {
        situations.allSatisfy { $0 == .dailyStopAndStart || $0 == .dailyPauseAndResume || $0 == .restartInTwoRows }
    }

    var body: [UInt8] {
        if let instead { return instead.bytes }
        let fields: [(String, JSONValue?)] = [
            ("id", id), ("container_id", containerID), ("from_status", fromText), ("to_status", toText),
            ("transition_time", time), ("duration_ms", duration), ("triggered_by", actor),
            ("metadata", metadata.map(JSONValue.object)),
        ]
        return JSONValue.object(fields.compactMap { key, value in value.map { (key, $0) } }).bytes
    }
}
