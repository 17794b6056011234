package import Periods
package import Study
package import Timelines

/// The switches that change what the figures count, and the containers that they are about.
package struct AnalysisChoices: Hashable, Sendable {
    /// What `paused` counts as.
    package var paused = PausedCondition.down
    /// The longest downtime of a quick restart.
    package var restartGap = TimeSpan.seconds(120)
    package var actorRules: [ActorRule] = []
    package var maintenance = MaintenanceSchedule()
    /// Containers and projects as they were named; empty is all.
    package var containers: [String] = []
    package var projects: [String] = []

    package init(containers: [String] = [], projects: [String] = []) {
        self.containers = containers
        self.projects = projects
    }

    /// How a report states them.
    func stated(listed: Int? = nil) -> ReportOptions {
        ReportOptions(
            paused: paused,
            restartGap: restartGap,
            containers: containers,
            projects: projects,
            maintenance: maintenance.names,
            actorRules: actorRules.count,
            listed: listed
        )
    }
}

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
