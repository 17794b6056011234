package import Timelines

/// One member of a JSON object and the columns that it becomes in CSV.
package struct Field<Value>: Sendable {
    package let name: String
    /// Empty where the table leaves it to another table.
    package let columns: [String]
    package let writeJSON: @Sendable (Value, inout JSONText) -> Void
    /// Writes a cell for each of `columns`, blank ones where the value is nil.
    package let writeCells: @Sendable (Value?, inout CSVText) -> Void

    package init(
        name: String,
        columns: [String],
        writeJSON: @escaping @Sendable (Value, inout JSONText) -> Void,
        writeCells: @escaping @Sendable (Value?, inout CSVText) -> Void
    ) {
        self.name = name
        self.columns = columns
        self.writeJSON = writeJSON
        self.writeCells = writeCells
    }
}

extension Field {
    package static func scalar(_ name: String, _ read: @escaping @Sendable (Value) -> Scalar) -> Field {
        Field(
            name: name,
            columns: [name],
            writeJSON: { value, text in text.scalar(read(value)) },
            writeCells: { value, row in row.cell(value.map(read) ?? .null) }
        )
    }

    package static func text(_ name: String, _ read: @escaping @Sendable (Value) -> String?) -> Field {
        scalar(name) { read($0).map(Scalar.text) ?? .null }
    }

    package static func flag(_ name: String, _ read: @escaping @Sendable (Value) -> Bool?) -> Field {
        scalar(name) { read($0).map(Scalar.flag) ?? .null }
    }

    package static func integer(_ name: String, _ read: @escaping @Sendable (Value) -> Int?) -> Field {
        scalar(name) { read($0).map { .integer(Int64($0)) } ?? .null }
    }

    package static func number(_ name: String, _ read: @escaping @Sendable (Value) -> Double?) -> Field {
        scalar(name) { read($0).map(Scalar.number) ?? .null }
    }

    package static func instant(_ name: String, _ read: @escaping @Sendable (Value) -> Instant?) -> Field {
        scalar(name) { read($0).map(Scalar.instant) ?? .null }
    }

    /// In milliseconds.
    package static func span(_ name: String, _ read: @escaping @Sendable (Value) -> TimeSpan?) -> Field {
        scalar(name) { read($0).map { .integer($0.milliseconds) } ?? .null }
    }
}
