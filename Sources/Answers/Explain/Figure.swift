package import Study

/// A value without parts in the stability report, by its place; elements of lists by their index from 0.
package enum Figure: Hashable, Sendable {
    case stated(StatedFigure)
    case coverage(CoverageFigure)
    case availability(FigureScope, AvailabilityFigure)
    case downtime(FigureScope, DowntimeFigure)
    case restarts(FigureScope, RestartTotalFigure)
    case latency(FigureScope, LatencyKind, LatencyFigure)
    case container(Int, ContainerFigure)
    case window(Int, WindowFigure)
    case restart(Int, RestartFigure)
    case actor(Int, ActorFigure)
    case quality(QualityFigure)
}

/// Whose figures: all containers' together, or those of one.
package enum FigureScope: Hashable, Sendable {
    case fleet
    case container(Int)
}

/// What was asked for, and the log.
package enum StatedFigure: Hashable, Sendable {
    case schema
    case range(RangeFigure)
    case option(OptionFigure)
    /// A filter, or the name of a maintenance window.
    case optionElement(OptionList, Int)
    case log(LogFigure)
}

package enum RangeFigure: String, Hashable, Sendable, CaseIterable {
    case from, to, timezone
}

package enum OptionFigure: String, Hashable, Sendable, CaseIterable {
    case paused
    case restartGap = "restart_gap_ms"
    case actorRules = "actor_rules"
    case listed
}

package enum OptionList: String, Hashable, Sendable, CaseIterable {
    case containers, projects, maintenance
}

package enum LogFigure: String, Hashable, Sendable, CaseIterable {
    case size, root
}

package enum CoverageFigure: Hashable, Sendable {
    case coveredUntil, containers
    case stale(Int, StaleFigure)
}

package enum StaleFigure: String, Hashable, Sendable, CaseIterable {
    case id, name
    case coveredUntil = "covered_until"
}

package enum AvailabilityFigure: String, Hashable, Sendable, CaseIterable {
    case ratio, low, high, unplanned
    case up = "up_ms"
    case down = "down_ms"
    case plannedDown = "planned_down_ms"
    case unknown = "unknown_ms"
    case assumed = "assumed_ms"
    case outOfService = "out_of_service_ms"
}

package enum DowntimeFigure: String, Hashable, Sendable, CaseIterable {
    case windows, open, closed, cut
    case meanTimeToRecovery = "mttr_ms"
    case meanTimeBetweenFailures = "mtbf_ms"
    case longest = "longest_ms"
    case down = "down_ms"
}

package enum RestartTotalFigure: String, Hashable, Sendable, CaseIterable {
    case count, explicit, quick, recovery
    case perDay = "per_day"
    case maxInHour = "max_in_hour"
    case flapping
}

package enum ContainerFigure: String, Hashable, Sendable, CaseIterable {
    case id, name
    case projectID = "project_id"
    case status
    case coveredUntil = "covered_until"
}

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
