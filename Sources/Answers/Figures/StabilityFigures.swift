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

/// How far the store covers the range.
package struct CoverageFigures: Hashable, Sendable {
    /// The minimum over containers that are not gone; nil where one was never covered, or there is none.
    package var coveredUntil: Instant?
    package var containers: Int
    /// Containers covered until before the end of the range, by id.
    package var stale: [StaleContainer]
}

package struct StaleContainer: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    /// Nil where it was never covered.
    package var coveredUntil: Instant?
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
