extension Field {
    /// An object of its own.
    package static func object<Part>(
        _ name: String,
        _ shape: Shape<Part>,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> Part
    ) -> Field {
        Field(
            name: name,
            schema: shape.schema.described(meaning),
            columns: shape.columns.map { name + "_" + $0 },
            writeJSON: { value, text in shape.write(read(value), to: &text) },
            writeCells: { value, row in shape.writeCells(of: value.map(read), to: &row) }
        )
    }

    /// An object of its own; null, with blank cells, where `read` gives nil.
    package static func object<Part>(
        _ name: String,
        _ shape: Shape<Part>,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> Part?
    ) -> Field {
        Field(
            name: name,
            schema: shape.schema.orNull.described(meaning),
            columns: shape.columns.map { name + "_" + $0 },
            writeJSON: { value, text in
                if let part = read(value) {
                    shape.write(part, to: &text)
                } else {
                    text.scalar(.null)
                }
            },
            writeCells: { value, row in shape.writeCells(of: value.flatMap(read), to: &row) }
        )
    }

    /// A list of texts; in CSV one cell, the texts parted by `; `.
    package static func texts(
        _ name: String,
        _ meaning: String? = nil,
        of element: JSONSchema = .text,
        _ read: @escaping @Sendable (Value) -> [String]
    ) -> Field {
        Field(
            name: name,
            schema: JSONSchema.list(element).described(meaning),
            columns: [name],
            writeJSON: { value, text in
                text.array(read(value)) { element, text in text.scalar(.text(element)) }
            },
            writeCells: { value, row in row.cell(joined(value.map(read))) }
        )
    }

    /// A list of objects; in CSV their number in a column `<name>_count`, and one cell with a phrase for each, parted by `; `.
    package static func list<Part>(
        _ name: String,
        _ shape: Shape<Part>,
        _ meaning: String? = nil,
        phrase: @escaping @Sendable (Part) -> String,
        _ read: @escaping @Sendable (Value) -> [Part]
    ) -> Field {
        Field(
            name: name,
            schema: JSONSchema.list(shape.schema).described(meaning),
            columns: [name + "_count", name],
            writeJSON: { value, text in
                text.array(read(value)) { part, text in shape.write(part, to: &text) }
            },
            writeCells: { value, row in
                let parts = value.map(read)
                row.cell(parts.map { .integer(Int64($0.count)) } ?? .null)
                row.cell(joined(parts?.map(phrase)))
            }
        )
    }

    /// A member that CSV leaves to another table.
    package static func jsonOnly(
        _ name: String,
        _ schema: JSONSchema,
        _ write: @escaping @Sendable (Value, inout JSONText) -> Void
    ) -> Field {
        Field(name: name, schema: schema, columns: [], writeJSON: write, writeCells: { _, _ in })
    }
}

/// Nil and an empty list are both a blank cell.
private func joined(_ texts: [String]?) -> Scalar {
    guard let texts, !texts.isEmpty else { return .null }
    return .text(texts.joined(separator: "; "))
}
