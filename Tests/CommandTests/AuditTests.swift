import Foundation
import Simulation
import TestSupport
import Testing
import Timelines

@Suite("What the platform changed or hid")
struct AuditTests {
    /// A store that saw both days of the fleet, made once.
    private static let folder = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server(at: Fixture.fleet.clock(revision: 1))
        defer { server.stop() }
        for time in ["2026-11-15T00:00:00Z", Fixture.nowText] {
            let outcome = try await tacho(
                Fixture.ingestion(from: server.baseURL, into: folder.file("store.sqlite")),
                environment: ["HOODY_TOKEN": Fixture.token, "TACHO_NOW": time]
            )
            #expect(outcome.code == 0, "\(outcome.complaint)")
            server.serve(.fixed(Fixture.fleet.clock(revision: 2)))
        }
        return folder
    }

    private func audit(_ arguments: String...) async throws -> Outcome {
        let folder = try await Self.folder.value
        let outcome = try await tacho(["audit"] + arguments, environment: ["TACHO_DB": folder.file("store.sqlite")])
        #expect(outcome.code == 0, "\(outcome.complaint)")
        #expect(outcome.complaint.isEmpty)
        return outcome
    }

    @Test("the verdict stands in the first line, and the fleet shows a finding of every kind")
    func verdict() async throws {
        let text = try await audit().text
        #expect(text.hasPrefix("Upstream rewrote history: 1 entry amended, 1 vanished.\n"))
        for heading in ["By container", "Amended:", "Vanished:", "Chain breaks:", "Quarantined:", "Drift:"] {
            #expect(text.contains("\n\n\(heading)"), "\(heading)")
        }
        #expect(text.contains("duration_ms: 16517 → 14321"))
    }

    @Test("the range is of when it was noticed")
    func range() async throws {
        // Monday's pass noticed at midnight what Sunday's could not.
        let sunday = try await audit("--period", "2026-11-15").text
        #expect(sunday.hasPrefix("Nothing was rewritten"))
        #expect(sunday.contains("5 chain breaks, 11 quarantined elements"))
        let monday = try await audit("--from", "2026-11-16T00:00:00Z", "--to", "2026-11-17T00:00Z").text
        #expect(monday.hasPrefix("Upstream rewrote history: 1 entry amended, 1 vanished.\nNo chain is broken"))
        let never = try await audit("--period", "2026-W40").text
        #expect(never.hasPrefix("Nothing was rewritten"))
        #expect(!never.contains("By container"))
    }

    @Test("filters narrow it")
    func filters() async throws {
        let wiki = try await audit("--container", "tools-wiki").text
        #expect(wiki.hasPrefix("Upstream rewrote history: 0 entries amended, 1 vanished."))
        #expect(wiki.contains("Searched: everything recorded, 1 container."))
        let both = try await audit("--container", "tools-wiki", "--container", "prod-web", "--format", "json").text
        #expect(both.contains("\"searched\": 2"))
        #expect(!both.contains("prod-search"))
    }

    @Test("every table is printed by its name, and written into a folder")
    func tables() async throws {
        let folder = try TemporaryFolder()
        _ = try await audit("--format", "csv", "--output", folder.file("audit"))
        #expect(
            try names(in: folder.file("audit")) == [
                "amendments.csv", "chain-breaks.csv", "containers.csv", "drift.csv", "quarantined.csv", "summary.csv",
                "vanished.csv",
            ]
        )
        for name in try names(in: folder.file("audit")) {
            let table = String(name.dropLast(4))
            let printed = try await audit("--format", "csv", "--table", table).output
            let isSame = try bytes(of: folder.file("audit/\(name)")) == printed
            #expect(isSame, "\(name)")
            // The names of the columns, and at least one finding.
            #expect(printed.split(separator: UInt8(ascii: "\n")).count > 1, "\(name)")
        }
    }

    @Test("it is the same on a second run, also from a rebuilt store")
    func repeated() async throws {
        let first = try await audit("--format", "json").output
        #expect(try await audit("--format", "json").output == first)
        let folder = try TemporaryFolder()
        let store = try await Self.folder.value.file("store.sqlite")
        try FileManager.default.copyItem(atPath: store, toPath: folder.file("copy.sqlite"))
        let environment = ["TACHO_DB": folder.file("copy.sqlite")]
        #expect(try await tacho("rebuild", environment: environment).code == 0)
        #expect(try await tacho("audit", "--format", "json", environment: environment).output == first)
    }
}
