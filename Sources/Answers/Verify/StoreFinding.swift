package import Timelines

/// One thing in a store that is not as it has to be.
package struct StoreFinding: Hashable, Sendable {
    /// Such as `leaves` or `projection`.
    package var kind: String
    /// Empty where it is about the file as a whole.
    package var table: String
    /// What finds the row in its table.
    package var row: String
    /// Nil where it is not about one column.
    package var column: String?
    /// The receipt number of the first observation that it is about; nil where it is about none.
    package var seq: Int64?
    /// That of the last one; nil where it is about one.
    package var lastSeq: Int64?
    package var container: ContainerID?
    /// When that observation was recorded.
    package var at: Instant?
    package var expected: String
    package var found: String

    package init(
        kind: String,
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
