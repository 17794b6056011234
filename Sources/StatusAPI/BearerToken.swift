/// The API's token. Its text leaves this type in the `Authorization` header and nowhere else.
package struct BearerToken: Sendable {
    private let text: String

    /// The token in `text`, without white space around it.
    ///
    /// - Throws: if nothing is left, or there is a character that a header can't contain.
    package init(_ text: String) throws(StatusAPIError) {
        let bytes = text.utf8.drop(while: isBlank)
        guard let last = bytes.lastIndex(where: { !isBlank($0) }) else {
            throw StatusAPIError(
                code: .token,
                message: "the token is empty",
                hint: "set HOODY_TOKEN, or give a file that contains the token with --token-file"
            )
        }
        let trimmed = bytes[...last]
        guard trimmed.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw StatusAPIError(
                code: .token,
                message: "the token contains a character that a header can't contain",
                hint: "a token is one line of visible ASCII characters without a space"
            )
        }
        self.text = String(decoding: trimmed, as: UTF8.self)
    }

    var headerLine: String { "Authorization: Bearer \(text)" }

    /// `text` with every piece of the token in it replaced by `…`, in either case of letters, percent-encoded or not.
    ///
    /// A piece is eight characters in a row or more (the whole token where it is shorter): a server that echoes a token
    /// often cuts it short.
    func redacting(_ text: String) -> String {
        let secret = Array(self.text.utf8).map(folded)
        // A token can itself look percent-encoded, so the text is searched in both forms.
        let once = redacting(text, secret, decoding: true)
        return redacting(once, secret, decoding: false)
    }

    private func redacting(_ text: String, _ secret: [UInt8], decoding: Bool) -> String {
        let written = Array(text.utf8)
        let read = decoding ? percentDecoded(written) : written.indices.map { (byte: folded(written[$0]), end: $0 + 1) }
        let shown = read.map(\.byte)
        let piece = min(8, secret.count)
        var result: [UInt8] = []
        var position = 0
        var begin = 0
        while position < shown.count {
            let match = longestMatch(of: secret, in: shown[position...])
            let isPiece = match >= piece
            position += isPiece ? match : 1
            let end = read[position - 1].end
            result.append(contentsOf: isPiece ? Array("…".utf8) : Array(written[begin..<end]))
            begin = end
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The length of the longest piece of `secret` with which `text` begins.
    private func longestMatch(of secret: [UInt8], in text: ArraySlice<UInt8>) -> Int {
        var longest = 0
        for start in secret.indices where secret[start] == text.first {
            var length = 0
            for (left, right) in zip(secret[start...], text) {
                guard left == right else { break }
                length += 1
            }
            longest = max(longest, length)
        }
        return longest
    }
}

/// The bytes that `text` stands for, `%XX` decoded, in lower case, each with where it ends in `text`.
private func percentDecoded(_ text: [UInt8]) -> [(byte: UInt8, end: Int)] {
    var read: [(byte: UInt8, end: Int)] = []
    var position = 0
    while position < text.count {
        let digits = text[position...].dropFirst().prefix(2)
        let value = digits.allSatisfy(\.isHexDigit) ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil
        if text[position] == UInt8(ascii: "%"), digits.count == 2, let value {
            position += 3
            read.append((folded(value), position))
        } else {
            read.append((folded(text[position]), position + 1))
            position += 1
        }
    }
    return read
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { Character(Unicode.Scalar(self)).isHexDigit }
}

/// ASCII's capital letters as small ones.
private func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}

extension BearerToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(token)" }
    package var debugDescription: String { "(token)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

private func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
}
