import Foundation
import HostileText
import Testing

@testable import Answers

@Suite("A mail")
struct MailMessageTests {
    private func message(subject: String = "s", text: String = "a", html: String = "<p>b</p>") throws -> String {
        let message = MailMessage(
            head: try MailHead(
                recipients: ["kai@example.org", "lena@example.org"],
                sender: "tacho@example.org",
                subject: nil
            ),
            subject: subject,
            text: text,
            html: html,
            attachments: [.init(name: "groups.csv", type: "text/csv; charset=utf-8", bytes: Array("x,y\r\n".utf8))],
            seed: [1, 2, 3]
        )
        return String(decoding: message.bytes, as: UTF8.self)
    }

    @Test("its head has no date and no id, and the same message has the same bytes")
    func head() throws {
        let first = try message()
        #expect(
            first.hasPrefix(
                "From: tacho@example.org\r\nTo: kai@example.org,\r\n lena@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;"
            )
        )
        #expect(!first.contains("Date:") && !first.contains("Message-ID:"))
        #expect(try message() == first && (try message(text: "c")) != first)
        // "a", "<p>b</p>" and "x,y" with its line break, by hand: 61 -> YQ==, and so on.
        for part in ["\r\n\r\nYQ==\r\n", "\r\n\r\nPHA+YjwvcD4=\r\n", "\r\n\r\neCx5DQo=\r\n"] {
            #expect(first.contains(part))
        }
    }

    @Test("a subject beyond ASCII is in encoded words that no line is too long for; a plain one stays")
    func subjects() {
        #expect(MailMessage.encoded("prod 99.95%") == "prod 99.95%")
        // U+00B7 is C2 B7: "a · b" is 61 20 C2 B7 20 62.
        #expect(MailMessage.encoded("a · b") == "=?utf-8?B?YSDCtyBi?=")
        let long = MailMessage.encoded(String(repeating: "é", count: 100)).split(separator: "\r\n ")
        #expect(long.count == 5 && long.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?utf-8?B?") })
        // What looks like an encoded word is none.
        #expect(MailMessage.encoded("=?utf-8?B?YQ==?=").hasPrefix("=?utf-8?B?PT91"))
    }

    @Test("whatever a subject holds, it adds no line to the head", arguments: 1...60 as ClosedRange<UInt64>)
    func hostile(seed: UInt64) throws {
        var texts = HostileText(seed: seed)
        let mail = try message(subject: texts.text() + "\r\nBcc: eve@example.org")
        let head = mail.prefix(upTo: try #require(mail.range(of: "\r\n\r\n")).lowerBound)
        #expect(!head.contains("Bcc"), "seed \(seed)")
        for line in head.split(separator: "\r\n") {
            let isField = ["From", "To", "Subject", "MIME-Version", "Content-Type"].contains {
                line.hasPrefix($0 + ":")
            }
            #expect(isField || line.hasPrefix(" "), "seed \(seed): \(line)")
        }
    }

    @Test(
        "what could not stand in one line of a head is refused",
        arguments: [
            "kai", "@example.org", "kai@", "a@b@c", "kai@example.org\r\nBcc: eve@example.org", "Kai <kai@example.org>",
            "", "käi@example.org",
        ]
    )
    func addresses(address: String) {
        #expect(throws: QuestionError.self) { try MailHead(recipients: [address], sender: nil, subject: nil) }
        #expect(throws: QuestionError.self) { try MailHead(recipients: [], sender: address, subject: nil) }
        #expect(throws: QuestionError.self) { try MailHead(recipients: [], sender: nil, subject: "a\nb") }
    }
}
