import Timelines

/// One entry as a server would write it; a member whose text is nil is left out.
struct LogLine {
    var id: String?
    var at: Instant
    /// Digits after the milliseconds, which are floored away.
    var finer = ""
    /// JSON: a text or `null`.
    var from: String?
    var to: String
    /// JSON: anything.
    var duration: String?
    var actor: String?
    var operation: String?

    var json: String {
        var members: [String] = []
        if let id { members.append(#""id":"\#(id)""#) }
        if let from { members.append(#""from_status":\#(from)"#) }
        members.append(#""to_status":"\#(to)""#)
        members.append(#""transition_time":"\#(at.iso8601.dropLast())\#(finer)Z""#)
        if let duration { members.append(#""duration_ms":\#(duration)"#) }
        if let actor { members.append(#""triggered_by":"\#(actor)""#) }
        if let operation { members.append(#""metadata":{"operation":"\#(operation)"}"#) }
        return "{\(members.joined(separator: ","))}"
    }
}
