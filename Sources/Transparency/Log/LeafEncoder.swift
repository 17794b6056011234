package import Timelines

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
            let place = 23 + container.count
            bytes.storeBytes(of: UInt32(truncatingIfNeeded: body.count).bigEndian, toByteOffset: place, as: UInt32.self)
            UnsafeMutableRawBufferPointer(rebasing: bytes[(place + 4)...]).copyMemory(from: body)
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
