internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Timelines

/// A container's states over a range.
struct TimelineCommand: AnswerCommand {
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

    var chosenContainers: [String] { [container] }
    var chosenProjects: [String] { [] }

    func answer(_: Void, from store: StoreQueries, over range: ReportRange) throws -> TimelineReport {
        try store.timelineReport(over: range)
    }
}
