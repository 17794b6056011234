internal import Answers
internal import Configuration
internal import Rendering
internal import Study
internal import Timelines

/// The switches that change what the figures count, with the configuration read.
struct AnalysisChoices {
    var paused = PausedCondition.down
    var restartGap = TimeSpan.seconds(120)
    var configuration = Configuration()
    /// The file that it was read from.
    var configurationFile = AnalysisSwitches.usualFile
    /// A file that looks like the configuration and is not read.
    var overlookedFile: String?
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

extension AnalysisChoices {
    /// What was written and has no effect, in lines for a person; `known` are the containers of the store.
    func remarks(knowing known: [Container]) -> [String] {
        var remarks: [String] = []
        if let overlookedFile {
            remarks.append(
                "\(overlookedFile): not read; rename it to \(AnalysisSwitches.usualFile), or name it by --config"
            )
        }
        let idle = configuration.maintenance.idleGlobs(among: known.map { (name: $0.name, id: $0.id) }).map { glob in
            glob.pattern + (glob.nearMiss.map { " (letter case counts: \($0))" } ?? "")
        }
        if !known.isEmpty, !idle.isEmpty {
            remarks.append("\(configurationFile): maintenance without effect: no container matches \(listing(idle))")
        }
        return remarks
    }
}
