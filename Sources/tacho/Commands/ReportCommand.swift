internal import ArgumentParser
internal import Periods
internal import Reporting
internal import Timelines

/// The stability report of a range.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "The stability report of a range: availability, downtime, restarts, latency, who did what.",
        discussion: """
            Example:
              tacho report --period last-week --timezone Europe/Berlin
              tacho report --period 2026-11 --format csv --output november
              tacho report --period 2026-W46 --as-known-at 2026-11-16T07:00:00Z
            """
    )

    @OptionGroup var range: RangeOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .long, help: "text, csv or json.")
    var format: ResultFormat = .text

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp("Where it goes, whole or not at all; for csv a folder.", valueName: "file")
    )
    var destination: String?

    @Option(name: .long, help: ArgumentHelp("The one csv table that is printed.", valueName: "name"))
    var table: CSVTable?

    @Flag(name: .long, help: "Verify the store first; where it is not intact there is no report.")
    var verify = false

    func validate() throws {
        if table != nil, format != .csv {
            throw ValidationError("--table goes with --format csv")
        }
        if format == .csv, table == nil, destination == nil {
            let names = CSVTable.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--format csv needs --output for a folder, or --table for one of \(names)")
        }
    }

    func run() async throws {
        let now = try clientClock()()
        let wanted = try range.range(at: now)
        let choices = try switches.choices(containers: selection.container, projects: selection.project)
        let known = try knowledge.instant(at: now, clock: wanted.clock)
        let write = try writing(instants: InstantStyle(wanted.clock))
        if verify { try await StoreCheck(path: store.path, output: output).demandIntact() }
        let opened = try OpenedStore(path: store.path, choices: choices, asKnownAt: known, tell: output.tell)
        try write(try await opened.stabilityReport(over: wanted, listed: format.listed))
    }

    /// Makes sure of the place where the report goes, before it is computed, and gives what writes it there.
    private func writing(instants: InstantStyle) throws -> (StabilityReport) throws -> Void {
        if format == .csv, table == nil {
            let folder = try destination.map(WrittenFolder.init)
            return { report in
                try folder?.write(
                    CSVTable.allCases.map { table in
                        (table.fileName, { receive in try report.writeCSV(table) { try receive($0) } })
                    }
                )
            }
        }
        let place = try Destination(destination)
        return { [format, table, style = output.style] report in
            try place.write { receive in
                switch format {
                case .text: try receive(Array(report.text(instants: instants, style: style).utf8))
                case .json: try report.writeJSON { try receive($0) }
                case .csv: try table.map { try report.writeCSV($0) { try receive($0) } }
                }
            }
        }
    }
}

extension CSVTable: ExpressibleByArgument {}
