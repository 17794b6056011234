internal import ArgumentParser
internal import Storage
internal import Timelines

/// Makes the projections again.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Drop what was computed from the observations in the store, and compute it again.",
        discussion: """
            Example:
              tacho rebuild --db fleet.sqlite
            """
    )

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try checkIsThere()
        let opened = try await EventStore.open(at: store.path, toRebuild: true)
        let line = output.logProgressLine
        try await opened.rebuild { line?.show($0) }
        line?.clear()
        let log = try await opened.log()
        try await opened.close()
        if !output.quiet { printError("\(store.path): rebuilt from \(log.size) observations") }
    }

    /// Opening for writing would make a store where there is none.
    private func checkIsThere() throws {
        do {
            _ = try EventStoreReader.open(at: store.path)
        } catch {
            switch error.code {
            case .olderVersion:
                output.printStatus("\(store.path): made by an older version of tacho; it is brought up to date")
            // What is made anew need not be whole; opening the store for it says where anything else isn't.
            case .damaged: break
            default: throw error
            }
        }
    }
}
