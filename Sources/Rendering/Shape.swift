/// The fields of a value in the order of the contract; JSON and CSV are both written from it, so their names agree.
package struct Shape<Value>: Sendable {
    /// What schemas call it; nil where it stands in one place alone.
    package let name: String?
    package let fields: [Field<Value>]
    /// What a row needs of its fields: millions of rows are written by one shape, and a whole field costs more to pass around.
    private let jsonWriters: [(quotedName: [UInt8], write: @Sendable (Value, inout JSONText) -> Void)]
    private let cellWriters: [@Sendable (Value?, inout CSVText) -> Void]

    package init(_ name: String? = nil, fields: [Field<Value>]) {
        self.name = name
        self.fields = fields
        jsonWriters = fields.map { (Array(Scalar.text($0.name).literal.utf8), $0.writeJSON) }
        cellWriters = fields.map(\.writeCells)
    }

    /// Every field is there, and no other member.
    package var schema: JSONSchema {
        let object = JSONSchema.object(members)
        return name.map { .named($0, object) } ?? object
    }

    /// The members of the object.
    package var members: [JSONSchema.Member] {
        fields.map { JSONSchema.Member(name: $0.name, schema: $0.schema, isRequired: true) }
    }

    /// The fields of a part of `Outer`, to stand among its own without a prefix.
    package func inlined<Outer>(_ part: @escaping @Sendable (Outer) -> Value) -> [Field<Outer>] {
        fields.map { $0.reading(part) }
    }

    /// The columns of the table whose rows are of this shape.
    package var columns: [String] {
        fields.flatMap(\.columns)
    }

    /// Writes `value` as a JSON object.
    package func write(_ value: Value, to text: inout JSONText) {
        text.object { text in
            writeMembers(of: value, to: &text)
        }
    }

    /// Writes the members of `value` into the object that is open.
    package func writeMembers(of value: Value, to text: inout JSONText) {
        for (name, write) in jsonWriters {
            text.key(quoted: name)
            write(value, &text)
        }
    }

    /// Writes the cells of `value`, all of them blank where it is nil.
    package func writeCells(of value: Value?, to row: inout CSVText) {
        for write in cellWriters { write(value, &row) }
    }
}
