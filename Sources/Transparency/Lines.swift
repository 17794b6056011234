/// A text's lines; each ends with a line feed, the last one too.
struct Lines {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    /// What no line was taken from yet.
    var remainder: ArraySlice<UInt8> { rest }
    var isAtEnd: Bool { rest.isEmpty }

    /// The next line without its line feed; nil at the end, and where the line is cut off.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    /// What follows `prefix` in the next line; nil, and nothing taken, where the line begins otherwise.
    mutating func next(after prefix: String) -> ArraySlice<UInt8>? {
        var ahead = self
        guard let line = ahead.next(), line.starts(with: prefix.utf8) else { return nil }
        self = ahead
        return line.dropFirst(prefix.utf8.count)
    }

    /// The hashes up to the next empty line, which is taken too; nil where a line is no hash in base64, or no empty one comes.
    mutating func hashes() -> [LogHash]? {
        var hashes: [LogHash] = []
        while let line = next() {
            if line.isEmpty { return hashes }
            guard let hash = LogHash(base64: line) else { return nil }
            hashes.append(hash)
        }
        return nil
    }
}

/// Base64 as RFC 4648 has it in section 4: with padding, and each list of bytes has one text only.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
    private static let values = {
        var values = [UInt8?](repeating: nil, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    package static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for position in 0..<4 {
                text.append(position <= group.count ? alphabet[bits >> (18 - 6 * position) & 63] : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` means; nil where it is no base64, or not the one text of these bytes.
    static func bytes(of text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        let digits = text.reversed().drop { $0 == padding }.reversed()
        let padded = text.count - digits.count
        guard padded <= 2 else { return nil }
        var bits: UInt32 = 0
        var held = 0
        for digit in digits {
            guard let value = values[Int(digit)] else { return nil }
            bits = bits << 6 | UInt32(value)
            held += 6
            guard held >= 8 else { continue }
            held -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> held))
        }
        // What is left over has to be nothing.
        return bits & (1 << held - 1) == 0 && held == 2 * padded ? bytes : nil
    }
}

/// A count from 0 as the formats of transparency logs write it: ASCII digits, no sign, no leading zero.
enum Decimal {
    /// Nil where `text` is no such number, or larger than 2^63 − 1.
    static func value(of text: some Collection<UInt8>) -> Int64? {
        guard let first = text.first, first != UInt8(ascii: "0") || text.count == 1 else { return nil }
        var value: Int64 = 0
        for digit in text {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
            let (tens, overflown) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflownBySum) = tens.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
            guard !overflown, !overflownBySum else { return nil }
            value = sum
        }
        return value
    }
}
