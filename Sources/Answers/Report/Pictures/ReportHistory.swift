internal import ServiceLevels
package import Study
package import Timelines

/// What the pictures of a report show beside its figures: the range container by container, and the time before it.
package struct ReportHistory: Hashable, Sendable {
    /// The report's range and those before it, the oldest first; the last one is the report's.
    package var periods: [HistoryPeriod]
    /// The last days before the end of the range, the oldest first.
    package var days: [HistoryDay]
    /// The containers of the groups that are shown which were down or unknown for a time, most counted time first; of many the worst.
    package var lanes: [HistoryLane]
    /// How many more such containers there are.
    package var otherLanes: Int
    /// How many containers of these groups were neither.
    package var quietContainers: Int
    /// Of each group that has hours.
    package var weeks: [GroupWeek]
    /// Some of the starts of all periods, by instant: the slowest, and of all others as many as a picture can show.
    package var starts: [StartSample]
    /// Of the last two periods: how long starts took, ascending, at most 200 of each at even ranks, with how many there are.
    package var startsNow: SampleSummary
    package var startsBefore: SampleSummary
    /// Since when a figure of all containers is different for good, of those that the pictures show.
    package var changes: [HistoryChange]
}

/// One of the periods that a report looks back on.
package struct HistoryPeriod: Hashable, Sendable {
    package var interval: Interval
    /// What people call it, in few letters.
    package var name: String
    /// By the names of groups.
    package var service: [String: ServiceTime]
    package var starts: LatencyFigures
    package var explicitRestarts: Int
    package var otherRestarts: Int
}

package struct HistoryDay: Hashable, Sendable {
    package var interval: Interval
    /// Of the groups that are shown together.
    package var service: ServiceTime
}

/// A container over the range.
package struct HistoryLane: Hashable, Sendable {
    package var container: ContainerID
    package var name: String?
    package var group: String
    package var service: ServiceTime
    package var stretches: [ServiceStretch]
}

/// How much the containers of a group were up in each hour of a week, by the clock.
package struct GroupWeek: Hashable, Sendable {
    package var group: String
    /// 168 of each, from Monday 00:00: up time, and time that is known to be up or down.
    package var up: [TimeSpan]
    package var known: [TimeSpan]
}

package struct StartSample: Hashable, Sendable {
    package var at: Instant
    package var milliseconds: Double
}

/// Samples in milliseconds, ascending: all of them, or some at even ranks.
package struct SampleSummary: Hashable, Sendable {
    package var n: Int
    package var values: [Double]
}

package struct HistoryChange: Hashable, Sendable {
    package var metric: TrendMetric
    package var at: Instant
}
