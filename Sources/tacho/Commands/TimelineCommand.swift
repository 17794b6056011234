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
        abstract: "A container's states over a range, entry by entry.",
        discussion: """
            Example:
              tacho timeline prod --period 2026-W46
            """
    )

    @Argument(help: ArgumentHelp("The container, by id or name.", valueName: "container"))
    var container: String

    @OptionGroup var range: RangeOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .long, help: "text, csv or json.")
    var format: ResultFormat = .text

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp("Output file, written atomically; - for standard output.", valueName: "file")
    )
    var destination: String?

    func run() async throws {
        let now = try clientClock()()
        let wanted = try range.range(at: now)
        let choices = try switches.choices(containers: [container])
        let known = try knowledge.instant(at: now, clock: wanted.clock)
        let place = try Destination(destination, protected: store.files + switches.files)
        let opened = try StoreQueries(path: store.path, choices: choices, asKnownAt: known, output: output)
        let report = try opened.timelineReport(over: wanted)
        try place.write { receive in
            switch format {
            case .text:
                try receive(Array(report.text(instants: InstantStyle(wanted.clock), style: output.style).utf8))
            case .json: try report.writeJSON { try receive($0) }
            case .csv: try report.writeCSV { try receive($0) }
            }
        }
    }
}
