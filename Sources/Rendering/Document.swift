/// An answer whose JSON is one object. Its record and the schema of its record are made from the same parts.
package protocol DocumentedAnswer: Answer {
    /// As its member `schema` names it, such as `tachograph.report/1`.
    static var schema: String { get }
    /// What it is, in a few words.
    static var title: String { get }
    /// Its members in order.
    static var document: [DocumentPart<Self>] { get }
}

extension DocumentedAnswer {
    package var record: Record {
        Record(Self.document.compactMap { $0.member(self) })
    }

    /// What its record can be.
    package static var jsonSchema: JSONSchema {
        .object(document.flatMap(\.members))
    }
}

/// One or several members of an answer's record.
package struct DocumentPart<Value>: Sendable {
    let members: [JSONSchema.Member]
    /// Nil where this answer does not have the member.
    let member: @Sendable (Value) -> Record.Member?

    /// A member of another form; one that is not required can be left out.
    package init(
        _ name: String,
        _ schema: JSONSchema,
        isRequired: Bool = true,
        _ member: @escaping @Sendable (Value) -> Record.Member?
    ) {
        members = [JSONSchema.Member(name: name, schema: schema, isRequired: isRequired)]
        self.member = member
    }

    private init(_ members: [JSONSchema.Member], _ member: @escaping @Sendable (Value) -> Record.Member?) {
        self.members = members
        self.member = member
    }

    /// The fields of the value itself.
    package static func fields(_ shape: Shape<Value>) -> DocumentPart {
        DocumentPart(shape.members) { .fields(of: $0, shape) }
    }

    /// A list that can be long: it is written row by row.
    package static func list<Row, Elements: Sequence<Row> & SendableMetatype>(
        _ name: String,
        _ shape: Shape<Row>,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> Elements
    ) -> DocumentPart {
        DocumentPart(name, JSONSchema.list(shape.schema).described(meaning)) {
            .list(name, read($0), of: shape)
        }
    }

    package static func list<Row>(
        _ name: String,
        _ shape: Shape<Row>,
        _ meaning: String? = nil,
        _ read: @escaping @Sendable (Value) -> StreamedList<Row>
    ) -> DocumentPart {
        DocumentPart(name, JSONSchema.list(shape.schema).described(meaning)) {
            .list(name, read($0), of: shape)
        }
    }
}
