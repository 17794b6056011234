internal import Analysis
internal import Configuration
internal import Reporting
internal import Timelines

/// The switches that change what the figures count, with the configuration read.
struct AnalysisChoices {
    var paused = PausedCondition.down
    var restartGap = TimeSpan.seconds(120)
    var configuration = Configuration()
    /// Containers and projects as they were named; empty is all.
    var containers: [String] = []
    var projects: [String] = []

    /// How a report states them.
    func stated(listed: Int? = nil) -> ReportOptions {
        ReportOptions(
            paused: paused,
            restartGap: restartGap,
            containers: containers,
            projects: projects,
            maintenance: configuration.maintenance.names,
            actorRules: configuration.actorRules.count,
            listed: listed
        )
    }
}
