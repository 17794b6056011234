package import Periods
package import ServiceLevels
package import Study
package import Timelines

/// The switches that change what the figures count, and the containers that they are about. A report states them, so that it can be
/// computed again.
package struct AnalysisChoices: Hashable, Sendable {
    /// What `paused` counts as (`--paused`).
    package var paused = PausedCondition.down
    /// The longest downtime of a quick restart (`--restart-gap`).
    package var restartGap = AnalysisOptions.defaultRestartGap
    /// The longest pause between the windows of one outage (`--outage-gap`).
    package var outageGap = AnalysisOptions.defaultOutageGap
    /// The longest window whose cause can be a restart (`--restart-limit`).
    package var restartLimit = AnalysisOptions.defaultRestartLimit
    /// How long a container can be in a status that should not last before it is stuck (`--stuck-after`).
    package var stuckAfter = AnalysisOptions.defaultStuckAfter
    /// The SHA-256 of the configuration's bytes, in hex; nil where no configuration was found.
    package var configurationHash: String?
    /// Those of the configuration.
    package var actorRules: [ActorRule] = []
    /// The maintenance that the configuration declares.
    package var maintenance = MaintenanceSchedule()
    /// The groups that the configuration declares, with the one of all other containers.
    package var groups = GroupList()
    /// `--container` as given; empty is all.
    package var containers: [String] = []
    /// `--project` as given; empty is all.
    package var projects: [String] = []
    /// The most windows, restarts or entries that a report lists; nil is all. No total depends on it.
    package var listed: Int?

    package init(containers: [String] = [], projects: [String] = []) {
        self.containers = containers
        self.projects = projects
    }

    /// The same for a report that lists so many.
    func listing(_ listed: Int?) -> AnalysisChoices {
        var choices = self
        choices.listed = listed
        return choices
    }
}
