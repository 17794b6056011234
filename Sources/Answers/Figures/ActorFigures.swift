package import Study
package import Timelines

/// What one actor did in the range.
package struct ActorFigures: Hashable, Sendable {
    /// `triggered_by` as written, or `(unattributed)`.
    package var actor: String
    package var kind: ActorKind
    /// Whether the log names an actor at all.
    package var attributed: Bool
    package var entries: Int
    /// By operation, written or derived.
    package var operations: [ExactText: Int]
    /// How many of `entries` had their operation derived from the statuses.
    package var operationsDerived: Int
    package var containers: Int
    package var restarts: Int
    package var forceStops: Int
    package var windows: Int
    package var down: TimeSpan
    /// Nil where it has no entry in the range (its window reaches in from before).
    package var firstSeen: Instant?
    package var lastSeen: Instant?
}
