package import Timelines

/// What the verification of a store found in it.
package struct StoreFindings: Hashable, Sendable {
    /// How many observations there are.
    package var observations: Int64 = 0
    /// The RFC 6962 root hash over them, from their bytes; nil where observations are missing.
    package var root: LogHash?
    /// The same over the first of them, as many as were asked for; nil where there are not so many, or `root` is nil.
    package var beginning: LogHash?
    /// How many entries stand on timelines.
    package var entries: Int64 = 0
    package var containers = 0
    package var passes: Int64 = 0
    /// The first and the last instant of recording; nil where nothing was recorded.
    package var recorded: ClosedRange<Instant>?
    /// How many hashes of subtrees were computed and compared.
    package var nodes: Int64 = 0
    package var checkpoints = 0
    package var validCheckpoints = 0
    /// Zero where nobody measured it.
    package var took = TimeSpan.zero
    /// How many differences there are; `findings` has the first of them.
    package var count: Int
    /// The first finding first: the schema, the log by receipt number, its hashes, the rows that follow from it, checkpoints.
    package var findings: [StoreFinding]

    /// Of a store of which no more could be verified; the other properties say what was.
    package init(count: Int, findings: [StoreFinding]) {
        self.count = count
        self.findings = findings
    }

    package var isIntact: Bool { count == 0 }

    /// The first difference that an observation shows; where none does, the first of all.
    package var foremost: StoreFinding? {
        findings.first { $0.seq != nil } ?? findings.first
    }
}

/// Something in a store that is not as the log says, or not as the program made it.
package struct StoreFinding: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The file can't be read to its end.
        case file
        /// A table, index, trigger or view is missing, changed or added; or a migration.
        case schema
        /// The receipt numbers have a gap, or the log's end is missing.
        case gap
        /// An observation says what none can say.
        case observation
        /// Observations don't have the hash that the log kept of them.
        case leaves
        /// A hash that the log kept is not that of what lies below it.
        case node
        /// A row is not the one that follows from the log.
        case projection
        /// A checkpoint says something else than the log, or its row was changed.
        case checkpoint
    }

    package let kind: Kind
    /// Of what is wrong: for `leaves` that of the hash that was kept; empty where it is the file as a whole.
    package let table: String
    /// The key of the row, or the name of what the schema holds.
    package let row: String
    /// Nil where it is not about one column.
    package let column: String?
    /// The receipt number of the first observation that it is about; nil where it is about none.
    package var seq: Int64?
    /// That of the last one; nil where it is about one.
    package var lastSeq: Int64?
    package var container: ContainerID?
    /// When the observation was recorded.
    package var at: Instant?
    /// What follows from the log, or was recorded of it.
    package let expected: String
    package let found: String

    package init(
        _ kind: Kind,
        table: String,
        row: String,
        column: String? = nil,
        seq: Int64? = nil,
        lastSeq: Int64? = nil,
        container: ContainerID? = nil,
        at: Instant? = nil,
        expected: String,
        found: String
    ) {
        self.kind = kind
        self.table = table
        self.row = row
        self.column = column
        self.seq = seq
        self.lastSeq = lastSeq
        self.container = container
        self.at = at
        self.expected = expected
        self.found = found
    }

    /// Which observation of which container differs, when it was recorded, where and how: one line.
    package var summary: String {
        var parts: [String] = []
        if let seq { parts.append("observation" + (lastSeq.map { "s \(seq) to \($0)" } ?? " \(seq)")) }
        if let container { parts.append("container \(container.text)") }
        if let at { parts.append("recorded \(at.iso8601)") }
        parts.append((table.isEmpty ? row : "\(table) \(row)") + (column.map { " (\($0))" } ?? ""))
        return parts.joined(separator: ", ") + ": expected \(expected), found \(found)"
    }
}
