package import Timelines

/// Something in a store that is not as the log says, or not as the program made it.
package struct VerificationFinding: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
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
    /// Of what is wrong: for `leaves` that of the hash that was kept.
    package let table: String
    /// The key of the row, or the name of what the schema holds.
    package let row: String
    /// The column that differs, where it is one.
    package let column: String?
    /// The receipt number of the first observation that is concerned; nil where none is.
    package internal(set) var seq: Int64?
    /// That of the last one, where they are several.
    package internal(set) var lastSeq: Int64?
    package internal(set) var container: ContainerID?
    /// When the observation was recorded.
    package internal(set) var at: Instant?
    /// What follows from the log, or was recorded of it.
    package let expected: String
    package let found: String

    init(
        _ kind: Kind,
        table: String,
        row: String,
        column: String? = nil,
        seq: Int64? = nil,
        lastSeq: Int64? = nil,
        container: ContainerID? = nil,
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
        self.expected = expected
        self.found = found
    }
}
