extension JSONText {
    /// Writes a member that holds `rows`, handing on what is written whenever there is enough of it, so that a long list
    /// never stands in memory as text.
    package mutating func member<Row, Failure: Error>(
        _ name: String,
        _ rows: some Sequence<Row>,
        of shape: Shape<Row>,
        to receive: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        key(name)
        open("[")
        for row in rows {
            next()
            shape.write(row, to: &self)
            try drain(beyond: 65_536, to: receive)
        }
        close("]")
    }
}
