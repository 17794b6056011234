package import Study
package import Timelines

/// The switches under which a report was computed, so that it can be computed again.
///
/// The report's `LogState` says what had been recorded by then: a report that is made again as known then is the same.
package struct ReportOptions: Hashable, Sendable {
    /// Where `--paused` put the status `paused`.
    package var paused: PausedCondition
    /// The longest window that still was a quick restart.
    package var restartGap: TimeSpan
    /// `--container` as given; empty is all.
    package var containers: [String]
    /// `--project` as given; empty is all.
    package var projects: [String]
    /// The names of the maintenance windows that the configuration declares, in its order.
    package var maintenance: [String]
    /// How many actor rules the configuration holds.
    package var actorRules: Int
    /// The most windows, restarts or entries that are listed; nil is all. No total depends on it.
    package var listed: Int?

    package init(
        paused: PausedCondition = .down,
        restartGap: TimeSpan = .seconds(120),
        containers: [String] = [],
        projects: [String] = [],
        maintenance: [String] = [],
        actorRules: Int = 0,
        listed: Int? = nil
    ) {
        self.paused = paused
        self.restartGap = restartGap
        self.containers = containers
        self.projects = projects
        self.maintenance = maintenance
        self.actorRules = actorRules
        self.listed = listed
    }
}
