package import Timelines

/// What the verification of a store found in it.
package struct StoreFindings: Hashable, Sendable {
    /// How many observations there are.
    package var observations: Int64
    /// The log's root hash, from the bytes; nil where observations are missing.
    package var root: [UInt8]?
    /// How many entries stand on timelines.
    package var entries: Int64
    package var containers: Int
    package var passes: Int64
    /// The first and the last instant at which something was recorded; nil where nothing was.
    package var recorded: ClosedRange<Instant>?
    /// How many hashes of subtrees were computed and compared.
    package var nodes: Int64
    package var checkpoints: Int
    package var validCheckpoints: Int
    package var took: TimeSpan
    /// How many differences there are; `findings` has the first of them.
    package var count: Int
    package var findings: [StoreFinding]

    package init(
        observations: Int64,
        root: [UInt8]?,
        entries: Int64,
        containers: Int,
        passes: Int64,
        recorded: ClosedRange<Instant>?,
        nodes: Int64,
        checkpoints: Int,
        validCheckpoints: Int,
        took: TimeSpan,
        count: Int,
        findings: [StoreFinding]
    ) {
        self.observations = observations
        self.root = root
        self.entries = entries
        self.containers = containers
        self.passes = passes
        self.recorded = recorded
        self.nodes = nodes
        self.checkpoints = checkpoints
        self.validCheckpoints = validCheckpoints
        self.took = took
        self.count = count
        self.findings = findings
    }

    /// The first difference that an observation shows; where none does, the first of all.
    package var foremost: StoreFinding? {
        findings.first { $0.seq != nil } ?? findings.first
    }
}
