internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Storage

/// Writes a first configuration.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a first tacho.yml from what the store shows: groups, their hours, actors.",
        discussion: """
            Groups come from the beginnings of names and from projects; hours from containers that are switched off and on at \
            the same times on most weekdays. Comments say what each part is based on. A file that is there is never changed.

            Example:
              tacho init --timezone Europe/Berlin
              tacho init --output -
            """
    )

    @Option(
        name: [.long, .customLong("tz")],
        help: ArgumentHelp(
            "Time zone of the hours, such as Europe/Berlin. (env: TACHO_TIMEZONE; default: UTC)",
            valueName: "zone"
        )
    )
    var timezone: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("File to make; - is standard output.", valueName: "file")
    )
    var output = ConfigurationFile.usualName

    @OptionGroup var store: StoreOptions
    @OptionGroup var options: OutputOptions

    func run() async throws {
        var request = RangeRequest(
            timeZone: timezone ?? environment("TACHO_TIMEZONE"),
            timeZoneSource: timezone == nil ? "TACHO_TIMEZONE" : "--timezone"
        )
        request.defaultClock = .utc
        let clock = try request.clock()
        if output != "-" { try NewFile.check(output, advice: advice) }
        let now = try clientClock()()
        let queries = try StoreQueries(path: store.path, choices: AnalysisChoices())
        guard queries.hasCompletePass else {
            throw Failure(
                status: .partial,
                message: "\(store.path): no container has been read completely yet; run tacho ingest"
            )
        }
        let end = try queries.endOfDraft(at: now)
        let draft = try await queries.configurationDraft(until: end, clock: clock)
        guard output != "-" else {
            try StandardStream.output.write(Array(draft.text.utf8))
            return
        }
        try NewFile.create(output, mode: 0o644, text: draft.text, advice: advice)
        let hours = draft.groups.count { $0.hours != nil }
        let grouped = draft.containers - draft.ungrouped
        let found = "\(counted(draft.groups.count, "group")), \(hours) with hours, of \(grouped) of "
        let all = "\(counted(draft.containers, "container")); read it, then run tacho report"
        options.printStatus("\(output): \(found)\(all)".withPlainBlanks)
    }

    private var advice: String { "a configuration is never overwritten; name another file by --output" }
}
