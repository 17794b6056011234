internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Timelines

/// The lasting changes over the history.
struct TrendCommand: AnswerCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract: "Find lasting changes of start latency, restarts and availability, and what happened around them.",
        discussion: """
            Without a range, the whole covered history is searched. The exit status is 0 even if a \
            change is found.

            Example:
              tacho trend
              tacho trend --container prod --metric start-latency --bucket week
              tacho trend --group-by container --from -90d --format json
            """
    )

    @OptionGroup var range: RangeOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var search: TrendSettings
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<TrendReport>

    var chosenContainers: [String] { selection.containers }
    var chosenProjects: [String] { selection.projects }

    func question(over range: ReportRange, at present: Present) throws -> TrendChoices {
        try search.choices()
    }

    func answer(_ question: TrendChoices, from store: StoreQueries, over range: ReportRange) async throws -> TrendReport
    {
        let interval = self.range.namesRange ? range.interval : nil
        return try await store.trendReport(over: interval, clock: range.clock, question)
    }
}
