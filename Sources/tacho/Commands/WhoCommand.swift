internal import ArgumentParser
internal import Reporting
internal import Storage
internal import Timelines

/// Who brought containers into a status.
struct WhoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "who",
        abstract: "Who brought containers into a status, when, how, and what it cost; newest first.",
        discussion: """
            Example:
              tacho who stopped prod
              tacho who failed --period 7d --format json
            """
    )

    @Argument(help: ArgumentHelp("The status, as the platform writes it.", valueName: "status"))
    var status = "stopped"

    @Argument(help: ArgumentHelp("Only these containers, by id or name.", valueName: "container"))
    var containers: [String] = []

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
        help: ArgumentHelp("Where it goes, whole or not at all.", valueName: "file")
    )
    var destination: String?

    /// What fits a screen; a file for machines has all.
    private static let entriesInText = 20

    func run() async throws {
        let now = try clientClock()()
        let (range, clock) = try range.rangeIfNamed(at: now)
        let choices = try switches.choices(containers: selection.container + containers, projects: selection.project)
        let known = try knowledge.instant(at: now, clock: clock)
        let place = try Destination(destination)
        let opened = try OpenedStore(path: store.path, choices: choices, asKnownAt: known, tell: output.tell)
        try checkIsStatus(opened.reader)
        let listed = format == .text ? Self.entriesInText : nil
        let report = try opened.whoReport(status: status, over: range, clock: clock, listed: listed)
        try place.write { receive in
            switch format {
            case .text:
                try receive(Array(report.text(instants: InstantStyle(clock), style: output.style).utf8))
            case .json: try report.writeJSON { try receive($0) }
            case .csv: try report.writeCSV { try receive($0) }
            }
        }
    }

    /// A container's name in the place of the status is a slip that an empty answer would hide.
    private func checkIsStatus(_ reader: EventStoreReader) throws {
        guard reader.symbols.symbol(of: status) == nil,
            reader.containers().contains(where: { $0.name == status || $0.id.text == status })
        else { return }
        throw Failure.usage("\(status) is a container; name the status first: tacho who stopped \(status)")
    }
}
