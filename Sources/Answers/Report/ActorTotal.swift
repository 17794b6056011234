internal import Study
import Timelines

/// What one actor did, but for its operations.
struct ActorTotal: Sendable {
    /// Nil: `(unattributed)`.
    let actor: Symbol?
    var windows = 0
    var restarts = 0
    var down = TimeSpan.zero
    private var entries = 0
    private var derived = 0
    private var containers = 0
    private var forceStops = 0
    private var firstSeen = Instant.distantFuture
    private var lastSeen = Instant.distantPast
    private var lastContainer = 0

    init(actor: Symbol?) {
        self.actor = actor
    }

    /// Counts an entry; `container` is a number that differs from that of the container before.
    mutating func add(_ entry: Entry, kind: LatencyKind, container: Int) {
        entries += 1
        if entry.operation == nil { derived += 1 }
        if kind == .forceStop { forceStops += 1 }
        if container != lastContainer {
            lastContainer = container
            containers += 1
        }
        firstSeen = min(firstSeen, entry.at)
        lastSeen = max(lastSeen, entry.at)
    }

    mutating func merge(_ other: ActorTotal) {
        windows += other.windows
        restarts += other.restarts
        down += other.down
        entries += other.entries
        derived += other.derived
        containers += other.containers
        forceStops += other.forceStops
        firstSeen = min(firstSeen, other.firstSeen)
        lastSeen = max(lastSeen, other.lastSeen)
    }

    func figures(operations: [ExactText: Int], texts: FigureTexts) -> ActorFigures {
        ActorFigures(
            actor: texts.actor(actor),
            kind: texts.kind(of: actor),
            attributed: actor != nil,
            entries: entries,
            operations: operations,
            operationsDerived: derived,
            containers: containers,
            restarts: restarts,
            forceStops: forceStops,
            windows: windows,
            down: down,
            firstSeen: entries > 0 ? firstSeen : nil,
            lastSeen: entries > 0 ? lastSeen : nil
        )
    }
}
