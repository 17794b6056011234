import Timelines

/// A container as it lives: the deeds are done in order of time, and each that is possible leaves its entries.
struct Life {
    let identity: Identity
    let durations: Durations
    var generator: SeededGenerator
    /// Nil while it does not exist.
    var status: Status?
    /// No entry is written before it.
    private(set) var earliest: Instant
    private(set) var drafts: [EntryDraft] = []

    /// A container that is in `status` at `start`, or does not exist yet if that is nil.
    init(identity: Identity, durations: Durations, status: Status?, start: Instant, generator: SeededGenerator) {
        self.identity = identity
        self.durations = durations
        self.status = status
        self.earliest = start
        self.generator = generator
    }

    /// Takes on `next`, asked for at `asked`, done `duration` milliseconds later (nil: in no time that is known).
    mutating func enter(
        _ next: Status,
        asked: Instant,
        duration: Int64?,
        by actor: Actor,
        operation: Operation?,
        note: (String, JSONValue)? = nil,
        shows situations: [Situation]
    ) {
        let at = asked + TimeSpan(milliseconds: duration ?? 0)
        let counter = UInt64(bitPattern: generator.number(in: 0...0xFF_FFFF))
        var metadata: [(String, JSONValue)] = []
        if let operation { metadata.append(("operation", .text(operation.rawValue))) }
        metadata.append(("server_name", .text(identity.node.name)))
        if let note { metadata.append(note) }
        drafts.append(
            EntryDraft(
                at: at,
                from: status,
                to: next,
                id: .text(objectID(seconds: at.seconds, machine: identity.machine, counter: counter)),
                containerID: .text(identity.id.text),
                fromText: status.map { .text($0.knownText) } ?? .null,
                toText: .text(next.knownText),
                time: .text(CivilTime(at).timestamp),
                duration: duration.map(JSONValue.integer),
                actor: .text(actor.name),
                metadata: metadata,
                shownFrom: at,
                situations: situations
            )
        )
        status = next
        earliest = at
    }

    /// Writes `text` in place of the status that the newest entry came to (`to`) or came from.
    mutating func rename(_ field: WritableKeyPath<EntryDraft, JSONValue?>, to text: String) {
        guard !drafts.isEmpty else { return }
        drafts[drafts.count - 1][keyPath: field] = .text(text)
    }
}
