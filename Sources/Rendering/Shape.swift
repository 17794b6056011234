/// The fields of a value in the order of the contract; JSON and CSV are both written from it, so their names agree.
package struct Shape<Value>: Sendable {
    package let fields: [Field<Value>]

    package init(fields: [Field<Value>]) {
        self.fields = fields
    }

    /// The fields of a part of `Outer`, to stand among its own without a prefix.
    package func inlined<Outer>(_ part: @escaping @Sendable (Outer) -> Value) -> [Field<Outer>] {
        fields.map { field in
            Field(
                name: field.name,
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
