internal import Answers
internal import ArgumentParser
internal import Files
internal import Rendering
internal import Transparency

/// Whether the store holds what was received, or a proof what it says.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify that the store holds what was received, unchanged; or check a proof without the store.",
        discussion: """
            Exit status: 0 if everything holds, 1 if something does not.

            Example:
              tacho verify
              tacho verify --against fleet.checkpoint --key fleet.pub
              tacho verify --proof stop.tlog-proof --key fleet.pub
            """
    )

    @Option(
        name: .long,
        help: ArgumentHelp("Check that the log begins with this checkpoint, kept outside the store.", valueName: "file")
    )
    var against: String?

    @Option(name: .long, help: ArgumentHelp("Check the proof in this file instead of the store.", valueName: "file"))
    var proof: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Public key of the log; repeat it if the key has changed.", valueName: "file")
    )
    var key: [String] = []

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<VerificationReport>

    func validate() throws {
        guard !key.isEmpty || (proof == nil && against == nil) else {
            throw ValidationError("--\(proof == nil ? "against" : "proof") needs --key: who signed decides")
        }
    }

    func run() async throws {
        let keys = try KeyFiles.trusted(key)
        let write = try rendering.writer(protecting: files, instants: .utc, output: output)
        let report = try await report(keys)
        try write(report)
        guard !report.isIntact else { return }
        printError(report.firstComplaint)
        throw EarlyExit(status: .broken)
    }

    /// What no result is written over.
    private var files: ProtectedFiles {
        key.reduce(store.files + ProtectedFiles(against, "the checkpoint") + ProtectedFiles(proof, "the proof")) {
            $0 + ProtectedFiles($1, "the key")
        }
    }

    private func report(_ keys: TrustedKeys) async throws -> VerificationReport {
        let names = keys.verifiers.map(\.name)
        if let proof {
            return VerificationReport(
                asked: VerificationRequest(against: against, proof: proof, keys: names),
                proof: try proofFinding(in: proof, keys)
            )
        }
        let check = try StoreCheck(path: store.path, keys: keys, output: output)
        let (findings, outside) = try await check.findings(against: against)
        return VerificationReport(
            asked: VerificationRequest(store: store.path, against: against, keys: names),
            store: findings,
            outside: outside
        )
    }
}

extension VerifyCommand {
    private func proofFinding(in file: String, _ keys: TrustedKeys) throws -> ProofFinding {
        let bytes = try EvidenceFile.bytes(of: file, what: "the proof", option: "--proof")
        let older = try against.map { try EvidenceFile.note(in: $0, option: "--against") }
        do {
            return try ProofCheck(keys: keys).finding(of: bytes, older: older)
        } catch let error as QuestionError {
            throw Failure.usage("\(file): \(error.message)")
        } catch let error as EvidenceError {
            throw EvidenceError(error.code, "\(file): \(error.message)")
        }
    }
}
