internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Timelines

/// Every entry of a range.
struct EventsCommand: AnswerCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "List every entry of a range, of all containers, oldest first.",
        discussion: """
            The exit status is 3 if the log does not cover the range to its end.

            Example:
              tacho events --since 21:00
              tacho events 'prod-*' --period yesterday --no-automation
              tacho events --period 2026-W46 --format ndjson --output events.ndjson
            """
    )

    @Argument(help: ArgumentHelp("Only these containers, by id, name or glob.", valueName: "container"))
    var containers: [String] = []

    @OptionGroup var actors: ActorOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Number of entries to list, the oldest. (default: 1000 in text and Markdown, else all)",
            valueName: "count"
        )
    )
    var limit: Int?

    @OptionGroup var range: RangeOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var coverageOptions: CoverageOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<EventsReport>

    func validate() throws {
        try checkLimit(limit, "entry")
    }

    var coverage: CoverageOptions? { coverageOptions }
    var chosenContainers: [String] { selection.containers + containers }
    var chosenProjects: [String] { selection.projects }

    func answer(_: Void, from store: StoreQueries, over range: ReportRange) async throws -> EventsReport {
        let actors = actors.selection
        try store.checkActors(actors)
        let listed = limit ?? (rendering.isForPeople ? EventsReport.listedForPeople : nil)
        return try await store.eventsReport(of: actors, over: range, listed: listed)
    }
}

/// Makes sure that `--limit` leaves something to list, which `what` names.
func checkLimit(_ limit: Int?, _ what: String) throws {
    if let limit, limit < 1 {
        throw ValidationError("--limit \(limit): no \(what) would be listed; give 1 or more")
    }
}
