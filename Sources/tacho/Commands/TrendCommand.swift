internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Timelines

/// The lasting changes over the history.
struct TrendCommand: AsyncParsableCommand {
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

    func run() async throws {
        let now = try clientClock()()
        let (range, clock) = try range.rangeIfNamed(at: now)
        let wanted = try search.choices()
        let choices = try switches.choices(containers: selection.container, projects: selection.project)
        let known = try knowledge.instant(at: now, clock: clock)
        let write = try rendering.writer(
            protecting: store.files + switches.files,
            instants: InstantStyle(clock),
            style: output.style
        )
        let opened = try StoreQueries(path: store.path, choices: choices, asKnownAt: known, output: output)
        try write(try opened.trendReport(over: range, clock: clock, wanted))
    }
}
