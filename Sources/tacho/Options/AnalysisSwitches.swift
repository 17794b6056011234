internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Foundation
internal import Periods
internal import Rendering
internal import Study
internal import Timelines

/// The switches that change what the figures count.
struct AnalysisSwitches: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Treat paused containers as up, down or out of service.", valueName: "condition")
    )
    private var paused: PausedCondition = .down

    @Option(
        name: .long,
        help: ArgumentHelp("The longest stop that counts as a quick restart.", valueName: "span")
    )
    private var restartGap = SpanText(argument: "\(AnalysisOptions.defaultRestartGap.milliseconds / 1_000)s")

    @Option(
        name: .long,
        help: ArgumentHelp("Configuration file. (default: tacho.yml, if there is one)", valueName: "file")
    )
    private var config: String?

    /// The switches, with the configuration file read, for the containers that are named.
    func choices(containers: [String] = [], projects: [String] = []) throws -> ConfiguredAnalysis {
        let configuration = try configuration()
        var choices = AnalysisChoices(containers: containers, projects: projects)
        choices.paused = paused
        choices.restartGap = try restartGap.span(of: "--restart-gap")
        choices.actorRules = configuration.actorRules
        choices.maintenance = configuration.maintenance
        return ConfiguredAnalysis(
            choices: choices,
            file: config ?? AnalysisSwitches.usualFile,
            overlookedFile: overlookedFile
        )
    }

    /// What no result is written over.
    var files: ProtectedFiles { ProtectedFiles(file, "the configuration") }

    /// What is read where no file is named.
    static let usualFile = "tacho.yml"

    /// The usual file with the other ending of YAML, which is not read.
    private var overlookedFile: String? {
        let other = "tacho.yaml"
        return config == nil && FileManager.default.fileExists(atPath: other) ? other : nil
    }

    /// What the configuration file says; nothing where none is named and there is no `tacho.yml`.
    private func configuration() throws -> Configuration {
        guard let file else { return Configuration() }
        let input = try InputFile(
            file,
            what: "the configuration",
            limit: AnalysisSwitches.mostBytes,
            advice: "name it by --config"
        )
        return try Configuration(contents: Data(input.bytes), file: file)
    }

    private var file: String? {
        let usual = AnalysisSwitches.usualFile
        return config ?? (FileManager.default.fileExists(atPath: usual) ? usual : nil)
    }

    private static let mostBytes = 16 << 20
}

extension PausedCondition: ExpressibleByArgument {}

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
