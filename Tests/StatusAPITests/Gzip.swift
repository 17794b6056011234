/// `bytes` in gzip's frame (RFC 1952) around stored blocks of deflate (RFC 1951, 3.2.4): valid, not smaller.
func gzipStored(_ bytes: [UInt8]) -> [UInt8] {
    precondition(bytes.count <= 65_535)
    let length = UInt16(bytes.count)
    return gzipHeader + [1] + littleEndian(length) + littleEndian(~length) + bytes
        + littleEndian(crc32(bytes)) + littleEndian(UInt32(bytes.count))
}

/// A gzip stream of 1 + 258 · `runs` zeros in 13 bits a run, without the end that nobody should get to.
///
/// One block of fixed Huffman codes (RFC 1951, 3.2.6): literal 0 is the code 00110000, length 258 is symbol 285, code
/// 11000101, and distance 1 is code 00000.
func gzipBomb(runs: Int) -> [UInt8] {
    var bits: [UInt8] = [1, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
    for _ in 0..<runs {
        bits += [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]
    }
    let packed = stride(from: 0, to: bits.count, by: 8).map { start in
        bits[start..<min(start + 8, bits.count)].enumerated().reduce(UInt8(0)) { $0 | $1.element << $1.offset }
    }
    return gzipHeader + packed
}

private let gzipHeader: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

private func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian, Array.init)
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crc, byte in
        (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
}
