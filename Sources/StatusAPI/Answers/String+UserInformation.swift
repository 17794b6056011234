extension String {
    /// The text with `…` in place of the user information of every address in it: `http://…@proxy:3128`.
    ///
    /// A password can hold anything that a careless hand puts there, so that what stands before the last `@` of a word goes,
    /// back to `://`, percent-encoded or not. Where a scheme is not needed, as in `name:password@proxy`, it goes back to the
    /// word's beginning.
    package func withoutUserInformation(needingScheme: Bool) -> String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "%") }) else { return self }
        var result = ""
        var word = ""
        for character in self {
            if character.isWhitespace {
                result += hidingUserInformation(in: word, needingScheme)
                word = ""
                result.append(character)
            } else {
                word.append(character)
            }
        }
        return result + hidingUserInformation(in: word, needingScheme)
    }
}

/// `word` holds no white space.
private func hidingUserInformation(in word: String, _ needingScheme: Bool) -> String {
    let bytes = Array(word.utf8)
    let folded = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    guard let end = [folded.lastStart(of: "@"), folded.lastStart(of: "%40")].compactMap(\.self).max() else {
        return word
    }
    let before = folded[..<end]
    let begin: Int
    if let scheme = before.firstEnd(of: "://") ?? before.firstEnd(of: "%3a%2f%2f") {
        begin = scheme
    } else if !needingScheme, [":", "%3a"].contains(where: { before.firstEnd(of: $0) != nil }) {
        begin = 0
    } else {
        return word
    }
    return String(decoding: bytes[..<begin] + Array("…".utf8) + bytes[end...], as: UTF8.self)
}

extension Collection where Element == UInt8, Index == Int {
    /// Where `text` begins for the last time.
    fileprivate func lastStart(of text: String) -> Int? {
        (startIndex..<endIndex).last { self[$0...].starts(with: text.utf8) }
    }

    /// Where `text` ends for the first time.
    fileprivate func firstEnd(of text: String) -> Int? {
        (startIndex..<endIndex).first { self[$0...].starts(with: text.utf8) }.map { $0 + text.utf8.count }
    }
}
