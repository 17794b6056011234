import Foundation
import Simulation
import TestSupport
import Testing

@Suite("Lasting changes over the history of the fleet")
struct TrendTests {
    /// A store of the whole fleet, made once.
    private static let folder = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        #expect(try await Fixture.ingest(from: server, into: folder.file("store.sqlite")).code == 0)
        return folder
    }

    private func trend(_ arguments: String...) async throws -> Outcome {
        let folder = try await Self.folder.value
        let settings = ["TACHO_DB": folder.file("store.sqlite")]
        let outcome = try await tacho(["trend"] + arguments, environment: settings, directory: folder.path)
        #expect(outcome.code == 0, "\(outcome.complaint)")
        #expect(outcome.complaint.isEmpty)
        return outcome
    }

    @Test("a runner that a reboot stopped for good is found among all containers, with its date and the reboot")
    func found() async throws {
        // The definitions of the fleet: node-us was rebooted 17 days before 2026-11-16, and ci-runner-1 did not come back.
        let lines = try await trend("--container", "ci-runner-1", "--metric", "availability").text
        let text = lines.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("1 lasting change in 1 series: 1 for the worse."))
        #expect(text.contains("On 2026-10-30 00:00:00 it fell from 99.99% to 1.36%"))
        #expect(text.contains("first entry by server_reboot on 2026-10-30"))
    }

    @Test("maintenance around a change is named from the configuration")
    func maintenance() async throws {
        _ = try await Self.folder.value.write(
            """
            maintenance:
              - name: node swap
                containers: ["ci-*"]
                from: 2026-10-30T01:00:00Z
                to: 2026-10-30T05:00:00Z
              - name: elsewhere
                containers: ["prod"]
                from: 2026-10-30T01:00:00Z
                to: 2026-10-30T05:00:00Z
              - name: before
                containers: ["*"]
                from: 2026-10-01T01:00:00Z
                to: 2026-10-01T05:00:00Z
            """,
            to: "swap.yml"
        )
        let table = try await trend(
            "--container",
            "ci-runner-1",
            "--config",
            "swap.yml",
            "--format",
            "csv",
            "--table",
            "changes"
        ).text
        #expect(table.contains("maintenance node swap 2026-10-30T01:00:00.000Z; actor server_reboot"))
        #expect(!table.contains("elsewhere") && !table.contains("before 2026"))
    }

    @Test("containers have series of their own, and p values are adjusted for all of them")
    func grouped() async throws {
        let output = try await trend("--group-by", "container", "--format", "json").output
        let document = try #require(JSONSerialization.jsonObject(with: output) as? [String: Any])
        let search = try #require(document["search"] as? [String: Any])
        let tested = try #require(search["tested"] as? Int)
        let series = try #require(document["series"] as? [[String: Any]])
        let coverage = try #require(document["coverage"] as? [String: Any])
        let containers = try #require(coverage["containers"] as? Int)
        #expect(series.count == 3 * (1 + containers))
        #expect(tested == series.count { $0["tested"] as? Bool == true })
        let changes = series.flatMap { $0["changes"] as? [[String: Any]] ?? [] }
        #expect(!changes.isEmpty)
        for change in changes {
            let p = try #require(change["p_value"] as? Double)
            let adjusted = try #require(change["p_adjusted"] as? Double)
            #expect(abs(adjusted - min(1, p * Double(tested))) < 1e-12)
        }
    }

    @Test("too little history is said to be too little, and is no failure")
    func short() async throws {
        let text = try await trend("--period", "2026-W46").text
        #expect(text.contains("Too little history: a change needs 10 days with data"))
        let older = try await trend("--period", "2025-W46").text
        #expect(older.contains("No day has data."))
    }

    @Test("it is the same on a second run, and as known then no entry of later is in it")
    func repeated() async throws {
        let first = try await trend("--format", "json").output
        #expect(try await trend("--format", "json").output == first)
        let early = try await trend("--to", "2026-10-25", "--from", "2026-09-21", "--format", "json").text
        #expect(!early.contains("\"2026-10-27"))
    }
}
