/// Which log something was computed from.
package struct LogIdentity: Hashable, Sendable {
    /// How many observations it has.
    package let size: Int64
    /// The RFC 6962 root hash over them, 32 bytes.
    package let root: [UInt8]

    package init(size: Int64, root: [UInt8]) {
        self.size = size
        self.root = root
    }
}
