package import Timelines

/// One member of a JSON object and the columns that it becomes in CSV.
package struct Field<Value>: Sendable {
    package let name: String
    /// What its JSON value can be.
    package let schema: JSONSchema
    /// Empty where the table leaves it to another table.
    package let columns: [String]
    package let writeJSON: @Sendable (Value, inout JSONText) -> Void
    /// Writes a cell for each of `columns`, blank ones where the value is nil.
    package let writeCells: @Sendable (Value?, inout CSVText) -> Void

    package init(
        name: String,
        schema: JSONSchema,
        columns: [String],
        writeJSON: @escaping @Sendable (Value, inout JSONText) -> Void,
        writeCells: @escaping @Sendable (Value?, inout CSVText) -> Void
    ) {
        self.name = name
        self.schema = schema
        self.columns = columns
        self.writeJSON = writeJSON
        self.writeCells = writeCells
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
            name: name,
            schema: schema,
            columns: [name],
            writeJSON: { value, text in text.scalar(read(value)) },
            writeCells: { value, row in row.cell(value.map(read) ?? .null) }
        )
    }

    /// The member that names the document's schema.
    package static func constant(_ name: String, _ text: String) -> Field {
        scalar(name, .constant(text)) { _ in .text(text) }
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
        scalar(name, schema.orNull.described(meaning)) { read($0).map(Scalar.text) ?? .null }
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
        scalar(name, JSONSchema.flag.orNull.described(meaning)) { read($0).map(Scalar.flag) ?? .null }
    }

    /// `minimum` is nil where it can be negative.
    package static func integer(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Int? = 0,
        to maximum: Int? = nil,
        _ read: @escaping @Sendable (Value) -> Int
    ) -> Field {
        scalar(name, JSONSchema.integer(from: minimum, to: maximum).described(meaning)) { .integer(Int64(read($0))) }
    }

    package static func integer(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Int? = 0,
        _ read: @escaping @Sendable (Value) -> Int?
    ) -> Field {
        scalar(name, JSONSchema.integer(from: minimum).orNull.described(meaning)) {
            read($0).map { .integer(Int64($0)) } ?? .null
        }
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
            read($0).map(Scalar.number) ?? .null
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
        scalar(name, JSONSchema.instant.orNull.described(meaning)) { read($0).map(Scalar.instant) ?? .null }
    }

    /// In milliseconds; `minimum` is nil where it can be negative.
    package static func span(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Int? = 0,
        to maximum: Int? = nil,
        _ read: @escaping @Sendable (Value) -> TimeSpan
    ) -> Field {
        scalar(name, JSONSchema.integer(from: minimum, to: maximum).described(meaning)) {
            .integer(read($0).milliseconds)
        }
    }

    package static func span(
        _ name: String,
        _ meaning: String? = nil,
        from minimum: Int? = 0,
        _ read: @escaping @Sendable (Value) -> TimeSpan?
    ) -> Field {
        scalar(name, JSONSchema.integer(from: minimum).orNull.described(meaning)) {
            read($0).map { .integer($0.milliseconds) } ?? .null
        }
    }
}
