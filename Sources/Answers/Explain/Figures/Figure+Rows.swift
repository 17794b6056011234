package enum LatencyFigure: Hashable, Sendable {
    case plain(PlainLatencyFigure)
    case percentile(Percentile)
    /// A withheld interval.
    case interval(Percentile)
    case bound(Percentile, IntervalEnd)
}

package enum PlainLatencyFigure: String, Hashable, Sendable, CaseIterable {
    case n, missing, invalid
    case minimum = "min_ms"
    case mean = "mean_ms"
    case maximum = "max_ms"
    case failed
    case successRate = "success_rate"
}

package enum IntervalEnd: Int, Hashable, Sendable, CaseIterable {
    case lower = 0
    case upper = 1
}

package enum WindowFigure: Hashable, Sendable {
    case plain(PlainWindowFigure)
    case statuses(WindowStatusFigure)
    /// A trigger that no entry is, or a member of one that is.
    case trigger(WindowEnd, TriggerFigure?)
}

package enum PlainWindowFigure: String, Hashable, Sendable, CaseIterable {
    case containerID = "container_id"
    case containerName = "container_name"
    case start, end
    case duration = "duration_ms"
    case inRange = "in_range_ms"
    case open, cut, planned, assumed
}

package enum WindowStatusFigure: String, Hashable, Sendable, CaseIterable {
    case stopped = "stopped_ms"
    case failed = "failed_ms"
    case paused = "paused_ms"
}

package enum WindowEnd: String, Hashable, Sendable, CaseIterable {
    case openedBy = "opened_by"
    case closedBy = "closed_by"
}

package enum TriggerFigure: String, Hashable, Sendable, CaseIterable {
    case actor, kind, operation
    case eventID = "event_id"
    case at
}

package enum RestartFigure: Hashable, Sendable {
    case plain(PlainRestartFigure)
    case eventID(Int)
}

package enum PlainRestartFigure: String, Hashable, Sendable, CaseIterable {
    case containerID = "container_id"
    case at, kind, actor, operation
    case down = "down_ms"
}

package enum ActorFigure: Hashable, Sendable {
    case plain(PlainActorFigure)
    case operation(String)
}

package enum PlainActorFigure: String, Hashable, Sendable, CaseIterable {
    case actor, kind, attributed, entries
    case operationsDerived = "operations_derived"
    case containers, restarts
    case forceStops = "force_stops"
    case windows
    case down = "down_ms"
    case firstSeen = "first_seen"
    case lastSeen = "last_seen"
}

package enum QualityFigure: Hashable, Sendable {
    case count(QualityCount)
    case drift(Int, DriftFigure)
    case gone(Int, GoneFigure)
}

package enum QualityCount: String, Hashable, Sendable, CaseIterable {
    case entries, amended, vanished, quarantined
    case chainBreaks = "chain_breaks"
    case missingID = "missing_id"
    case missingDuration = "missing_duration"
    case invalidDuration = "invalid_duration"
    case missingActor = "missing_actor"
    case unknownStatus = "unknown_status"
}

package enum DriftFigure: String, Hashable, Sendable, CaseIterable {
    case containerID = "container_id"
    case listed, timeline, at
}

package enum GoneFigure: String, Hashable, Sendable, CaseIterable {
    case containerID = "container_id"
    case since
}
