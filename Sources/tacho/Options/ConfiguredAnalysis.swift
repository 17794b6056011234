internal import Answers
internal import Periods
internal import Rendering
internal import Timelines

/// The switches of an analysis, with where its configuration was read from.
struct ConfiguredAnalysis {
    var choices: AnalysisChoices
    /// The file that was read.
    var file: String
    /// A file that looks like the configuration and is not read.
    var overlookedFile: String?

    /// What was written and has no effect, in lines for a person; `known` are the containers of the store.
    func remarks(knowing known: [Container]) -> [String] {
        var remarks: [String] = []
        if let overlookedFile {
            remarks.append(
                "\(overlookedFile): not read; rename it to \(AnalysisSwitches.usualFile), or name it by --config"
            )
        }
        let idle = choices.maintenance.idleGlobs(among: known.map { (name: $0.name, id: $0.id) }).map { glob in
            glob.pattern + (glob.nearMiss.map { " (letter case counts: \($0))" } ?? "")
        }
        if !known.isEmpty, !idle.isEmpty {
            remarks.append("\(file): maintenance without effect: no container matches \(listing(idle))")
        }
        return remarks
    }
}
