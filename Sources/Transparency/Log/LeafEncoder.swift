package import Timelines

/// The canonical encoding of an observation, over which the log is hashed; docs/data-model.md gives it byte by byte.
///
/// It stands for itself: no number in it means something only inside one store.
package struct LeafEncoder {
    package static let version: UInt8 = 1

    /// The encoding after the byte that RFC 6962 puts before a leaf's data.
    package private(set) var prefixed: [UInt8] = []

    package init() {}

    /// `kind` is the number that the data model gives the kind; `container` is empty where the observation is of no one container.
    package mutating func encode(
        kind: UInt8,
        pass: Int64,
        recordedAt: Instant,
        container: UnsafeRawBufferPointer,
        body: UnsafeRawBufferPointer
    ) {
        prefixed.removeAll(keepingCapacity: true)
        prefixed.append(MerkleFrontier.leafPrefix)
        prefixed.append(Self.version)
        prefixed.append(kind)
        append(UInt64(bitPattern: pass))
        append(UInt64(bitPattern: recordedAt.milliseconds))
        append(UInt32(truncatingIfNeeded: container.count))
        prefixed.append(contentsOf: container)
        append(UInt32(truncatingIfNeeded: body.count))
        prefixed.append(contentsOf: body)
    }

    /// The hash of the leaf that was encoded last.
    package var leaf: LogHash {
        prefixed.withUnsafeBytes { LogHash(of: $0) }
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { prefixed.append(contentsOf: $0) }
    }
}
