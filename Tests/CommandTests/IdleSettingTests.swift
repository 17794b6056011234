import Foundation
import SchemaValidation
import Simulation
import TestSupport
import Testing

@Suite("Settings that have no effect are told, and the rest is as it was")
struct IdleSettingTests {
    /// A store of the fleet, made once; each test has a folder of its own for the configuration.
    private static let store = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        #expect(try await Fixture.ingest(from: server, into: folder.file("store.sqlite")).code == 0)
        return folder
    }

    private func run(_ arguments: [String], _ folder: TemporaryFolder) async throws -> Outcome {
        try await tacho(
            arguments,
            environment: ["TACHO_DB": Self.store.value.file("store.sqlite")],
            directory: folder.path
        )
    }

    static let commands = [
        ["report", "--period", "2026-W46"], ["who"],
        ["check", "--period", "2026-W46", "--max-p50", "1h"],
        ["explain", "fleet.restarts.count", "--period", "2026-W46"],
    ]

    @Test("a tacho.yaml beside which a tacho.yml would be read", arguments: commands)
    func otherEnding(command: [String]) async throws {
        let folder = try TemporaryFolder()
        let without = try await run(command, folder)
        #expect(without.complaint.isEmpty, "\(without.complaint)")
        _ = try folder.write("actors:\n  - {match: '*', kind: system}\n", to: "tacho.yaml")
        let outcome = try await run(command, folder)
        #expect(outcome.complaint == "tacho: tacho.yaml: not read; rename it to tacho.yml, or name it by --config\n")
        #expect(outcome.code == without.code && outcome.output == without.output)
        #expect(try await run(command + ["--quiet"], folder).complaint.isEmpty)
        #expect(try await run(command + ["--config", "tacho.yaml"], folder).complaint.isEmpty)
    }

    @Test("a maintenance glob that matches no container, or would but for the case of its letters", arguments: commands)
    func idleGlobs(command: [String]) async throws {
        let folder = try TemporaryFolder()
        let globs = ["prod", "PROD-*", "nothing-*"] + (0..<7).map { "x\($0)" }
        _ = try folder.write(
            "maintenance:\n  - name: night\n    containers: [\(globs.map { "'\($0)'" }.joined(separator: ", "))]\n"
                + "    from: 2020-01-01T00:00:00Z\n    to: 2020-01-02T00:00:00Z\n",
            to: "tacho.yml"
        )
        let outcome = try await run(command, folder)
        #expect(outcome.code == 0, "\(outcome.complaint)")
        #expect(outcome.saysOneLine, "\(outcome.complaint)")
        let beginning =
            "tacho: tacho.yml: maintenance without effect: no container matches PROD-* (letter case counts: prod-"
        #expect(outcome.complaint.hasPrefix(beginning), "\(outcome.complaint)")
        #expect(outcome.complaint.hasSuffix("), nothing-*, x0, x1, x2 and 4 more\n"), "\(outcome.complaint)")
        #expect(try await run(command + ["--quiet"], folder).complaint.isEmpty)
        _ = try folder.write(
            "maintenance:\n  - name: night\n    containers: [prod, 'prod-*']\n    from: 2020-01-01T00:00:00Z\n"
                + "    to: 2020-01-02T00:00:00Z\n",
            to: "tacho.yml"
        )
        #expect(try await run(command, folder).complaint.isEmpty)
    }

    @Test("an instant of a query's range is the same in every way of writing it")
    func instants() async throws {
        let folder = try TemporaryFolder()
        let expected = try await run(["query", "restarts", "--set", "from=2026-11-09T00:00:00Z"], folder)
        #expect(expected.code == 0 && expected.text.count > 200, "\(expected.complaint)")
        for text in [
            "2026-11-09", "2026-11-09T00:00:00", "2026-11-09 00:00", "2026-11-09T00:00Z", "2026-11-09T01:00:00+01:00",
            "1794182400000", "2026-11-09T00:00:00.000Z",
        ] {
            let outcome = try await run(["query", "restarts", "--set", "from=\(text)"], folder)
            #expect(outcome.code == 0, "\(text): \(outcome.complaint)")
            #expect(outcome.output == expected.output, "\(text)")
        }
        // A range is named as for a report, by the zone of the option or of the configuration.
        let week = ["from=2026-11-08T10:00:00Z", "to=2026-11-15T10:00:00Z"].flatMap { ["--set", $0] }
        let local = try await run(["query", "downtime-windows"] + week, folder)
        let named = ["query", "downtime-windows", "--period", "2026-W46"]
        #expect(try await run(named, folder).output != local.output)
        #expect(try await run(named + ["--timezone", "Pacific/Kiritimati"], folder).output == local.output)
        let configuration = try folder.write("timezone: Pacific/Kiritimati\n", to: "zone.yml")
        #expect(try await run(named + ["--config", configuration], folder).output == local.output)
        // Empty is the default, as in the shell.
        let whole = try await run(["query", "restarts"], folder)
        let empty = ["from=", "to=", "container=", "paused=", "restart_gap_ms="].flatMap { ["--set", $0] }
        #expect(try await run(["query", "restarts"] + empty, folder).output == whole.output)
    }

    @Test(
        "ingest --container selects what report --container does",
        arguments: ["prod*", "prod", "*-api*", "dev-?nna"]
    )
    func ingestGlob(pattern: String) async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let outcome = try await Fixture.ingest(from: server, into: folder.file("some.sqlite"), "--container", pattern)
        #expect(outcome.code == 0, "\(outcome.complaint)")
        let report = try await run(
            ["report", "--period", "2026-W46", "--container", pattern, "--format", "json"],
            folder
        )
        let reported = try JSONValue(parsing: Array(report.output))["containers"]?.elements.compactMap {
            $0["id"]?.text
        }
        #expect(reported?.isEmpty == false)
        #expect(try StoreContent(folder.file("some.sqlite")).covered() == reported?.sorted())
    }
}
