package import ServiceLevels
package import Study
package import Timelines

/// Everything that the stability report says of a range, as values: what the renderers get.
package struct StabilityFigures: Hashable, Sendable {
    package var coverage: CoverageFigures
    package var fleet: FleetFigures
    /// In the order of the configuration, all other containers last.
    package var groups: [GroupFigures]
    /// By start, then in the order of the groups. Shortened to those with the most counted time of each group where the options say
    /// so; `outages` of a group counts all.
    package var outages: [Outage]
    /// By id.
    package var containers: [ContainerFigures]
    /// By start, then container id. Shortened to the longest where the options say so; `fleet.downtime.windows` counts all.
    package var windows: [ListedWindow]
    /// By instant, then container id. Shortened to the newest where the options say so; `fleet.restarts.count` counts all.
    package var restarts: [Restart]
    /// By entries descending, then reason by code points, what tells none last.
    package var failures: [FailureFigures] = []
    /// By duration descending, then instant, container id and event id. Of each kind shortened to the longest where the options say so;
    /// `beyond` of the latencies counts all.
    package var slow: [SlowTransition] = []
    /// How many there are of each kind, however many are listed; kinds without any are left out.
    package var slowCounts: [TimedKind: Int] = [:]
    /// By since, then container id.
    package var stuck: [StuckContainer] = []
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
    package var statusTimes = StatusTimes()
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
    /// The name of its group.
    package var group: String
    package var service: ServiceFigures
    package var statusTimes = StatusTimes()
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

/// A restart of a container.
package struct Restart: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    /// Back in running.
    package var at: Instant
    package var kind: RestartKind
    /// The opener's actor.
    package var actor: String
    package var operation: String
    /// Unclipped.
    package var down: TimeSpan
    /// `down` and the duration of the entry that opened it, in milliseconds; of a restart in one entry that entry's duration. Nil
    /// without a usable one.
    package var took: Double?
    package var eventIDs: [String]
}

/// Totals over restarts.
package struct RestartFigures: Hashable, Sendable {
    package var count: Int = 0
    package var explicit: Int = 0
    package var quick: Int = 0
    package var recovery: Int = 0
    /// Per covered in-service day (up + down) of 24 hours; nil at none.
    package var perDay: Double?
    /// The most within any half-open 60 minutes, of one container.
    package var maxInHour: Int = 0
}

/// What the totals over restarts add up from.
struct RestartTotals: Sendable {
    private(set) var explicit = 0
    private(set) var quick = 0
    private(set) var recovery = 0
    private(set) var maxInHour = 0

    var count: Int { explicit + quick + recovery }

    /// Three restarts or more of one container within an hour.
    var isFlapping: Bool { maxInHour >= 3 }

    init() {}

    /// The totals of one container's restarts, sorted by instant.
    init(of restarts: [RestartEpisode]) {
        var hourStart = 0
        for (index, restart) in restarts.enumerated() {
            switch restart.kind {
            case .explicit: explicit += 1
            case .quick: quick += 1
            case .recovery: recovery += 1
            }
            while restart.at - restarts[hourStart].at >= .hours(1) { hourStart += 1 }
            maxInHour = max(maxInHour, index - hourStart + 1)
        }
    }

    static func += (left: inout RestartTotals, right: RestartTotals) {
        left.explicit += right.explicit
        left.quick += right.quick
        left.recovery += right.recovery
        left.maxInHour = max(left.maxInHour, right.maxInHour)
    }

    /// The figures, for so much time in service (up and down) in range.
    func figures(inService: TimeSpan) -> RestartFigures {
        var figures = RestartFigures()
        figures.count = count
        figures.explicit = explicit
        figures.quick = quick
        figures.recovery = recovery
        let days = Double(inService.milliseconds) / Double(TimeSpan.days(1).milliseconds)
        figures.perDay = inService > .zero ? Double(count) / days : nil
        figures.maxInHour = maxInHour
        return figures
    }
}
