import Foundation
import SchemaValidation
import Simulation
import TestSupport
import Testing
import Timelines

@Suite("A first configuration")
struct InitTests {
    private static let store = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        #expect(try await Fixture.ingest(from: server, into: folder.file("store.sqlite")).code == 0)
        return folder
    }

    private func run(_ arguments: String..., in folder: TemporaryFolder, ends code: Int32 = 0) async throws -> Outcome {
        let store = try await Self.store.value.file("store.sqlite")
        let outcome = try await tacho(
            arguments,
            environment: ["TACHO_DB": store, "TACHO_NOW": "2026-11-16T00:06:00Z"],
            directory: folder.path
        )
        #expect(outcome.code == code, "\(arguments): \(outcome.complaint)")
        return outcome
    }

    @Test("It groups the fleet, finds the office hours of its staging, and a report reads it without a complaint")
    func fleet() async throws {
        let folder = try TemporaryFolder()
        let made = try await run("init", in: folder)
        #expect(
            made.output.isEmpty
                && made.complaint.wholeMatch(of: /tacho: tacho.yml: [0-9]+ groups, .* containers; .*\n/) != nil
        )
        #expect(made.complaint.hasSuffix("read it, then run tacho report\n") && made.saysOneLine)
        let text = try String(contentsOfFile: folder.file("tacho.yml"), encoding: .utf8)
        #expect(text.contains("\n    containers: [\"prod\", \"prod-*\"]\n"))
        // By the fleet's cast: cron_office_hours, on weekdays from 8 to 18.
        #expect(
            text.contains(
                "on weekdays, mostly by cron_office_hours.\n  staging:\n    containers: [\"staging-*\"]\n    hours: mon-fri 08:00-18:00\n"
            )
        )
        let report = try await run("report", "--period", "2026-W46", "--format", "json", in: folder)
        #expect(report.complaint.isEmpty)
        let groups = try JSONValue(parsing: report.output)["groups"]?.elements ?? []
        #expect(groups.contains { $0["name"]?.text == "staging" && $0["hours"]?[0]?.text == "mon-fri 08:00-18:00" })
        #expect(try await run("init", "--output", "-", in: folder).text == text)
    }

    @Test("It never writes over a file, not even a broken link")
    func existing() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("timezone: UTC\n", to: "tacho.yml")
        let refused = try await run("init", in: folder, ends: 64)
        #expect(
            refused.complaint
                == "tacho: tacho.yml: there is a file already, and a configuration is never overwritten; name another file by --output\n"
        )
        #expect(try String(contentsOfFile: folder.file("tacho.yml"), encoding: .utf8) == "timezone: UTC\n")
        try FileManager.default.createSymbolicLink(atPath: folder.file("link.yml"), withDestinationPath: "nowhere")
        _ = try await run("init", "--output", "link.yml", in: folder, ends: 64)
        _ = try await run("init", "--output", "none/tacho.yml", in: folder, ends: 74)
        _ = try await run("init", "--output", "b.yml", "--timezone", "Mars/Base", in: folder, ends: 64)
        #expect(try names(in: folder.path) == ["link.yml", "tacho.yml"])
    }

    @Test("Whatever containers are called, what it writes can be read")
    func hostileNames() async throws {
        let hostile = [
            #"a\"b-1"#, #"a\"b-2"#, #"# c_1"#, #"# c_2"#, #"*x-1"#, #"*x-2"#, #"e\u2028f.1"#, #"e\u2028f.2"#, "all-1",
            "all-2",
        ]
        let store = try await HandmadeStore(
            hostile.enumerated().map { number, name in
                HandmadeStore.Container(
                    id: "6a1b000000000000000000\(number + 10)",
                    listing: ["\"name\":\"\(name)\",\"status\":\"running\""]
                )
            }
        )
        let made = try await store.run("init", "--timezone", "Europe/Berlin")
        #expect(made.code == 0, "\(made.complaint)")
        let report = try await store.run("report", "--period", "2026-W46", "--format", "json")
        #expect(report.code == 0 && report.complaint.isEmpty, "\(report.complaint)")
        let names = (try JSONValue(parsing: report.output)["groups"]?.elements ?? []).compactMap { $0["name"]?.text }
        #expect(Set(names) == ["a\"b", "# c", "e\u{2028}f", "all-group", "other"])
    }
}
