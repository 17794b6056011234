import Timelines

/// The canonical encoding of an observation, over which the log is hashed; docs/data-model.md gives it byte by byte.
///
/// It stands for itself: no number in it means something only inside one store.
struct LeafEncoder {
    static let version: UInt8 = 1

    /// The encoding after the byte that RFC 6962 puts before a leaf's data.
    private(set) var prefixed: [UInt8] = []

    /// `container` is empty where the observation is of no one container.
    mutating func encode(
        kind: ObservationKind,
        pass: Int64,
        recordedAt: Instant,
        container: UnsafeRawBufferPointer,
        body: UnsafeRawBufferPointer
    ) {
        prefixed.removeAll(keepingCapacity: true)
        prefixed.append(MerkleFrontier.leafPrefix)
        prefixed.append(Self.version)
        prefixed.append(UInt8(truncatingIfNeeded: kind.rawValue))
        append(UInt64(bitPattern: pass))
        append(UInt64(bitPattern: recordedAt.milliseconds))
        append(UInt32(truncatingIfNeeded: container.count))
        prefixed.append(contentsOf: container)
        append(UInt32(truncatingIfNeeded: body.count))
        prefixed.append(contentsOf: body)
    }

    /// The hash of the leaf that was encoded last.
    var leaf: LogHash {
        prefixed.withUnsafeBytes { LogHash(of: $0) }
    }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { prefixed.append(contentsOf: $0) }
    }
}
