import Foundation
import TestSupport
import Testing

@Suite("tacho report --format eml")
struct MailTests {
    /// What Python's own reader of mails finds in one, as JSON.
    private static let reader = """
        import email, email.policy, json, sys
        mail = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
        body = mail.get_body(("plain",)).get_content()
        html = mail.get_body(("html",)).get_content()
        json.dump({
            "to": mail["To"], "from": mail["From"], "subject": mail["Subject"], "defects": len(mail.defects),
            "plain": body, "html": html, "files": {a.get_filename(): a.get_content() for a in mail.iter_attachments()},
        }, open(sys.argv[1] + ".json", "w"))
        """

    private func parsed(_ mail: String, in folder: TemporaryFolder) throws -> [String: Any] {
        let read = try Python.run(["-c", Self.reader, mail], in: folder.path)
        #expect(read.code == 0)
        return try #require(JSONSerialization.jsonObject(with: try bytes(of: mail + ".json")) as? [String: Any])
    }

    @Test("a mail program finds the verdict in the subject, the first page as text, the page as HTML, and tables")
    func parts() async throws {
        let store = try await CompanyStore.shared.value
        let week = ["report", "--period", "2026-W46"]
        let folder = try TemporaryFolder()
        let file = folder.file("week.eml")
        let addresses = ["--to-address", "kai@example.org,lena@example.org", "--from-address", "tacho@example.org"]
        _ = try await store.run(week + addresses + ["--output", file])
        let found = try parsed(file, in: folder)
        #expect(
            found["to"] as? String == "kai@example.org, lena@example.org"
                && found["from"] as? String == "tacho@example.org"
        )
        let subject = try #require(found["subject"] as? String)
        #expect(subject.hasPrefix("prod 9") && subject.contains(" (objective ") && subject.hasSuffix(" · week 46"))
        #expect(found["defects"] as? Int == 0)
        let text = try await store.run(week + ["--width", "76"]).text
        #expect(
            (found["plain"] as? String)?.trimmingCharacters(in: .newlines) == text.trimmingCharacters(in: .newlines)
        )
        let html = try #require(found["html"] as? String)
        for absent in ["<svg", "<style", "<script", "class=", "http"] { #expect(!html.contains(absent), "\(absent)") }
        #expect(html.contains("bgcolor=\"#b83a00\"") && html.contains("prod"))
        let files = try #require(found["files"] as? [String: String])
        #expect(files.keys.sorted() == ["containers.csv", "groups.csv", "outages.csv"])
        #expect(files["groups.csv"]?.contains("service_counted_minutes") ?? false)
        // No line is longer than RFC 5322 allows, and there is no bare line feed.
        let lines = String(decoding: try bytes(of: file), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 998 && !$0.contains("\n") })
    }

    @Test("its options go with it alone, and what is no address is refused")
    func refused() async throws {
        let store = try await CompanyStore.shared.value
        for (arguments, named) in [
            (["--to-address", "kai@example.org"], "--format eml"),
            (["--format", "eml", "--to-address", "kai"], "kai@example.org"),
            (["--format", "eml", "--subject", "a\nb"], "one line"),
        ] {
            let outcome = try await store.run(["report", "--period", "2026-W46"] + arguments, ends: 64)
            #expect(outcome.complaint.contains(named), "\(outcome.complaint)")
        }
        let named = try await store.run(["report", "--period", "2026-W46", "--format", "eml", "--subject", "Monday"])
        #expect(named.text.hasPrefix("Subject: Monday\r\n"))
    }
}
