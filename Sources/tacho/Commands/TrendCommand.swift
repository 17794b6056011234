internal import Analysis
internal import ArgumentParser
internal import Periods
internal import Reporting
internal import Timelines

/// The lasting changes over the history.
struct TrendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract: "Lasting changes of start latency, restarts and availability, and what happened around them.",
        discussion: """
            Without a range, all that is covered is looked at. A change is no failure: the exit code is 0.

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

    @Option(name: .long, help: "text, csv or json.")
    var format: ResultFormat = .text

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp("Where it goes, whole or not at all; for csv a folder.", valueName: "file")
    )
    var destination: String?

    @Option(name: .long, help: ArgumentHelp("The one csv table that is printed.", valueName: "name"))
    var table: TrendTable?

    func validate() throws {
        if table != nil, format != .csv {
            throw ValidationError("--table goes with --format csv")
        }
        if format == .csv, table == nil, destination == nil {
            let names = TrendTable.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--format csv needs --output for a folder, or --table for one of \(names)")
        }
    }

    func run() async throws {
        let now = try clientClock()()
        let (range, clock) = try range.rangeIfNamed(at: now)
        let wanted = try search.choices()
        let choices = try switches.choices(containers: selection.container, projects: selection.project)
        let known = try knowledge.instant(at: now, clock: clock)
        let write = try writing(instants: InstantStyle(clock))
        let opened = try OpenedStore(path: store.path, choices: choices, asKnownAt: known, output: output)
        try write(try opened.trendReport(over: range, clock: clock, wanted))
    }

    /// Makes sure of the place where the trend goes, before it is computed, and gives what writes it there.
    private func writing(instants: InstantStyle) throws -> (TrendReport) throws -> Void {
        if format == .csv, table == nil {
            let folder = try destination.map(WrittenFolder.init)
            return { report in
                try folder?.write(
                    TrendTable.allCases.map { table in
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

extension TrendTable: ExpressibleByArgument {}
