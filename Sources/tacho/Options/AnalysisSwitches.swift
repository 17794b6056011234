internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Foundation
internal import Study
internal import Timelines

/// The switches that change what the figures count.
struct AnalysisSwitches: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("What paused counts as: up, down or out (of service).", valueName: "condition")
    )
    private var paused: PausedCondition = .down

    @Option(
        name: .long,
        help: ArgumentHelp("The longest stop that still is a quick restart, such as 120s.", valueName: "span")
    )
    private var restartGap = TimeSpan.seconds(120)

    @Option(
        name: .long,
        help: ArgumentHelp("The configuration; without it tacho.yml, if there is one.", valueName: "file")
    )
    private var config: String?

    /// The switches, with the configuration file read, for the containers that are named.
    func choices(containers: [String] = [], projects: [String] = []) throws -> ConfiguredAnalysis {
        let configuration = try configuration()
        var choices = AnalysisChoices(containers: containers, projects: projects)
        choices.paused = paused
        choices.restartGap = restartGap
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

extension TimeSpan: ExpressibleByArgument {
    /// Reads a count with a unit, such as `500ms`, `120s`, `2m`, `24h` or `7d`; seconds without one.
    public init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits), count <= 1_000_000_000 else { return nil }
        switch argument.dropFirst(digits.count) {
        case "ms": self.init(milliseconds: count)
        case "", "s": self = .seconds(count)
        case "m": self = .minutes(count)
        case "h": self = .hours(count)
        case "d": self = .days(count)
        default: return nil
        }
    }

    /// The longest unit that divides it, as it can be given.
    public var defaultValueDescription: String {
        let units: [(TimeSpan, String)] = [(.days(1), "d"), (.hours(1), "h"), (.minutes(1), "m"), (.seconds(1), "s")]
        let unit = units.first { milliseconds != 0 && milliseconds % $0.0.milliseconds == 0 }
        return unit.map { "\(milliseconds / $0.0.milliseconds)\($0.1)" } ?? "\(milliseconds)ms"
    }
}
