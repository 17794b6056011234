package import Study
package import Timelines

/// The states of one container over a range, entry by entry.
package struct TimelineReport: Hashable, Sendable {
    package static let schema = "tachograph.timeline/1"

    package var range: Interval
    /// The name of the zone that people read the instants in.
    package var timezone: String
    package var options: ReportOptions
    package var log: LogState
    package var container: TimelineContainer
    package var availability: AvailabilityFigures
    /// In the order of time; they fill the range without gaps.
    package var stretches: [TimelineStretch]

    package init(
        range: Interval,
        timezone: String,
        options: ReportOptions,
        log: LogState,
        container: TimelineContainer,
        availability: AvailabilityFigures,
        stretches: [TimelineStretch]
    ) {
        self.range = range
        self.timezone = timezone
        self.options = options
        self.log = log
        self.container = container
        self.availability = availability
        self.stretches = stretches
    }
}

/// Whose timeline it is.
package struct TimelineContainer: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    package var projectID: String?
    /// Nil where no pass over it was ever complete.
    package var coveredUntil: Instant?
    /// The last pass that saw it; nil while it is not gone.
    package var goneSince: Instant?

    package init(
        id: ContainerID,
        name: String?,
        projectID: String?,
        coveredUntil: Instant?,
        goneSince: Instant?
    ) {
        self.id = id
        self.name = name
        self.projectID = projectID
        self.coveredUntil = coveredUntil
        self.goneSince = goneSince
    }
}
