internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Study
internal import Timelines

/// Who brought containers into a status, or did an operation.
struct WhoCommand: AnswerCommand {
    static let configuration = CommandConfiguration(
        commandName: "who",
        abstract:
            "Show who brought containers into a status, or did an operation: when, how, and what it cost.",
        discussion: """
            The status is one of the platform's (stopped, failed, paused, running, …), the operation one of start, stop, \
            force-stop, restart, pause, resume, provision, fail, other, or whatever else the entries say.

            Example:
              tacho who stopped prod
              tacho who force-stop 'web-*' prod --no-automation
              tacho who failed --period 7d --format json
            """
    )

    @Argument(help: ArgumentHelp("Status or operation, as the platform writes it.", valueName: "status"))
    var status = "stopped"

    @Argument(help: ArgumentHelp("Only these containers, by id, name or glob.", valueName: "container"))
    var containers: [String] = []

    @OptionGroup var actors: ActorOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Number of entries to list, as for --all. (default: 20 in text and Markdown, else all)",
            valueName: "count"
        )
    )
    var limit: Int?

    @Flag(name: .long, help: "List everything that was found below the answer.")
    var all = false

    @OptionGroup var range: RangeOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var coverageOptions: CoverageOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<WhoReport>

    func validate() throws {
        try checkLimit(limit, "answer")
    }

    var coverage: CoverageOptions? { coverageOptions }
    var chosenContainers: [String] { selection.containers + containers }
    var chosenProjects: [String] { selection.projects }

    func question(over range: ReportRange, at present: Present) -> Present { present }

    func answer(_ present: Present, from store: StoreQueries, over range: ReportRange) async throws -> WhoReport {
        let question = WhoQuestion(try store.subject(named: status), by: actors.selection)
        try store.checkActors(question.actors)
        let listed = limit ?? (rendering.isForPeople ? WhoReport.listedForPeople : nil)
        let interval = self.range.namesRange ? range.interval : nil
        var report = try await store.whoReport(question, over: interval, clock: range.clock, listed: listed)
        report.listsAll = all || limit != nil
        // A reading after now is one by another clock.
        if let readSince = report.figures.coverage.readSince, readSince <= present.now {
            report.readingAge = present.now - readSince
        }
        return report
    }
}
