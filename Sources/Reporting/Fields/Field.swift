internal import Timelines

/// One member of a JSON object and the columns that it becomes in CSV.
struct Field<Value>: Sendable {
    let name: String
    /// Empty where the table leaves it to another table.
    let columns: [String]
    let writeJSON: @Sendable (Value, inout JSONText) -> Void
    /// Writes a cell for each of `columns`, blank ones where the value is nil.
    let writeCells: @Sendable (Value?, inout CSVText) -> Void
}

extension Field {
    private static func scalar(_ name: String, _ read: @escaping @Sendable (Value) -> Scalar) -> Field {
        Field(
            name: name,
            columns: [name],
            writeJSON: { value, text in text.scalar(read(value)) },
            writeCells: { value, row in row.cell(value.map(read) ?? .null) }
        )
    }

    static func text(_ name: String, _ read: @escaping @Sendable (Value) -> String?) -> Field {
        scalar(name) { read($0).map(Scalar.text) ?? .null }
    }

    static func flag(_ name: String, _ read: @escaping @Sendable (Value) -> Bool?) -> Field {
        scalar(name) { read($0).map(Scalar.flag) ?? .null }
    }

    static func integer(_ name: String, _ read: @escaping @Sendable (Value) -> Int?) -> Field {
        scalar(name) { read($0).map { .integer(Int64($0)) } ?? .null }
    }

    static func number(_ name: String, _ read: @escaping @Sendable (Value) -> Double?) -> Field {
        scalar(name) { read($0).map(Scalar.number) ?? .null }
    }

    static func instant(_ name: String, _ read: @escaping @Sendable (Value) -> Instant?) -> Field {
        scalar(name) { read($0).map(Scalar.instant) ?? .null }
    }

    /// In milliseconds.
    static func span(_ name: String, _ read: @escaping @Sendable (Value) -> TimeSpan?) -> Field {
        scalar(name) { read($0).map { .integer($0.milliseconds) } ?? .null }
    }
}
