#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A server's message about a refusal, made fit for one line of a terminal.
struct ServerMessage {
    var text: String

    private static let longest = 200

    /// The `message` (or else the `error`) of an error envelope; nil where the body has none.
    init?(body: [UInt8], hiding token: BearerToken) {
        guard
            body.count <= 1 << 16,
            let envelope = try? JSONDecoder().decode(ErrorEnvelope.self, from: Data(body)),
            let message = envelope.message?.text ?? envelope.error
        else { return nil }
        self.init(message, hiding: token)
    }

    /// `message` without the token, user names and passwords, without control characters, and shortened; nil where nothing is
    /// left.
    init?(_ message: String, hiding token: BearerToken) {
        // A bound before the search for the token keeps it cheap; it is far beyond what is shown.
        let visible = String(String.UnicodeScalarView(message.unicodeScalars.prefix(2_000).map(printable)))
        let redacted = token.redacting(visible.withoutUserInformation(needingScheme: false))
        let line = redacted.split(separator: " ").joined(separator: " ")
        guard !line.isEmpty else { return nil }
        text = line.count > ServerMessage.longest ? line.prefix(ServerMessage.longest - 1) + "…" : line
    }
}

/// Replaces characters that move the cursor, break the line or change the direction of writing by a space.
private func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: " "
    default: scalar
    }
}

/// `{"statusCode": 400, "error": "Bad Request", "message": "…"}`; the message of a validation is sometimes a list.
private struct ErrorEnvelope: Decodable {
    var message: Message?
    var error: String?

    struct Message: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self.text = text
            } else {
                text = try container.decode([String].self).joined(separator: "; ")
            }
        }
    }
}

extension String {
    /// The text with `…` in place of the user information of every address in it: `http://…@proxy:3128`.
    ///
    /// A password can contain anything, so everything before the last `@` of a word is removed, back to `://`, percent-encoded or
    /// not. Where a scheme is not needed, as in `name:password@proxy`, it is removed back to the word's beginning.
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

/// `word` has no white space.
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
