import Crypto
import Transparency

func big(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
}

func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
}

/// RFC 6962, section 2.1, as it is written there.
func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
    guard let first = leaves.first else { return Array(SHA256.hash(data: [])) }
    if leaves.count == 1 { return Array(SHA256.hash(data: [0] + first)) }
    let half = half(of: leaves.count)
    return Array(SHA256.hash(data: [1] + root(leaves.prefix(half)) + root(leaves.dropFirst(half))))
}

/// The largest power of two that is smaller than `count`.
func half(of count: Int) -> Int {
    var half = 1
    while half * 2 < count { half *= 2 }
    return half
}

/// Two different leaves for two different numbers.
func leafData(_ number: Int) -> [UInt8] {
    [UInt8(number & 255), UInt8(number >> 8), 7]
}
