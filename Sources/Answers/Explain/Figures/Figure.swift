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
