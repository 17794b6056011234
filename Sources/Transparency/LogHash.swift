internal import Crypto

/// A SHA-256 hash, held in place: the tree has two for each observation.
package struct LogHash: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    package static let byteCount = SHA256.byteCount

    /// Nil where `bytes` are not 32.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count == SHA256.byteCount else { return nil }
        withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: bytes) }
    }

    private init(_ digest: SHA256.Digest) {
        withUnsafeMutableBytes(of: &words) { words in
            digest.withUnsafeBytes { words.copyMemory(from: $0) }
        }
    }

    /// The hash of `data`.
    package init(of data: UnsafeRawBufferPointer) {
        var hasher = SHA256()
        hasher.update(bufferPointer: data)
        self.init(hasher.finalize())
    }

    /// An inner node of the tree: the hash of 1 and both children.
    package init(left: LogHash, right: LogHash) {
        self = withUnsafeTemporaryAllocation(byteCount: 1 + 2 * SHA256.byteCount, alignment: 1) { node in
            node[0] = 1
            left.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: node[1...]).copyMemory(from: $0) }
            right.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: node[33...]).copyMemory(from: $0) }
            return LogHash(of: UnsafeRawBufferPointer(node))
        }
    }

    package var bytes: [UInt8] {
        withUnsafeBytes { Array($0) }
    }

    package func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
        try Swift.withUnsafeBytes(of: words, body)
    }

    package static func == (left: LogHash, right: LogHash) -> Bool {
        left.words == right.words
    }

    package func hash(into hasher: inout Hasher) {
        withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension LogHash {
    /// The root of the empty log: the hash of nothing (RFC 9162, 2.1.1).
    package static let ofNothing = [].withUnsafeBytes { LogHash(of: $0) }

    /// Nil where `bytes` are not 32.
    package init?(_ bytes: [UInt8]) {
        guard let hash = bytes.withUnsafeBytes({ LogHash($0) }) else { return nil }
        self = hash
    }

    /// Nil where `text` is not the base64 of 32 bytes.
    init?(base64 text: some Collection<UInt8>) {
        guard let bytes = Base64.bytes(of: text) else { return nil }
        self.init(bytes)
    }

    /// The hash as checkpoints and proofs write it (RFC 4648, section 4).
    package var base64: String {
        Base64.text(of: bytes)
    }

    /// The hash of a leaf with these data (RFC 9162, 2.1.1).
    package init(ofLeaf data: [UInt8]) {
        self = ([MerkleFrontier.leafPrefix] + data).withUnsafeBytes { LogHash(of: $0) }
    }
}

extension LogHash {
    /// In lower-case hex.
    package var hexadecimal: String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
