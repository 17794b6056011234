/// The fields of a value in the order of the contract; JSON and CSV are both written from it, so their names agree.
package struct Shape<Value>: Sendable {
    /// What schemas call it; nil where it stands in one place alone.
    package let name: String?
    package let fields: [Field<Value>]

    package init(_ name: String? = nil, fields: [Field<Value>]) {
        self.name = name
        self.fields = fields
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
        fields.map { field in
            Field(
                name: field.name,
                schema: field.schema,
                columns: field.columns,
                writeJSON: { outer, text in field.writeJSON(part(outer), &text) },
                writeCells: { outer, row in field.writeCells(outer.map(part), &row) }
            )
        }
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
        for field in fields {
            text.key(field.name)
            field.writeJSON(value, &text)
        }
    }

    /// Writes the cells of `value`, all of them blank where it is nil.
    package func writeCells(of value: Value?, to row: inout CSVText) {
        for field in fields {
            field.writeCells(value, &row)
        }
    }
}
