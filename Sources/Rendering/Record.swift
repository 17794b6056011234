/// The value of a question, under the names of the contract, as it is handed from the question to a format. Long lists are
/// written row by row.
package struct Record {
    package enum Member {
        /// Members that stand directly in the record.
        case members((inout JSONText) -> Void)
        case list(String, Rows)
        /// Null where there is none.
        case record(String, Record?)

        /// The fields of `value`.
        package static func fields<Value>(of value: Value, _ shape: Shape<Value>) -> Member {
            .members { text in shape.writeMembers(of: value, to: &text) }
        }

        package static func list<Row>(_ name: String, _ rows: some Sequence<Row>, of shape: Shape<Row>) -> Member {
            .list(name, Rows(rows, of: shape))
        }

        package static func list<Row>(_ name: String, _ rows: StreamedList<Row>, of shape: Shape<Row>) -> Member {
            .list(name, Rows(rows, of: shape))
        }

        /// An object of its own.
        package static func object<Value>(_ name: String, _ value: Value, _ shape: Shape<Value>) -> Member {
            .record(name, Record([.fields(of: value, shape)]))
        }
    }

    enum Content {
        case object([Member])
        case list(Rows)
    }

    let content: Content

    package init(_ members: [Member]) {
        content = .object(members)
    }

    /// A record that is a list by itself.
    package init(_ rows: Rows) {
        content = .list(rows)
    }
}

/// The rows of a list or a table, made and written one after the other.
package struct Rows {
    package let columns: [String]
    /// Writes each row as an object, and calls its body after each.
    let writeObjects: (inout JSONText, _ after: (inout JSONText) throws -> Void) throws -> Void
    /// The same with the cells of a table.
    let writeCells: (inout CSVText, _ after: (inout CSVText) throws -> Void) throws -> Void

    package init<Row>(_ rows: some Sequence<Row>, of shape: Shape<Row>) {
        self.init(of: shape) { body in try rows.forEach(body) }
    }

    package init<Row>(_ rows: StreamedList<Row>, of shape: Shape<Row>) {
        self.init(of: shape) { body in try rows.forEach(body) }
    }

    private init<Row>(of shape: Shape<Row>, _ forEach: @escaping ((Row) throws -> Void) throws -> Void) {
        columns = shape.columns
        writeObjects = { text, after in
            try forEach { row in
                text.next()
                shape.write(row, to: &text)
                try after(&text)
            }
        }
        writeCells = { text, after in
            try forEach { row in
                shape.writeCells(of: row, to: &text)
                try after(&text)
            }
        }
    }
}
