internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Timelines

/// A container's states over a range.
struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Show the states of a container over a range, entry by entry.",
        discussion: """
            Example:
              tacho timeline prod --period 2026-W46
            """
    )

    @Argument(help: ArgumentHelp("Container, by id or name.", valueName: "container"))
    var container: String

    @OptionGroup var range: RangeOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<TimelineReport>

    func run() async throws {
        let now = try clientClock()()
        let wanted = try range.range(at: now)
        let choices = try switches.choices(containers: [container])
        let known = try knowledge.instant(at: now, clock: wanted.clock)
        let write = try rendering.writer(
            protecting: store.files + switches.files,
            instants: InstantStyle(wanted.clock),
            style: output.style
        )
        let opened = try StoreQueries(path: store.path, choices: choices, asKnownAt: known, output: output)
        try write(try opened.timelineReport(over: wanted))
    }
}
