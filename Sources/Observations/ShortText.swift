/// The UTF-8 of a text of 1 to 32 bytes, stored inline: two are the same text exactly if these are equal.
///
/// Statuses, actors and operations are nearly always of this length, and every entry has several.
package struct ShortText: Equatable, Sendable {
    /// They overlap where the text is shorter than all of them; with the count they still tell every byte.
    private let parts: SIMD4<UInt64>
    private let count: Int

    /// Nil for any other length.
    @inline(__always)
    package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.first, bytes.count <= 32, let start = UnsafeRawPointer(bytes.baseAddress) else {
            return nil
        }
        count = bytes.count
        func word(at offset: Int) -> UInt64 { start.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
        func half(at offset: Int) -> UInt64 { UInt64(start.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) }
        parts =
            switch count {
            case 16...: SIMD4(word(at: 0), word(at: 8), word(at: count - 16), word(at: count - 8))
            case 8...: SIMD4(word(at: 0), word(at: count - 8), 0, 0)
            case 4...: SIMD4(half(at: 0), half(at: count - 4), 0, 0)
            default: SIMD4(UInt64(first), UInt64(bytes[count / 2]), UInt64(bytes[count - 1]), 0)
            }
    }

    /// Nil for any other length.
    @inline(__always)
    package init?(_ text: String) {
        guard let short = text.utf8.withContiguousStorageIfAvailable({ ShortText($0) }) ?? nil else { return nil }
        self = short
    }

    /// A hash from 0 to 255.
    @inline(__always)
    package var bucket: Int {
        // Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4), with the golden ratio of 2^64.
        let mixed = parts[0] ^ parts[1] &<< 21 ^ parts[1] &>> 43 ^ parts[2] &* 3 ^ parts[3] &* 5 ^ UInt64(count)
        return Int((mixed &* 0x9E37_79B9_7F4A_7C15) &>> 56)
    }

    @inline(__always)
    package static func == (left: ShortText, right: ShortText) -> Bool {
        left.count == right.count && left.parts == right.parts
    }
}
