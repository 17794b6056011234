internal import ArgumentParser
internal import Files

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
        parsing: .upToNextOption,
        help: ArgumentHelp("Only these containers, by id, name or glob.", valueName: "id|name|glob")
    )
    var container: [String] = []

    @Option(
        name: .long,
        parsing: .upToNextOption,
        help: ArgumentHelp("Only containers of these projects.", valueName: "id")
    )
    var project: [String] = []
}
