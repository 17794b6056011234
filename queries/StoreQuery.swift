/// A query on the store, as plain SQL for SQLite 3.40 that also runs in the `sqlite3` shell.
package struct StoreQuery: Hashable, Sendable {
    /// As `tacho query` and the file call it, for example `start-percentiles`.
    package let name: String
    /// What it answers, in one sentence.
    package let summary: String
    /// In the order of its header; an unbound one is null and has the default that its meaning tells.
    package let parameters: [QueryParameter]
    /// The whole text of the file, header comment included; one statement.
    package let sql: String

    /// Reads name, summary and parameters from the header comment; nil where the text has none of the agreed form.
    init?(text: String) {
        let header = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("--") }
        guard let title = header.first?.dropFirst(3), let colon = title.firstRange(of: ": ") else { return nil }
        name = String(title[..<colon.lowerBound])
        summary = String(title[colon.upperBound...])
        parameters = header.compactMap(QueryParameter.init(headerLine:))
        sql = text
    }
}

/// A named parameter of a query.
package struct QueryParameter: Hashable, Sendable {
    /// As it is bound, with the colon: `:from`.
    package let name: String
    /// What it is, and what holds without it.
    package let meaning: String
    package let kind: ParameterKind

    /// Reads a header line of the form `--   :name  meaning`; nil for any other, and for a name that no kind is declared for.
    fileprivate init?(headerLine line: Substring) {
        guard line.hasPrefix("--   :"), let gap = line.dropFirst(5).firstRange(of: "  ") else { return nil }
        name = String(line[..<gap.lowerBound].dropFirst(5))
        guard let kind = ParameterKind.byName[name] else { return nil }
        self.kind = kind
        meaning = String(line[gap.upperBound...])
    }
}
