package import Timelines

/// One member of a JSON object and the columns that it becomes in CSV.
package struct Field<Value>: Sendable {
    package let name: String
    /// What its JSON value can be.
    package let schema: JSONSchema
    /// How it is read; nil where its value has parts.
    package let scalar: (@Sendable (Value) -> Scalar)?
    /// Empty where the table leaves it to another table.
    package let columns: [String]
    package let writeJSON: @Sendable (Value, inout JSONText) -> Void
    /// Writes a cell for each of `columns`, blank ones where the value is nil.
    package let writeCells: @Sendable (Value?, inout CSVText) -> Void

    /// A member whose value has parts.
    package init(
        name: String,
        schema: JSONSchema,
        columns: [String],
        writeJSON: @escaping @Sendable (Value, inout JSONText) -> Void,
        writeCells: @escaping @Sendable (Value?, inout CSVText) -> Void
    ) {
        self.init(name, schema, nil, columns, writeJSON, writeCells)
    }

    private init(
        _ name: String,
        _ schema: JSONSchema,
        _ scalar: (@Sendable (Value) -> Scalar)?,
        _ columns: [String],
        _ writeJSON: @escaping @Sendable (Value, inout JSONText) -> Void,
        _ writeCells: @escaping @Sendable (Value?, inout CSVText) -> Void
    ) {
        self.name = name
        self.schema = schema
        self.scalar = scalar
        self.columns = columns
        self.writeJSON = writeJSON
        self.writeCells = writeCells
    }

    /// The same member of an object that holds the value as a part of itself.
    package func reading<Outer>(_ part: @escaping @Sendable (Outer) -> Value) -> Field<Outer> {
        let (writeJSON, writeCells) = (writeJSON, writeCells)
        var read: (@Sendable (Outer) -> Scalar)?
        if let scalar { read = { outer in scalar(part(outer)) } }
        return Field<Outer>(
            name,
            schema,
            read,
            columns,
            { outer, text in writeJSON(part(outer), &text) },
            { outer, row in writeCells(outer.map { part($0) }, &row) }
        )
    }
}

/// The fields without parts. Each takes its name, a sentence that says what it means where the name does not, and how it is
/// read; where that gives an optional, the JSON value can be null.
extension Field {
    package static func scalar(
        _ name: String,
        _ schema: JSONSchema,
        _ read: @escaping @Sendable (Value) -> Scalar
    ) -> Field {
        Field(
            name,
            schema,
            read,
            [name],
            { value, text in text.scalar(read(value)) },
            { value, row in row.cell(value.map(read) ?? .null) }
        )
    }

    /// The member that names the document's schema.
    package static func constant(_ name: String, _ text: String) -> Field {
        scalar(name, JSONSchema.constant(text).described("The name of this document's schema, with its version.")) {
            _ in
            .text(text)
        }
    }

    package static func text(
        _ name: String,
        _ meaning: String? = nil,
        as schema: JSONSchema = .text,
        _ read: @escaping @Sendable (Value) -> String
    ) -> Field {
        scalar(name, schema.described(meaning)) { .text(read($0)) }
    }

    package static func text(
        _ name: String,
        _ meaning: String? = nil,
        as schema: JSONSchema = .text,
        _ read: @escaping @Sendable (Value) -> String?
    ) -> Field {
        scalar(name, schema.orNull.described(meaning)) { .text(orNull: read($0)) }
    }

    /// Any JSON value, as received; null where there is none.
    package static func json(
        _ name: String,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> String?
    ) -> Field {
        scalar(name, JSONSchema.anything.described(meaning)) { .json(orNull: read($0)) }
    }

    /// One of the names of a closed enum.
    package static func choice<Choice: RawRepresentable<String> & CaseIterable & SendableMetatype>(
        _ name: String,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> Choice
    ) -> Field {
        scalar(name, JSONSchema.choice(Choice.allCases.map(\.rawValue)).described(meaning)) { .text(read($0).rawValue) }
    }

    package static func choice<Choice: RawRepresentable<String> & CaseIterable & SendableMetatype>(
        _ name: String,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> Choice?
    ) -> Field {
        text(name, meaning, as: .choice(Choice.allCases.map(\.rawValue))) { read($0)?.rawValue }
    }

    package static func flag(
        _ name: String,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> Bool
    ) -> Field {
        scalar(name, JSONSchema.flag.described(meaning)) { .flag(read($0)) }
    }

    package static func flag(
        _ name: String,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> Bool?
    ) -> Field {
        scalar(name, JSONSchema.flag.orNull.described(meaning)) { .flag(orNull: read($0)) }
    }

    /// `minimum` is nil where it can be negative.
    package static func integer(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Int? = 0,
        to maximum: Int? = nil,
        _ read: @escaping @Sendable (Value) -> Int
    ) -> Field {
        scalar(name, JSONSchema.integer(from: minimum, to: maximum).described(meaning)) { .count(read($0)) }
    }

    package static func integer(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Int? = 0,
        _ read: @escaping @Sendable (Value) -> Int?
    ) -> Field {
        scalar(name, JSONSchema.integer(from: minimum).orNull.described(meaning)) { .count(orNull: read($0)) }
    }

    package static func number(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Double? = 0,
        to maximum: Double? = nil,
        _ read: @escaping @Sendable (Value) -> Double
    ) -> Field {
        scalar(name, JSONSchema.number(from: minimum, to: maximum).described(meaning)) { .number(read($0)) }
    }

    package static func number(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Double? = 0,
        to maximum: Double? = nil,
        _ read: @escaping @Sendable (Value) -> Double?
    ) -> Field {
        scalar(name, JSONSchema.number(from: minimum, to: maximum).orNull.described(meaning)) {
            .number(orNull: read($0))
        }
    }

    package static func instant(
        _ name: String,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> Instant
    ) -> Field {
        scalar(name, JSONSchema.instant.described(meaning)) { .instant(read($0)) }
    }

    package static func instant(
        _ name: String,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> Instant?
    ) -> Field {
        scalar(name, JSONSchema.instant.orNull.described(meaning)) { .instant(orNull: read($0)) }
    }

    /// In milliseconds; `minimum` is nil where it can be negative.
    package static func span(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Int? = 0,
        to maximum: Int? = nil,
        _ read: @escaping @Sendable (Value) -> TimeSpan
    ) -> Field {
        scalar(name, JSONSchema.integer(from: minimum, to: maximum).described(meaning)) { .span(read($0)) }
    }

    package static func span(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Int? = 0,
        _ read: @escaping @Sendable (Value) -> TimeSpan?
    ) -> Field {
        scalar(name, JSONSchema.integer(from: minimum).orNull.described(meaning)) { .span(orNull: read($0)) }
    }
}
