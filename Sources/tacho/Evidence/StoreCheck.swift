internal import Answers
internal import Storage
internal import Timelines
internal import Transparency

/// Verifies a store, and holds it against a checkpoint from outside: everything of one and the same state.
struct StoreCheck {
    let path: String
    let keys: TrustedKeys
    private let progress: LogProgressLine?
    /// A file that is too damaged to be opened is not intact, as one is that is found so later.
    private let opened: Result<StoreSnapshot, StorageError>

    /// `keys` check the signatures of checkpoints; without any, these are not looked at.
    init(path: String, keys: TrustedKeys = TrustedKeys(), output: OutputOptions) throws {
        self.path = path
        self.keys = keys
        progress = output.logProgressLine
        opened = Result { () throws(StorageError) in try StoreSnapshot.open(at: path) }
        if case .failure(let error) = opened, error.code != .damaged { throw error }
    }

    /// What the store is found to hold, its checkpoints' signatures included where keys are given; and whether its log begins
    /// with the one of the checkpoint in `file`.
    func findings(against file: String? = nil) async throws -> (StoreFindings, CheckpointFinding?) {
        // First, because it takes no time: a file that holds no checkpoint ends the command.
        let claim = try file.map(claim(in:))
        let begun = ContinuousClock.now
        var findings = try await verified(beginning: claim?.checkpoint?.size)
        findings.took = TimeSpan(milliseconds: Int64((ContinuousClock.now - begun) / .milliseconds(1)))
        return (findings, claim?.finding(in: findings))
    }

    /// What was verified, to be read on.
    ///
    /// Throws: with status 1 where anything in the store is not as it has to be.
    func intactSnapshot() async throws -> StoreSnapshot {
        let (findings, _) = try await findings()
        guard let foremost = findings.foremost else { return try opened.get() }
        throw Failure(
            status: .broken,
            message: "\(path): not intact, so there is no report; \(foremost.summary); see tacho verify"
        )
    }

    private func verified(beginning: Int64?) async throws -> StoreFindings {
        do {
            defer { progress?.clear() }
            let snapshot = try opened.get()
            var findings = try await StoreVerification.run(on: snapshot, beginning: beginning) { [progress] in
                progress?.show($0)
            }
            // Where more is wrong, the notes can be unreadable as well; what they are of then is no question any more.
            if findings.count == 0 { try addNotes(of: snapshot.reader(), to: &findings) }
            return findings
        } catch let error as StorageError where error.code == .damaged {
            let found = "\(error.damage ?? error.message); restore it from a backup, or ingest into a new file"
            let unreadable = StoreFinding(.file, table: "", row: path, expected: "a whole database", found: found)
            return StoreFindings(count: 1, findings: [unreadable])
        }
    }

    /// The checkpoint in `file`, or why it can't be believed.
    private func claim(in file: String) throws -> Claim {
        let note = try EvidenceFile.note(in: file, option: "--against")
        do {
            return .signed(try EvidenceFile.verdict(of: file) { try keys.checkpoint(of: note) })
        } catch let error as EvidenceError {
            return .refused(error)
        }
    }

    /// A recorded checkpoint whose note is none, not of its log, or not by one of the keys, is not valid.
    private func addNotes(of reader: EventStoreReader, to findings: inout StoreFindings) throws {
        for recorded in try reader.checkpoints() {
            do throws(EvidenceError) {
                let note = try recorded.readNote().note
                if !keys.verifiers.isEmpty { _ = try keys.checkpoint(of: note) }
            } catch {
                findings.validCheckpoints -= 1
                findings.count += 1
                findings.findings.append(
                    StoreFinding(
                        .checkpoint,
                        table: "checkpoint",
                        row: String(recorded.number),
                        column: "note",
                        at: recorded.recordedAt,
                        expected: "a checkpoint of \(recorded.size) observations, signed for this log",
                        found: error.message
                    )
                )
            }
        }
    }
}

/// What a file says that the log was.
private enum Claim {
    case signed(Checkpoint)
    case refused(EvidenceError)

    var checkpoint: Checkpoint? {
        if case .signed(let checkpoint) = self { checkpoint } else { nil }
    }

    /// Whether a log begins so that was found to be this.
    func finding(in log: StoreFindings) -> CheckpointFinding {
        switch self {
        case .refused(let error): CheckpointFinding(complaint: error.message)
        case .signed(let checkpoint) where log.beginning == checkpoint.root: CheckpointFinding(checkpoint)
        case .signed(let checkpoint):
            CheckpointFinding(
                origin: checkpoint.origin,
                log: LogState(checkpoint),
                complaint: complaint(checkpoint, log)
            )
        }
    }

    private func complaint(_ checkpoint: Checkpoint, _ log: StoreFindings) -> String {
        if log.beginning != nil {
            return "the log's first \(checkpoint.size) observations are not those of the checkpoint: they were changed"
        }
        guard log.root != nil else {
            return "the log can't be read to its end, so whether it begins with the checkpoint's is not known"
        }
        return "the log has \(log.observations) observations, and the checkpoint \(checkpoint.size): some are gone"
    }
}
