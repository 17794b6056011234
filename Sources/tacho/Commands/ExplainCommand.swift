internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Timelines

/// Why a figure of the stability report is what it is.
struct ExplainCommand: AnswerCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a figure of the JSON report: the rule, the arithmetic and the entries behind it.",
        discussion: """
            The path is the one in the JSON report. Select an element of a list by its index, name, id, actor or event id. A path \
            to several figures lists them; without a path, all are listed. Use the range and the options of tacho report.

            Example:
              tacho explain fleet.restarts.count --period last-week
              tacho explain "containers[prod].availability.ratio" --period 2026-W46
              tacho explain fleet.latency.start.p95_ms --period 2026-W46 --format json
            """
    )

    @Argument(help: ArgumentHelp("Path of the figure in the JSON report.", valueName: "path"))
    var path = ""

    @OptionGroup var range: RangeOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<ExplainReport>

    var chosenContainers: [String] { selection.containers }
    var chosenProjects: [String] { selection.projects }

    func answer(_: Void, from store: StoreQueries, over range: ReportRange) async throws -> ExplainReport {
        try await store.explainReport(of: path, over: range)
    }

    func finish(_ report: ExplainReport) throws {
        guard !report.agrees else { return }
        printError("\(path): what the evidence gives is not what the report says; this is a defect, please report it")
        throw EarlyExit(status: .broken)
    }
}
