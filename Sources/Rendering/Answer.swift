/// The answer to a question, as every format takes it: a page for people, a record for programs, and tables.
package protocol Answer: Sendable {
    /// For a person, the answer first. `instants` has to be of the answer's zone.
    func page(instants: InstantStyle) -> TextPage

    /// Everything, under the names of the contract.
    var record: Record { get }

    /// What is written as tables; none where the answer is no table.
    static var tables: [AnswerTable<Self>] { get }

    /// The formats that it has.
    static var formats: [AnswerFormat<Self>] { get }

    /// Whether its tables tell instants and spans from other values, so that a spreadsheet can have its own form of them.
    static var hasSpreadsheets: Bool { get }

    /// In GitHub's Markdown, less than 1 MiB.
    func markdown(instants: InstantStyle) -> String
}

extension Answer {
    package static var tables: [AnswerTable<Self>] { [] }

    package static var formats: [AnswerFormat<Self>] { AnswerFormat.common }

    package static var hasSpreadsheets: Bool { !tables.isEmpty }
}

/// A way to write an answer.
package struct AnswerFormat<Value: Answer>: Sendable {
    /// Takes a piece of what is written.
    package typealias Receive = (_ bytes: [UInt8]) throws -> Void

    package enum Writing: Sendable {
        /// The answer in one document.
        case document(@Sendable (Value, InstantStyle, TextStyle, Receive) throws -> Void)
        /// Each table by itself.
        case tables(@Sendable (Rows, Receive) throws -> Void)
    }

    /// As `--format` takes it.
    package let name: String
    /// How the name of a file ends that holds it.
    package let fileEnding: String
    /// Whether a person reads it: then lists have the most important rows, else all.
    package let isForPeople: Bool
    package let writing: Writing

    package init(
        name: String,
        fileEnding: String? = nil,
        isForPeople: Bool = false,
        document: @escaping @Sendable (Value, InstantStyle, TextStyle, Receive) throws -> Void
    ) {
        self.name = name
        self.fileEnding = fileEnding ?? name
        self.isForPeople = isForPeople
        writing = .document(document)
    }

    package init(name: String, tables: @escaping @Sendable (Rows, Receive) throws -> Void) {
        self.name = name
        fileEnding = name
        isForPeople = false
        writing = .tables(tables)
    }

    /// The formats of every answer; those of tables only where it has tables. Each is defined in a file of its own.
    package static var common: [Self] {
        [.text, .csv, .json, .markdown].filter { format in
            if case .tables = format.writing { !Value.tables.isEmpty } else { true }
        }
    }
}

/// A table of an answer.
package struct AnswerTable<Value>: Sendable {
    package let name: String
    /// The columns that say how bad a row is, the first one first; a spreadsheet has the worst rows first.
    package let worst: [String]
    /// Nil where this answer does not have the table.
    package let rows: @Sendable (Value) -> Rows?

    package init<Row, Elements: Sequence<Row> & SendableMetatype>(
        _ name: String,
        of shape: Shape<Row>,
        worst: [String] = [],
        _ read: @escaping @Sendable (Value) -> Elements?
    ) {
        self.init(name, worst: worst) { value in read(value).map { Rows($0, of: shape) } }
    }

    package init<Row>(
        _ name: String,
        of shape: Shape<Row>,
        worst: [String] = [],
        _ read: @escaping @Sendable (Value) -> StreamedList<Row>
    ) {
        self.init(name, worst: worst) { value in Rows(read(value), of: shape) }
    }

    package init(_ name: String, worst: [String] = [], _ rows: @escaping @Sendable (Value) -> Rows?) {
        self.name = name
        self.worst = worst
        self.rows = rows
    }
}
