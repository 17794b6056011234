internal import ArgumentParser
internal import Files
internal import Ingestion
internal import StatusAPI
internal import Storage
internal import Timelines

/// Pages every container's status log into the store.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read every container's status log into the store; a second run fetches only what is new.",
        discussion: """
            Example:
              HOODY_TOKEN=… tacho ingest --base-url https://api.hoody.icu --db fleet.sqlite
            """
    )

    @OptionGroup var api: APIOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .long, help: ArgumentHelp("Number of containers to read at once.", valueName: "count"))
    var concurrency = 8

    @Flag(name: .long, help: "Read everything again, including containers that are gone.")
    var full = false

    @Flag(name: .long, help: "Accept that most known containers are gone.")
    var gone = false

    @Option(
        name: .long,
        help: ArgumentHelp("How much of each log to read again before its newest known entry.", valueName: "span")
    )
    var overlap: SpanText = "24h"

    @Option(
        name: .long,
        help: ArgumentHelp("Sign the log afterwards and write the checkpoint to this file.", valueName: "file")
    )
    var checkpointFile: String?

    @Option(name: .long, help: ArgumentHelp("Private key that signs the checkpoint.", valueName: "file"))
    var key: String?

    func validate() throws {
        guard (checkpointFile == nil) == (key == nil) else {
            throw ValidationError("--checkpoint-file and --key go together; tacho keys new makes a key")
        }
        guard 1...256 ~= concurrency else {
            throw ValidationError("--concurrency \(concurrency) is not between 1 and 256")
        }
    }

    func run() async throws {
        let now = try clientClock()
        let client = try api.client(now: now, observe: output.showAttempt)
        let path = store.path
        let checkpoint = try CheckpointKeeping(
            file: checkpointFile,
            key: key,
            store: path,
            protected: store.files + api.files,
            now: now
        )
        let options = IngestionOptions(
            projects: selection.projects,
            containers: selection.containers,
            full: full,
            allowsMassDisappearance: gone,
            overlap: try overlap.span(of: "--overlap"),
            concurrency: concurrency
        )
        // Longer than another run over a quiet fleet takes.
        let patience = TimeSpan.minutes(1)
        let showsBar = StandardStream.error.isCapableTerminal && !output.quiet && !output.verbose
        let bar = showsBar ? ProgressBar() : nil
        let result = try await interruptible {
            let store = try await EventStore.open(at: path, waitingAtMost: patience) { printWaiting(for: $0, path) }
            let ingestion = IngestionRun(
                options: options,
                source: client,
                log: store,
                now: now,
                progress: { bar?.show($0) }
            )
            defer { bar?.clear() }
            let result: IngestionResult
            do {
                result = try await ingestion.run()
            } catch {
                // Why the run failed is what counts, whatever closing says.
                try? await store.abandon()
                throw error
            }
            try await store.close()
            return result
        }
        printSummary(of: result)
        try await checkpoint?.renew()
        if result.status != .done { throw EarlyExit(status: result.status) }
    }

    private func printSummary(of result: IngestionResult) {
        for complaint in result.complaints { printError(complaint) }
        if let remark = result.endingRemark { printError(remark) }
        if !output.quiet { printError("\(store.path): \(result.summary)") }
    }
}
