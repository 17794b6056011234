internal import Reporting
internal import Storage
internal import Timelines
internal import Transparency

/// Verifies a store, and holds it against a checkpoint from outside.
struct StoreCheck {
    let path: String
    let keys: TrustedKeys
    private let progress: LogProgressLine?

    /// `keys` check the signatures of checkpoints; without any, these are not looked at.
    init(path: String, keys: TrustedKeys = TrustedKeys(), output: OutputOptions) {
        self.path = path
        self.keys = keys
        progress = output.logProgressLine
    }

    /// What the store is found to hold, its checkpoints' signatures included where keys are given.
    func findings() async throws -> StoreFindings {
        let begun = ContinuousClock.now
        var findings: StoreFindings
        do {
            defer { progress?.clear() }
            findings = StoreFindings(try await StoreVerification.run(path) { [progress] in progress?.show($0) })
            try addSignatures(to: &findings)
        } catch let error as StorageError where error.code == .damaged {
            findings = StoreFindings(unreadable: path, error)
        }
        findings.took = TimeSpan(milliseconds: Int64((ContinuousClock.now - begun) / .milliseconds(1)))
        return findings
    }

    /// Ends the command with status 1 where anything in the store is not as it has to be.
    func demandIntact() async throws {
        guard let foremost = try await findings().foremost else { return }
        throw Failure(
            status: .broken,
            message: "\(path): not intact, so there is no report; \(foremost.summary); see tacho verify"
        )
    }

    /// Whether the log begins with the one of the checkpoint in `file`.
    func finding(against file: String) throws -> CheckpointFinding {
        let note = try EvidenceFile.note(in: file, option: "--against")
        var checkpoint: Checkpoint?
        do {
            let read = try EvidenceFile.verdict(of: file) { try keys.checkpoint(of: note) }
            checkpoint = read
            try EventStoreReader.open(at: path).checkBeginsWith(read)
            return CheckpointFinding(read)
        } catch let error as EvidenceError {
            return CheckpointFinding(
                origin: checkpoint?.origin,
                log: checkpoint.map { LogState($0) },
                complaint: error.message
            )
        } catch let error as StorageError where error.code == .damaged {
            return CheckpointFinding(complaint: error.message)
        }
    }

    /// A recorded checkpoint whose note is not of its log, or not by one of the keys, is not valid.
    private func addSignatures(to findings: inout StoreFindings) throws {
        guard findings.count == 0 else { return }
        let reader = try EventStoreReader.open(at: path)
        for recorded in try reader.checkpoints() {
            do {
                let note = try SignedNote(parsing: recorded.note.utf8)
                let checkpoint =
                    keys.verifiers.isEmpty ? try Checkpoint(parsing: note.text) : try keys.checkpoint(of: note)
                guard checkpoint.size == recorded.size, checkpoint.root == recorded.root else {
                    throw EvidenceError(.inconsistent, "its note is not of the log that is recorded with it")
                }
            } catch {
                findings.validCheckpoints -= 1
                findings.count += 1
                findings.findings.append(
                    StoreFinding(
                        kind: "checkpoint",
                        table: "checkpoint",
                        row: String(recorded.number),
                        column: "note",
                        at: recorded.recordedAt,
                        expected: "a checkpoint of \(recorded.size) observations, signed for this log",
                        found: (error as? EvidenceError)?.message ?? "none"
                    )
                )
            }
        }
    }
}
