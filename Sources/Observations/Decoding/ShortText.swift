/// The UTF-8 of a text of 1 to 32 bytes, held in place: two are the same text exactly where these are equal.
///
/// Statuses, actors and operations are nearly always of this length, and every entry has several.
package struct ShortText: Equatable, Sendable {
    /// They overlap where the text is shorter than all of them; with the count they still tell every byte.
    private let words: SIMD4<UInt64>
    private let count: Int

    /// Nil for any other length.
    @inline(__always)
    package init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.first, bytes.count <= 32, let start = UnsafeRawPointer(bytes.baseAddress) else {
            return nil
        }
        count = bytes.count
        func word(at place: Int) -> UInt64 { start.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
        func half(at place: Int) -> UInt64 { UInt64(start.loadUnaligned(fromByteOffset: place, as: UInt32.self)) }
        words =
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

    /// A place from 0 to 255 that texts share as seldom as if it were drawn.
    @inline(__always)
    package var place: Int {
        // Multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4), with the golden ratio of 2^64.
        let mixed = words[0] ^ words[1] &<< 21 ^ words[1] &>> 43 ^ words[2] &* 3 ^ words[3] &* 5 ^ UInt64(count)
        return Int((mixed &* 0x9E37_79B9_7F4A_7C15) &>> 56)
    }

    @inline(__always)
    package static func == (left: ShortText, right: ShortText) -> Bool {
        left.count == right.count && left.words == right.words
    }
}
