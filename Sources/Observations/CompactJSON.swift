/// The JSON value in `bytes`, which is well formed, without blanks between its parts, and with nothing escaped that need not be (RFC
/// 8259, section 7): quotation marks, backslashes and control characters are; so is half a surrogate pair, which no UTF-8 can hold.
func compactJSON(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var isInText = false
    var position = 0
    while position < bytes.count {
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""):
            isInText.toggle()
            text.append(byte)
        case UInt8(ascii: "\\") where isInText: position = appendEscape(in: bytes, at: position, to: &text)
        case 0x20, 0x09, 0x0A, 0x0D: if isInText { text.append(byte) }
        default: text.append(byte)
        }
    }
    return String(decoding: text, as: UTF8.self)
}

/// Appends what the escape whose letter is at `position` stands for. Returns: the position behind it.
private func appendEscape(in bytes: UnsafeBufferPointer<UInt8>, at position: Int, to text: inout [UInt8]) -> Int {
    guard position < bytes.count else { return position }
    switch bytes[position] {
    case UInt8(ascii: "/"): text.append(UInt8(ascii: "/"))
    case UInt8(ascii: "u"):
        guard let first = unit(in: bytes, at: position + 1) else { break }
        if 0xD800..<0xDC00 ~= first, position + 6 < bytes.count, bytes[position + 5] == UInt8(ascii: "\\"),
            bytes[position + 6] == UInt8(ascii: "u"), let second = unit(in: bytes, at: position + 7),
            0xDC00..<0xE000 ~= second, let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
            text.append(contentsOf: Array(String(scalar).utf8))
            return position + 11
        }
        append(first, to: &text)
        return position + 5
    default: text.append(contentsOf: [UInt8(ascii: "\\"), bytes[position]])
    }
    return position + 1
}

/// The UTF-16 code unit that four hex digits write; nil where there are none.
private func unit(in bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    return UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
}

/// Appends a code unit that is no part of a pair.
private func append(_ unit: UInt32, to text: inout [UInt8]) {
    let short: [UInt32: Character] = [0x08: "b", 0x09: "t", 0x0A: "n", 0x0C: "f", 0x0D: "r", 0x22: "\"", 0x5C: "\\"]
    if let letter = short[unit] {
        text.append(contentsOf: Array("\\\(letter)".utf8))
    } else if unit >= 0x20, let scalar = Unicode.Scalar(unit) {
        text.append(contentsOf: Array(String(scalar).utf8))
    } else {
        let digits = String(unit, radix: 16)
        text.append(contentsOf: Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8))
    }
}
