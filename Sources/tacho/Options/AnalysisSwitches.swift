internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Foundation
internal import Periods
internal import Rendering
internal import ServiceLevels
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
        help: ArgumentHelp("The longest stop whose cause can be a restart.", valueName: "span")
    )
    private var restartLimit = SpanText(argument: "\(AnalysisOptions.defaultRestartLimit.milliseconds / 60_000)m")

    @Option(
        name: .long,
        help: ArgumentHelp("The longest pause between two stops of one outage.", valueName: "span")
    )
    private var outageGap = SpanText(argument: "\(AnalysisOptions.defaultOutageGap.milliseconds / 60_000)m")

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How long a container can be in creating, claiming, copying or deleting before it is stuck.",
            valueName: "span"
        )
    )
    private var stuckAfter = SpanText(argument: "\(AnalysisOptions.defaultStuckAfter.milliseconds / 3_600_000)h")

    @OptionGroup private var configuration: ConfigurationOptions

    /// The configuration file, found and read; with `--verbose` a line on standard error says which it is.
    func configuration(besideStore store: String, output: OutputOptions) throws -> ConfigurationFile {
        try configuration.file(besideStore: store, output: output)
    }

    /// The switches, for the containers that are named.
    func choices(
        _ file: ConfigurationFile,
        containers: [String],
        projects: [String]
    ) throws -> ConfiguredAnalysis {
        var choices = AnalysisChoices(containers: containers, projects: projects)
        choices.paused = paused
        choices.restartGap = try restartGap.span(of: "--restart-gap")
        choices.apply(file.configuration, hash: file.hash)
        choices.restartLimit = try restartLimit.span(of: "--restart-limit")
        choices.outageGap = try outageGap.span(of: "--outage-gap")
        choices.stuckAfter = try stuckAfter.span(of: "--stuck-after")
        return ConfiguredAnalysis(choices: choices, file: file)
    }
}

extension PausedCondition: ExpressibleByArgument {}

extension AnalysisChoices {
    /// Takes what a configuration declares; `hash` is that of its bytes, nil where there is none.
    mutating func apply(_ configuration: Configuration, hash: String?) {
        configurationHash = hash
        actorRules = configuration.actorRules
        maintenance = configuration.maintenance
        groups = configuration.groups
    }
}

/// The switches of an analysis, with where its configuration was read from.
struct ConfiguredAnalysis {
    var choices: AnalysisChoices
    var file: ConfigurationFile

    /// What was written and has no effect, in lines for a person; `known` are the containers of the store.
    func remarks(knowing known: [Container]) -> [String] {
        var remarks: [String] = []
        if let overlooked = file.overlooked {
            remarks.append(
                "\(overlooked): not read; rename it to \(ConfigurationFile.usualName), or name it by --config"
            )
        }
        guard !known.isEmpty else { return remarks }
        func complain(_ what: String, of globs: [IdleGlob]) {
            let texts = globs.map { $0.pattern + ($0.nearMiss.map { " (letter case counts: \($0))" } ?? "") }
            guard !texts.isEmpty else { return }
            remarks.append("\(file.path ?? ""): \(what) without effect: no container matches \(listing(texts))")
        }
        complain("maintenance", of: choices.maintenance.idleGlobs(among: known))
        complain("a part of groups", of: choices.groups.idleGlobs(among: known))
        let empty = choices.groups.emptyGroups(among: known)
        if !empty.isEmpty {
            remarks.append(
                "\(file.path ?? ""): no container is in \(empty.count == 1 ? "the group" : "the groups") \(listing(empty))"
            )
        }
        return remarks
    }
}
