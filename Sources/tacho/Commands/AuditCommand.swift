internal import Answers
internal import ArgumentParser
internal import Periods
internal import Rendering
internal import Timelines

/// What the platform changed or hid.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "What the platform changed or hid: amended and vanished entries, chain breaks, quarantine, drift.",
        discussion: """
            The range is of when it was noticed; without one, everything recorded is searched.

            Example:
              tacho audit
              tacho audit --container prod --period 7d --format json
            """
    )

    @OptionGroup var range: RangeOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .long, help: "text, csv or json.")
    var format: ResultFormat = .text

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp(
            "Output file, written atomically; - for standard output; a directory for csv.",
            valueName: "file"
        )
    )
    var destination: String?

    @Option(name: .long, help: ArgumentHelp("The one csv table that is printed.", valueName: "name"))
    var table: AuditTable?

    private var tabled: TabledOutput<AuditReport> {
        TabledOutput(format: format, table: table, destination: destination, protected: store.files)
    }

    func validate() throws {
        try tabled.validate()
    }

    func run() async throws {
        let (range, clock) = try range.rangeIfNamed(at: try clientClock()())
        let choices = AnalysisChoices(containers: selection.container, projects: selection.project)
        let write = try tabled.writer(instants: InstantStyle(clock), style: output.style)
        let opened = try StoreQueries(path: store.path, choices: choices)
        try write(try opened.auditReport(over: range, clock: clock))
    }
}

extension AuditTable: ExpressibleByArgument {}
