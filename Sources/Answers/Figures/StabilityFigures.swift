package import Study
package import Timelines

/// Everything that the stability report says of a range, as values: what the renderers get.
package struct StabilityFigures: Hashable, Sendable {
    package var coverage: CoverageFigures
    package var fleet: FleetFigures
    /// By id.
    package var containers: [ContainerFigures]
    /// By start, then container id. Shortened to the longest where the options say so; `fleet.downtime.windows` counts all.
    package var windows: [DowntimeWindow]
    /// By instant, then container id. Shortened to the newest where the options say so; `fleet.restarts.count` counts all.
    package var restarts: [Restart]
    /// By downtime descending, then actor by code points.
    package var actors: [ActorFigures]
    package var quality: QualityFigures
}

package struct FleetFigures: Hashable, Sendable {
    package var availability: AvailabilityFigures
    package var downtime: DowntimeFigures
    package var restarts: RestartFigures
    /// How many containers are flapping: three restarts or more within an hour.
    package var flapping: Int
    /// Every kind that has entries (or failed attempts), and `start` always.
    package var latency: [LatencyKind: LatencyFigures]
}

package struct ContainerFigures: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    package var projectID: String?
    /// What its timeline says just before the end of the covered part of the range, as written; nil where unknown.
    package var status: String?
    package var coveredUntil: Instant?
    package var availability: AvailabilityFigures
    package var downtime: DowntimeFigures
    package var restarts: RestartFigures
    package var flapping: Bool
    package var latency: [LatencyKind: LatencyFigures]
}

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
