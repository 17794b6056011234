internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Periods
internal import Rendering
internal import Timelines

/// What the platform changed or hid.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract:
            "Show what the platform changed or hid: amended and vanished entries, chain breaks, quarantine, drift.",
        discussion: """
            The range selects findings by when they were noticed. Without a range, everything \
            recorded is searched.

            Example:
              tacho audit
              tacho audit --container prod --period 7d --format json
            """
    )

    @OptionGroup var range: RangeOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<AuditReport>

    func run() async throws {
        let file = try configuration.file(besideStore: store.path, output: output)
        let asked = try range.range(at: Present(try clientClock()()), file.configuration.clock)
        let choices = AnalysisChoices(containers: selection.containers, projects: selection.projects)
        let write = try rendering.writer(
            protecting: store.files + file.protected,
            instants: InstantStyle(asked.clock),
            output: output
        )
        let opened = try StoreQueries(path: store.path, choices: choices)
        try write(try await opened.auditReport(over: range.namesRange ? asked.interval : nil, clock: asked.clock))
    }
}
