/// The gzip format (RFC 1952) around stored, not compressed, blocks (RFC 1951, 3.2.4): what a client must be able to
/// read, without a compression library.
enum Gzip {
    static func wrapped(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            let length = UInt16(end - start)
            output.append(end == bytes.count ? 1 : 0)
            append(UInt32(length), count: 2, to: &output)
            append(UInt32(~length), count: 2, to: &output)
            output += bytes[start..<end]
            start = end
        } while start < bytes.count
        append(checksum(bytes), count: 4, to: &output)
        append(UInt32(truncatingIfNeeded: bytes.count), count: 4, to: &output)
        return output
    }

    /// CRC-32 as RFC 1952, 8 defines it, bit by bit.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = (sum >> 1) ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~sum
    }

    private static func append(_ value: UInt32, count: Int, to output: inout [UInt8]) {
        for place in 0..<count { output.append(UInt8(truncatingIfNeeded: value >> (8 * UInt32(place)))) }
    }
}
