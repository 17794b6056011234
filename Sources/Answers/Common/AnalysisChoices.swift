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
