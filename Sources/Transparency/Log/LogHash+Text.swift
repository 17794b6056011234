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
