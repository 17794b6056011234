import Statistics
import Timelines

/// Generates a container's status log: actions are performed in order of time, and each one that is possible writes its entries.
struct StatusGenerator {
    let role: Role
    let id: ContainerID
    /// The middle digits of the ids of its entries.
    let machine: UInt64
    var random: SplitMix64
    /// Nil while the container does not exist.
    var status: Status?
    /// No entry is written before it.
    private(set) var earliest: Instant
    private(set) var drafts: [EntryDraft] = []

    /// Writes the entry that leads to `next` as a part of `plan`.
    ///
    /// It was asked for at `asked` (the plan's time unless given) by `actor` (the plan's unless given) and took `duration`
    /// milliseconds; nil where that is not known.
    mutating func enter(
        _ next: Status,
        _ plan: Plan,
        at asked: Instant? = nil,
        duration: Int64? = nil,
        by actor: Actor? = nil,
        operation: Operation? = nil,
        note: (name: String, text: String)? = nil,
        shows scenarios: [Scenario] = []
    ) {
        let at = (asked ?? plan.at) + TimeSpan(milliseconds: duration ?? 0)
        let counter = UInt64(bitPattern: random.number(in: 0...0xFF_FFFF))
        var metadata: [(name: String, value: JSONValue)] = []
        if let operation { metadata.append(("operation", .text(operation.rawValue))) }
        metadata.append(("server_name", .text(role.node.name)))
        if let note { metadata.append((note.name, .text(note.text))) }
        let fields: [(name: String, value: JSONValue?)] = [
            ("id", .text(objectID(seconds: at.seconds, machine: machine, counter: counter))),
            ("container_id", .text(id.text)),
            ("from_status", status.map { .text($0.knownText) } ?? .null),
            ("to_status", .text(next.knownText)),
            ("transition_time", .text(at.iso8601)), ("duration_ms", duration.map(JSONValue.integer)),
            ("triggered_by", .text((actor ?? plan.by).rawValue)), ("metadata", .object(metadata)),
        ]
        drafts.append(
            EntryDraft(at: at, to: next, fields: fields, shownFrom: at, scenarios: plan.shows + scenarios)
        )
        status = next
        earliest = at
    }

    /// Changes a status of the newest entry.
    mutating func rename(_ field: String, to text: String) {
        guard !drafts.isEmpty else { return }
        drafts[drafts.count - 1][field] = .text(text)
    }
}
