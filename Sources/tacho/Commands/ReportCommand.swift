internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Storage
internal import Timelines

/// The stability report of a range.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report the stability of a range: availability, downtime, restarts, latency, who did what.",
        discussion: """
            Example:
              tacho report --period last-week --timezone Europe/Berlin
              tacho report --period 2026-W46 --compare previous
              tacho report --period 2026-11 --format csv --output november
              tacho report --period 2026-W46 --as-known-at 2026-11-16T07:00:00Z
            """
    )

    @OptionGroup var range: RangeOptions
    @OptionGroup var comparison: ComparisonOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<StabilityReport>

    @Flag(name: .long, help: "Verify the store first; write no report if it is not intact.")
    var verify = false

    /// How many windows and restarts a person is shown, the worst; a file for programs has all.
    static let listedForPeople = 10

    func validate() throws {
        if rendering.tableName == "comparison", !comparison.isAsked {
            throw ValidationError("--table comparison goes with --compare, such as --compare previous")
        }
    }

    func run() async throws {
        let now = try clientClock()()
        let wanted = try range.range(at: now)
        let earlier = try comparison.earlier(than: wanted, at: now)
        let choices = try switches.choices(containers: selection.container, projects: selection.project)
        let known = try knowledge.instant(at: now, clock: wanted.clock)
        let write = try rendering.writer(
            protecting: store.files + switches.files,
            instants: InstantStyle(wanted.clock),
            style: output.style
        )
        let snapshot =
            verify
            ? try await StoreCheck(path: store.path, output: output).intactSnapshot()
            : try StoreSnapshot.open(at: store.path)
        let opened = try StoreQueries(snapshot, choices: choices, asKnownAt: known, output: output)
        let listed = rendering.isForPeople ? ReportCommand.listedForPeople : nil
        if let earlier {
            try write(try await opened.stabilityReport(over: wanted, comparedWith: earlier, listed: listed))
        } else {
            try write(try await opened.stabilityReport(over: wanted, listed: listed))
        }
    }
}
