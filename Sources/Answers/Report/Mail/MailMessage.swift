internal import Timelines
internal import Transparency

/// Who a mail is from and to, and what it is about.
package struct MailHead: Hashable, Sendable {
    /// At least one for a mail that is to be sent as it is; without any, whoever sends it adds them.
    package var recipients: [String]
    package var sender: String?
    /// Nil: the verdict.
    package var subject: String?

    /// Throws: `QuestionError` where an address or the subject could not stand in one line of a head.
    package init(recipients: [String], sender: String?, subject: String?) throws {
        for address in recipients + [sender].compactMap(\.self) {
            let isPlain = address.unicodeScalars.allSatisfy {
                $0.isASCII && $0.value > 0x20 && $0 != "," && $0 != "<" && $0 != ">"
            }
            guard isPlain, address.split(separator: "@", omittingEmptySubsequences: false).count == 2,
                !address.hasPrefix("@"), !address.hasSuffix("@")
            else {
                throw QuestionError.usage("\(address.debugDescription) is no mail address; write it as kai@example.org")
            }
        }
        if let subject, subject.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            throw QuestionError.usage("--subject: a subject is one line, without control characters")
        }
        self.recipients = recipients
        self.sender = sender
        self.subject = subject
    }
}

/// A mail by RFC 5322 and RFC 2045 to 2047, as `sendmail -t` takes it: a text, the same as HTML, and files.
///
/// It has no date and no id, because those are of the sending: the program that sends it adds them. The boundaries between its parts are
/// made from `seed`, so that the same message has the same bytes.
struct MailMessage {
    struct Attachment {
        let name: String
        let type: String
        let bytes: [UInt8]
    }

    var head: MailHead
    var subject: String
    var text: String
    var html: String
    var attachments: [Attachment]
    var seed: [UInt8]

    var bytes: [UInt8] {
        let (outer, inner) = (boundary(1), boundary(2))
        var lines: [String] = []
        if let sender = head.sender { lines.append("From: \(sender)") }
        if !head.recipients.isEmpty { lines.append("To: " + head.recipients.joined(separator: ",\r\n ")) }
        lines.append("Subject: " + MailMessage.encoded(head.subject ?? subject))
        lines += ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=\"\(outer)\"", ""]
        lines += ["--\(outer)", "Content-Type: multipart/alternative; boundary=\"\(inner)\"", ""]
        for (type, content) in [("text/plain", text), ("text/html", html)] {
            lines += ["--\(inner)", "Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: base64", ""]
            lines += MailMessage.base64Lines(Array(content.utf8))
        }
        lines += ["--\(inner)--"]
        for attachment in attachments {
            lines += [
                "--\(outer)", "Content-Type: \(attachment.type); name=\"\(attachment.name)\"",
                "Content-Disposition: attachment; filename=\"\(attachment.name)\"", "Content-Transfer-Encoding: base64",
                "",
            ]
            lines += MailMessage.base64Lines(attachment.bytes)
        }
        lines += ["--\(outer)--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    /// No line of base64 begins with a hyphen, so no content can end a part.
    private func boundary(_ number: UInt8) -> String {
        let hash = (seed + Array(text.utf8) + [number]).withUnsafeBytes { LogHash(of: $0).hexadecimal }
        return "tachograph-\(hash.prefix(32))"
    }

    /// In lines of 76 characters, as RFC 2045 has them.
    private static func base64Lines(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 57).map { Base64.text(of: Array(bytes[$0..<min($0 + 57, bytes.count)])) }
    }

    /// A text of a head: as it is if it is printable ASCII, else in encoded words (RFC 2047), each of at most 75 characters and a line of
    /// its own.
    static func encoded(_ text: String) -> String {
        guard
            text.unicodeScalars.contains(where: { !$0.isASCII || $0.value < 0x20 || $0.value == 0x7F })
                || text.utf8.count > 60 || text.contains("=?")
        else {
            return text
        }
        var words: [[UInt8]] = [[]]
        for character in text {
            // 45 bytes are 60 characters of base64; a character is never divided, unless it alone is longer.
            for piece in Array(character.utf8).count > 45
                ? character.unicodeScalars.map({ Array(String($0).utf8) }) : [Array(character.utf8)]
            {
                if words[words.count - 1].count + piece.count > 45 { words.append([]) }
                words[words.count - 1] += piece
            }
        }
        return words.map { "=?utf-8?B?\(Base64.text(of: $0))?=" }.joined(separator: "\r\n ")
    }
}
