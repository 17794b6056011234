internal import Answers
internal import ArgumentParser
internal import Files
internal import Storage
internal import Timelines
internal import Transparency

/// Writes proofs.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Write a proof that the log holds an entry, or that it begins with the log of an older checkpoint.",
        discussion: """
            The proof is for the newest recorded checkpoint; tacho checkpoint makes one. Check a proof with tacho verify \
            --proof, which does not need the store.

            Example:
              tacho prove 65f0c1d2e3a4b5c6d7e8f901 --output stop.tlog-proof
              tacho prove --from june.checkpoint --output june-to-now.proof
            """
    )

    @Argument(help: ArgumentHelp("Event id of the entry, as reports print it.", valueName: "event"))
    var event: String?

    @Option(name: .long, help: ArgumentHelp("Container of the entry, by id or name.", valueName: "id|name"))
    var container: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Instead of an entry, prove that the log begins with the log of this checkpoint.",
            valueName: "file"
        )
    )
    var from: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var destination: DestinationOptions

    func validate() throws {
        guard (event == nil) != (from == nil) else {
            throw ValidationError("give either the entry that is to be proved, by its event id, or --from")
        }
        guard from == nil || container == nil else {
            throw ValidationError("--container goes with an event id, not with --from")
        }
    }

    func run() throws {
        let place = try destination.place(protecting: store.files + ProtectedFiles(from, "the checkpoint"))
        let reader = try EventStoreReader.open(at: store.path)
        let proofs = StoreProofs(reader: reader)
        let proof: String
        if let event {
            let chosen = try ContainerSelection(containers: [container].compactMap(\.self)).ids(
                among: reader.containers()
            )
            proof = try proofs.entry(event, of: chosen).rendered
        } else {
            let older = try EvidenceFile.note(in: from ?? "", option: "--from")
            proof = try proofs.consistency(from: older, in: from ?? "").rendered
        }
        try place.write { receive in try receive(Array(proof.utf8)) }
    }
}
