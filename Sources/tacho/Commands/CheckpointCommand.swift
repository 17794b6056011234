internal import ArgumentParser
internal import Files
internal import Storage
internal import Transparency

/// Signs what the log holds now.
struct CheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Sign the current log, record the checkpoint in the store and print it; keep it away from the store.",
        discussion: """
            Example:
              tacho checkpoint --key fleet.key > fleet.checkpoint
            """
    )

    @Option(name: .long, help: ArgumentHelp("Private key, made by tacho keys new.", valueName: "file"))
    var key: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var destination: DestinationOptions

    func run() async throws {
        let signer = try KeyFiles.signer(key)
        let place = try destination.place(protecting: store.files + ProtectedFiles(key, "the key"))
        let signing = CheckpointSigning(path: store.path, signer: signer, now: try clientClock())
        let note = try await signing.sign { [path = store.path] in printWaiting(for: $0, path) }
        try place.write { receive in try receive(Array(note.rendered.utf8)) }
    }
}
