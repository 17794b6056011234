internal import ArgumentParser
internal import Files

/// Where the event store is.
struct StoreOptions: ParsableArguments {
    @Option(name: .customLong("db"), help: ArgumentHelp("The event store (or TACHO_DB).", valueName: "path"))
    private var database: String?

    var path: String {
        database ?? environment("TACHO_DB") ?? "./tachograph.sqlite"
    }

    /// What no result is written over.
    var files: ProtectedFiles { ProtectedFiles(store: path) }
}
