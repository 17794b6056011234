internal import Answers
internal import Storage
internal import Timelines
internal import Transparency

extension StoreFindings {
    /// A file in which the database itself can't be read to its end.
    init(unreadable path: String, _ error: StorageError) {
        let found = "\(error.damage ?? error.message); restore it from a backup, or ingest into a new file"
        self.init(
            observations: 0,
            root: nil,
            entries: 0,
            containers: 0,
            passes: 0,
            recorded: nil,
            nodes: 0,
            checkpoints: 0,
            validCheckpoints: 0,
            took: .zero,
            count: 1,
            findings: [
                StoreFinding(kind: "file", table: "", row: path, expected: "a whole database", found: found)
            ]
        )
    }

    init(_ result: VerificationResult) {
        self.init(
            observations: result.observations,
            root: result.root?.bytes,
            entries: result.entries,
            containers: result.containers,
            passes: result.passes,
            recorded: result.recorded,
            nodes: result.nodes,
            checkpoints: result.checkpoints,
            validCheckpoints: result.validCheckpoints,
            took: .zero,
            count: result.findingCount,
            findings: result.findings.map(StoreFinding.init)
        )
    }
}

extension StoreFinding {
    fileprivate init(_ finding: VerificationFinding) {
        self.init(
            kind: finding.kind.rawValue,
            table: finding.table,
            row: finding.row,
            column: finding.column,
            seq: finding.seq,
            lastSeq: finding.lastSeq,
            container: finding.container,
            at: finding.at,
            expected: finding.expected,
            found: finding.found
        )
    }
}
