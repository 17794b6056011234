/// A JSON document as the program prints it.
package struct PrintedDocument {
    private let value: JSONValue

    package init(_ bytes: some Sequence<UInt8>) throws {
        value = try JSONValue(parsing: bytes)
    }

    /// What is wrong with the document by the schema that it names itself; rows without a name are those of a query.
    package func complaints() throws -> [String] {
        guard let schema = schemaName else { return ["$: names no schema of the project"] }
        return try SchemaValidator(schemaNamed: schema).complaints(about: value)
    }

    /// `who` of `tachograph.who/1`.
    private var schemaName: String? {
        if case .array = value { return "query" }
        let parts = value["schema"]?.text?.split { $0 == "." || $0 == "/" } ?? []
        return parts.count == 3 && parts[0] == "tachograph" ? String(parts[1]) : nil
    }
}
