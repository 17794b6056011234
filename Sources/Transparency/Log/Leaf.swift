package import Timelines

/// An observation as the log has it, read from a leaf's data; docs/data-model.md gives the encoding byte by byte.
package struct Leaf: Hashable, Sendable {
    /// The number that the data model gives the kind.
    package let kind: UInt8
    package let pass: Int64
    package let recordedAt: Instant
    /// Empty where the observation is of no one container.
    package let container: String
    package let body: [UInt8]

    /// Reads what `LeafEncoder` writes, without the byte before it.
    package init(decoding data: [UInt8]) throws(EvidenceError) {
        var rest = data[...]
        guard let version = rest.popFirst(), version == LeafEncoder.version, let kind = rest.popFirst(),
            let pass = Leaf.integer(from: &rest, as: UInt64.self),
            let recordedAt = Leaf.integer(from: &rest, as: UInt64.self),
            let idLength = Leaf.integer(from: &rest, as: UInt32.self), rest.count >= idLength
        else { throw Leaf.malformed }
        let id = rest.prefix(Int(idLength))
        rest = rest.dropFirst(Int(idLength))
        guard let container = String(validating: id, as: UTF8.self),
            let bodyLength = Leaf.integer(from: &rest, as: UInt32.self), rest.count == bodyLength
        else { throw Leaf.malformed }
        self.kind = kind
        self.pass = Int64(bitPattern: pass)
        self.recordedAt = Instant(milliseconds: Int64(bitPattern: recordedAt))
        self.container = container
        body = Array(rest)
    }

    private static let malformed = EvidenceError(
        .malformedLeaf,
        "the entry is not encoded as version \(LeafEncoder.version) of the data model has it"
    )

    private static func integer<Value: FixedWidthInteger>(
        from bytes: inout ArraySlice<UInt8>,
        as _: Value.Type
    ) -> Value? {
        let width = Value.bitWidth / 8
        guard bytes.count >= width else { return nil }
        defer { bytes = bytes.dropFirst(width) }
        return bytes.prefix(width).reduce(0) { $0 << 8 | Value($1) }
    }
}
