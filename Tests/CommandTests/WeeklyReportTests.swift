import Foundation
import Simulation
import TestSupport
import Testing

@Suite("docs/every-monday.md and its script")
struct WeeklyReportTests {
    private func example(_ name: String) throws -> String {
        try String(contentsOf: BuiltProgram.sourceFolder.appending(path: "docs/examples/\(name)"), encoding: .utf8)
    }

    /// A sendmail that keeps the mail.
    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("bin"), withIntermediateDirectories: false)
        let path = try folder.write("#!/bin/sh\n[ \"$1\" = -t ] && cat > mail\n", to: "bin/sendmail")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return folder
    }

    @Test("the script mails the first page of last week's report, whose first line is in the subject")
    func mail() async throws {
        let folder = try folder()
        let server = try Fixture.server()
        defer { server.stop() }
        let script = try example("weekly-report.sh")
        let code = try await runScript(script, in: folder, server, "team@example.com")
        let log = try String(contentsOfFile: folder.file("log"), encoding: .utf8)
        #expect(code == 0 && log.isEmpty, "\(log)")
        let mail = try String(contentsOfFile: folder.file("mail"), encoding: .utf8)
        let parts = mail.split(separator: "\n\n", maxSplits: 1)
        let head = parts[0].split(separator: "\n")
        #expect(head[0] == "To: team@example.com")
        #expect(head[1] == "Subject: Stability report: Week 46 (Mon 9 to Sun 15 Nov 2026, UTC)")
        let report = try await tacho(
            "report",
            "--period",
            "last-week",
            environment: ["TACHO_DB": folder.file("tachograph.sqlite"), "TACHO_NOW": Fixture.nowText]
        )
        #expect(parts[1] == report.text)
        #expect(try example("tacho-weekly.service").contains("weekly-report.sh team@example.com"))
    }

    @Test("where the platform refuses the token, it fails and mails nothing")
    func refused() async throws {
        let folder = try folder()
        let server = try Fixture.server(token: .exactly(Fixture.token))
        defer { server.stop() }
        let script = "export HOODY_TOKEN=wrong\n" + (try example("weekly-report.sh"))
        #expect(try await runScript(script, in: folder, server, "team@example.com") != 0)
        #expect(!FileManager.default.fileExists(atPath: folder.file("mail")))
    }
}
