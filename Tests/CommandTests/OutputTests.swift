import Foundation
import Simulation
import TestSupport
import Testing

/// What every command does with the file that a result goes to; every kind of name is tried in `FilesTests`.
@Suite("Where a result goes")
struct OutputTests {
    struct Writing: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let protected: [String]

        init(_ command: String, reading files: String...) {
            arguments = command.split(separator: " ").map(String.init)
            // Under any name the store is refused by each command; the rest by that which they share.
            protected = files + ["store.sqlite", "link"]
        }

        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(
        "a command refuses to write over what it reads or needs, any database and any key; nothing changes",
        arguments: [
            Writing(
                "report --config my.yml --output",
                reading: "my.yml",
                "store.sqlite-wal",
                "store.sqlite-shm",
                "store.sqlite-lock",
                "old.sqlite",
                "other.key"
            ),
            Writing("report --format csv --table windows --output"),
            Writing("report --format csv --output"),
            Writing("who stopped --config my.yml --output", reading: "my.yml"),
            Writing("timeline prod --config my.yml --output", reading: "my.yml"),
            Writing("explain fleet.restarts.count --config my.yml --output", reading: "my.yml"),
            Writing("trend --config my.yml --output", reading: "my.yml"),
            Writing("audit --output"), Writing("audit --format csv --output"),
            Writing("query restarts --output"),
            Writing("check --baseline baseline.json --config my.yml --output", reading: "my.yml", "baseline.json"),
            Writing("check --config my.yml --save-baseline", reading: "my.yml"),
            Writing("checkpoint --key fleet.key --output", reading: "fleet.key"),
            Writing("prove --from first.checkpoint --output", reading: "first.checkpoint"),
            Writing(
                "verify --against first.checkpoint --key fleet.pub --output",
                reading: "first.checkpoint",
                "fleet.pub"
            ),
            Writing("verify --proof entry.proof --key fleet.pub --output", reading: "entry.proof", "fleet.pub"),
            Writing(
                "ingest --base-url http://127.0.0.1:1 --token-file token --key fleet.key --checkpoint-file",
                reading: "fleet.key",
                "token"
            ),
        ]
    )
    func refused(writing: Writing) async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let folder = fixture.folder
        _ = try folder.write("timezone: UTC\n", to: "my.yml")
        // A baseline that can be read, so that no run ends before it looks at where it is to write.
        let saved = try await fixture.run(["check", "--period", "2026-W45", "--save-baseline", "baseline.json"])
        #expect(saved.code == 0, "\(saved.complaint)")
        #expect(chmod(try folder.write(Fixture.token, to: "token"), 0o600) == 0)
        #expect(symlink("store.sqlite", folder.file("link")) == 0)
        let before = try contents(of: folder)
        for name in writing.protected {
            let outcome = try await fixture.run(writing.arguments + [name])
            #expect(outcome.code == 64, "\(name): \(outcome.complaint)")
            #expect(outcome.saysOneLine, "\(outcome.complaint)")
            #expect(outcome.output.isEmpty)
            #expect(try contents(of: folder) == before, "\(name)")
        }
    }

    private func contents(of folder: TemporaryFolder) throws -> [String: Data] {
        Dictionary(uniqueKeysWithValues: try names(in: folder.path).map { ($0, try bytes(of: folder.file($0))) })
    }

    @Test("a table of a folder that is a link to the store is refused, and the other tables stay as they were")
    func table() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let folder = fixture.folder
        try FileManager.default.createDirectory(atPath: folder.file("tables"), withIntermediateDirectories: false)
        _ = try folder.write("old", to: "tables/summary.csv")
        #expect(symlink("../store.sqlite", folder.file("tables/windows.csv")) == 0)
        let before = try bytes(of: folder.file("store.sqlite"))
        let outcome = try await fixture.run("report", "--format", "csv", "--output", "tables")
        #expect(outcome.code == 64)
        #expect(outcome.complaint.contains("tables/windows.csv: not written, because it is the event store"))
        #expect(try bytes(of: folder.file("store.sqlite")) == before)
        #expect(try fixture.text("tables/summary.csv") == "old")
    }

    @Test("- is standard output, a device takes everything, and a standard stream that is closed is never a file")
    func streams() async throws {
        let fixture = try await EvidenceFixture.shared.value
        let plain = try await fixture.run("who", "stopped", "prod")
        for name in ["-", "/dev/stdout"] {
            #expect(try await fixture.run("who", "stopped", "prod", "--output", name).output == plain.output)
        }
        #expect(try await fixture.run("who", "stopped", "prod", "--output", "/dev/null").code == 0)
        let tables = try await fixture.run("report", "--format", "csv", "--output", "-")
        #expect(tables.code == 64)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "\"$0\" who stopped prod >&- 2>/dev/null", BuiltProgram.url.path]
        process.environment = ["TACHO_DB": "store.sqlite", "TACHO_NOW": Fixture.nowText]
        process.currentDirectoryURL = URL(filePath: fixture.folder.path)
        try process.start().wait()
        #expect(process.terminationStatus == 74)
    }

    @Test("a token comes through a pipe; a standard input that is closed and a device without end are errors")
    func tokens() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server(token: .exactly(Fixture.token))
        defer { server.stop() }
        let ingest = "\"$0\" ingest --container prod --base-url \(server.baseURL) --db store.sqlite --token-file"
        let expected: [(String, Int32)] = [
            ("printf %s \(Fixture.token) | \(ingest) /dev/stdin", 0), ("\(ingest) - <&-", 64),
            ("\(ingest) /dev/zero", 64),
            ("\(ingest) /dev/null", 64),
        ]
        for (command, code) in expected {
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", command + " 2>error", BuiltProgram.url.path]
            process.environment = ["TACHO_NOW": Fixture.nowText]
            process.currentDirectoryURL = URL(filePath: folder.path)
            try process.start().wait()
            let said = String(decoding: try bytes(of: folder.file("error")), as: UTF8.self)
            #expect(process.terminationReason == .exit && process.terminationStatus == code, "\(command): \(said)")
        }
        let readable = try folder.write(Fixture.token, to: "token")
        #expect(chmod(readable, 0o644) == 0)
        let command =
            Fixture.ingestion(from: server.baseURL, into: folder.file("store.sqlite")) + ["--token-file", readable]
        #expect(try await tacho(command).complaint.contains("others than its owner can use this token; chmod 600"))
        #expect(chmod(readable, 0o600) == 0)
        #expect(try await tacho(command).complaint.contains("chmod") == false)
    }
}
