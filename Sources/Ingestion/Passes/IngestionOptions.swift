package import Timelines

/// What a run is to fetch.
package struct IngestionOptions: Hashable, Sendable {
    /// Ids of the projects whose containers are meant; empty for all.
    package var projects: [String]
    /// Ids or names of the containers that are meant; empty for all.
    package var containers: [String]
    /// Whether everything is read again, containers that are gone included.
    package var full: Bool
    /// Whether a pass may find most of the known containers gone at once; see `AbsentContainers`.
    package var allowsMassDisappearance: Bool
    /// From how long before the newest entry known a log is read again.
    package var overlap: TimeSpan
    /// How many containers are read at once, each with one request at a time; at least 1.
    package var concurrency: Int

    package init(
        projects: [String] = [],
        containers: [String] = [],
        full: Bool = false,
        allowsMassDisappearance: Bool = false,
        overlap: TimeSpan = .hours(24),
        concurrency: Int = 8
    ) {
        self.projects = projects
        self.containers = containers
        self.full = full
        self.allowsMassDisappearance = allowsMassDisappearance
        self.overlap = overlap
        self.concurrency = max(concurrency, 1)
    }
}
