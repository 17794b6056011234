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

/// A complete subtree of the log: the one over leaves `index` · 2^`level` up to, exclusive, (`index` + 1) · 2^`level`.
package struct TreeNode: Hashable, Sendable {
    /// 0 for a leaf, up to 61.
    package let level: Int
    /// Its index among the subtrees of its level, from 0.
    package let index: Int64

    package init(level: Int, index: Int64) {
        self.level = level
        self.index = index
    }
}

/// The canonical encoding of an observation, over which the log is hashed; docs/data-model.md gives it byte by byte.
///
/// It stands for itself: no number in it means something only inside one store.
package struct LeafEncoder {
    package static let version: UInt8 = 1

    /// Of what has no length of its own.
    private static let fixedSize = 27

    private var bytes: [UInt8] = []
    private var count = 0

    package init() {}

    /// `kind` is the number that the data model gives the kind; `container` is empty where the observation is of no one container.
    package mutating func encode(
        kind: UInt8,
        pass: Int64,
        recordedAt: Instant,
        container: UnsafeRawBufferPointer,
        body: UnsafeRawBufferPointer
    ) {
        let size = Self.fixedSize + container.count + body.count
        // The array is as long as the longest leaf so far: to empty and fill it again would cost each leaf several appends.
        if bytes.count < size { bytes = Array(repeating: 0, count: 2 * size) }
        bytes.withUnsafeMutableBytes { bytes in
            bytes[0] = MerkleFrontier.leafPrefix
            bytes[1] = Self.version
            bytes[2] = kind
            bytes.storeBytes(of: pass.bigEndian, toByteOffset: 3, as: Int64.self)
            bytes.storeBytes(of: recordedAt.milliseconds.bigEndian, toByteOffset: 11, as: Int64.self)
            let length = UInt32(truncatingIfNeeded: container.count)
            bytes.storeBytes(of: length.bigEndian, toByteOffset: 19, as: UInt32.self)
            UnsafeMutableRawBufferPointer(rebasing: bytes[23...]).copyMemory(from: container)
            let offset = 23 + container.count
            bytes.storeBytes(
                of: UInt32(truncatingIfNeeded: body.count).bigEndian,
                toByteOffset: offset,
                as: UInt32.self
            )
            UnsafeMutableRawBufferPointer(rebasing: bytes[(offset + 4)...]).copyMemory(from: body)
        }
        count = size
    }

    /// The hash of the leaf that was encoded last.
    package var leaf: LogHash {
        bytes.withUnsafeBytes { LogHash(of: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }

    /// The encoding after the byte that RFC 6962 puts before a leaf's data.
    package var prefixed: ArraySlice<UInt8> { bytes[..<count] }
}
