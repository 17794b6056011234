extension CSVText {
    /// Gives a table with a row of column names and a row for each of `rows` to `receive`.
    package static func write<Row, Failure: Error>(
        _ rows: some Sequence<Row>,
        of shape: Shape<Row>,
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var text = CSVText()
        for column in shape.columns {
            text.cell(.text(column))
        }
        text.endRow()
        for row in rows {
            shape.writeCells(of: row, to: &text)
            text.endRow()
            try text.drain(beyond: 65_536, to: receive)
        }
        try text.drain(beyond: 0, to: receive)
    }
}
