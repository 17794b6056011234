internal import ArgumentParser
internal import Storage

/// Makes the projections again.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Drop what was computed from the observations in the store and make it again.",
        discussion: """
            Example:
              tacho rebuild --db fleet.sqlite
            """
    )

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        // Opening for writing would make a store where there is none.
        _ = try EventStoreReader.open(at: store.path)
        let opened = try await EventStore.open(at: store.path)
        try await opened.rebuild()
        let log = try await opened.logIdentity()
        try await opened.close()
        if !output.quiet { say("\(store.path): rebuilt from \(log.size) observations") }
    }
}
