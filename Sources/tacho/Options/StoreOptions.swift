internal import Answers
internal import ArgumentParser
internal import Files
internal import Ingestion
internal import StatusAPI
internal import Storage
internal import Timelines

/// Where the event store is.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .customLong("db"),
        help: ArgumentHelp("The event store. (env: TACHO_DB; default: ./tachograph.sqlite)", valueName: "path")
    )
    private var database: String?

    var path: String {
        database ?? environment("TACHO_DB") ?? "./tachograph.sqlite"
    }

    /// What no result is written over.
    var files: ProtectedFiles { ProtectedFiles(store: path) }
}

/// Which containers are looked at.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only these containers, by id, name or glob. Repeat the option, or write commas between them.",
            valueName: "id|name|glob"
        )
    )
    private var container: [CommaList<String>] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only containers of these projects. Repeat the option, or write commas between them.",
            valueName: "id"
        )
    )
    private var project: [CommaList<String>] = []

    /// Ids, names and globs; empty is all.
    var containers: [String] { container.flatMap(\.elements) }

    /// Ids; empty is all.
    var projects: [String] { project.flatMap(\.elements) }
}

extension StoreQueries {
    /// The store at `path` as it is now.
    init(path: String, choices: AnalysisChoices = AnalysisChoices()) throws {
        try self.init(try StoreHistories(StoreSnapshot.open(at: path)), choices: choices)
    }

    /// What the snapshot shows as it was at `instant`, of which a line on standard error tells; as it is now where that is nil.
    /// Prints which settings have no effect on it.
    ///
    /// Throws: `Failure` with status 3 where none of the chosen containers has ever been read completely.
    ///
    /// No report states the instant: it is to be the one that could have been made then, byte for byte.
    init(
        _ snapshot: StoreSnapshot,
        choices: ConfiguredAnalysis,
        asKnownAt instant: Instant?,
        output: OutputOptions
    ) throws {
        let histories =
            try instant.map { try StoreHistories(snapshot, asKnownAt: $0, output: output) } ?? StoreHistories(snapshot)
        try self.init(histories, choices: choices.choices)
        for remark in choices.remarks(knowing: histories.containers) { output.printStatus(remark) }
        guard hasCompletePass else {
            let which = choices.choices.containers.isEmpty && choices.choices.projects.isEmpty ? "no" : "no chosen"
            let then = instant.map { "\(which) container had been read completely by \($0.iso8601)" }
            throw Failure(
                status: .partial,
                message:
                    "\(snapshot.path): \(then ?? "\(which) container has been read completely yet; run tacho ingest")"
            )
        }
    }
}

extension StoreHistories {
    fileprivate init(_ snapshot: StoreSnapshot) throws {
        try self.init(try snapshot.readers(), of: snapshot)
    }

    fileprivate init(_ snapshot: StoreSnapshot, asKnownAt instant: Instant, output: OutputOptions) throws {
        let line = output.logProgressLine
        let known = try snapshot.known(at: instant) { line?.show($0) }
        line?.clear()
        try self.init(known.readers, of: snapshot)
        output.printStatus(
            "as known at \(instant.iso8601): the first \(log.size) of \(known.whole.size) observations"
        )
    }

    private init(_ readers: [EventStoreReader], of snapshot: StoreSnapshot) throws {
        guard let first = readers.first else {
            throw Failure(status: .inputOutput, message: "\(snapshot.path): no reader")
        }
        self.init(first, readers.dropFirst())
    }
}

// An ingest requests its pages from the API and keeps them in the event store.
extension StatusAPIClient: StatusLogSource {}
extension EventStore: EventLog {}
