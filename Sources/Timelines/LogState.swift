/// The log that a report was computed from: enough to tell whether another one stands on the same evidence.
package struct LogState: Hashable, Sendable {
    /// How many leaves it has.
    package var size: Int64
    /// Its RFC 6962 root hash, 32 bytes.
    package var root: [UInt8]

    package init(size: Int64, root: [UInt8]) {
        self.size = size
        self.root = root
    }
}
