internal import ArgumentParser
internal import Periods
internal import Reporting
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
        help: ArgumentHelp("Where it goes, whole or not at all; for csv a folder.", valueName: "file")
    )
    var destination: String?

    @Option(name: .long, help: ArgumentHelp("The one csv table that is printed.", valueName: "name"))
    var table: AuditTable?

    func validate() throws {
        if table != nil, format != .csv {
            throw ValidationError("--table goes with --format csv")
        }
        if format == .csv, table == nil, destination == nil {
            let names = AuditTable.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--format csv needs --output for a folder, or --table for one of \(names)")
        }
    }

    func run() async throws {
        let (range, clock) = try range.rangeIfNamed(at: try clientClock()())
        let choices = AnalysisChoices(containers: selection.container, projects: selection.project)
        let write = try writing(instants: InstantStyle(clock))
        let opened = try OpenedStore(path: store.path, choices: choices)
        try write(try opened.auditReport(over: range, clock: clock))
    }

    /// Makes sure of the place where the audit goes, before it is computed, and gives what writes it there.
    private func writing(instants: InstantStyle) throws -> (AuditReport) throws -> Void {
        if format == .csv, table == nil {
            let folder = try destination.map(WrittenFolder.init)
            return { report in
                try folder?.write(
                    AuditTable.allCases.map { table in
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

extension AuditTable: ExpressibleByArgument {}
