package import Timelines
package import Transparency

/// What was verified of a store, and what was found.
package struct VerificationResult: Hashable, Sendable {
    /// How many observations there are.
    package let observations: Int64
    /// The RFC 6962 root hash over them, from their bytes; nil where their numbers have a gap.
    package let root: LogHash?
    /// The same over the first of them, as many as were asked for; nil where there are not so many, or `root` is nil.
    package let beginning: LogHash?
    /// How many entries stand on timelines.
    package let entries: Int64
    package let containers: Int
    package let passes: Int64
    /// The least and the greatest instant of recording; nil for an empty log.
    package let recorded: ClosedRange<Instant>?
    /// How many hashes of subtrees were compared.
    package let nodes: Int64
    package let checkpoints: Int
    package let validCheckpoints: Int
    /// The first finding first: the schema, the log by receipt number, its hashes, the rows that follow from it, checkpoints.
    /// At most `mostFindings`.
    package let findings: [VerificationFinding]
    /// How many there were in all.
    package let findingCount: Int

    package static let mostFindings = 1_000

    package var isIntact: Bool { findingCount == 0 }
}

extension VerificationResult {
    /// Of a store of which no more can be verified.
    init(findings: FindingList) {
        self.init(
            observations: 0,
            root: nil,
            beginning: nil,
            entries: 0,
            containers: 0,
            passes: 0,
            recorded: nil,
            nodes: 0,
            checkpoints: 0,
            validCheckpoints: 0,
            findings: findings.inOrder,
            findingCount: findings.count
        )
    }
}
