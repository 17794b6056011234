import Foundation
import HostileStores
import TestSupport
import Testing

/// Stores of which any column holds anything, through every command: a crash or a hang needs a process to be seen.
@Suite("The program on a store with hostile content", .timeLimit(.minutes(10)))
struct HostileCommandTests {
    private static let seed: UInt64 = .random(in: 0 ... .max)

    /// What killed the program once, or kept it running for ever.
    private static let known: [HostileCase] =
        [
            ("transition_projection", "to_status = 4000000"), ("transition_projection", "actor = -1"),
            ("transition_projection", "duration_ms = -1.0"), ("transition_projection", "duration_ms = 1e308"),
            ("transition_projection", "duration_ms = 9e999"),
            ("container_projection", "covered_until = -9223372036854775808"),
            ("pass_projection", "begun_at = 9223372036854775807"),
            ("observations", "recorded_at = 9223372036854775807"), ("observations", "pass = -9223372036854775808"),
            ("listing_projection", "last_pass = 4000000000000"),
            ("sqlite_sequence", "seq = 'x'"), ("checkpoint", "size = -1"),
        ].map { HostileCase(table: $0, sql: "UPDATE \($0) SET \($1)") } + [
            HostileCase(
                table: "transition_projection",
                sql: """
                    UPDATE transition_projection SET at = 9223372036854775807 WHERE (container, at, ordinal) =
                    (SELECT container, at, ordinal FROM transition_projection ORDER BY container, at DESC LIMIT 1)
                    """
            ),
            HostileCase(
                table: "observations",
                sql: "UPDATE observations SET body = '{\"complete\":\"1-4294967295\"}' WHERE kind = 7"
            ),
            HostileCase(
                table: "checkpoint",
                sql: "UPDATE checkpoint SET number = 9223372036854775807 WHERE number = 2"
            ),
            .endless("observations", columns: ["seq", "pass", "kind", "container", "recorded_at", "body"]),
            .endless("name_projection", columns: ["number", "text"]),
            .endless("grdb_migrations", columns: ["identifier"]),
        ]

    /// The commands that read, in every form of output.
    private static func commands(_ fixture: EvidenceFixture) -> [[String]] {
        let week = ["--period", "2026-W46"]
        let queries = [
            "actors", "stability", "restarts", "restarts-per-day", "listing-drift", "who-stopped-what",
            "latency-percentiles", "availability", "quality", "slow-starts", "latency-by-week", "coverage",
            "start-percentiles", "failed-starts", "downtime-windows", "worst-containers", "chain-breaks",
        ]
        return [
            ["report"] + week, ["audit"], ["who"], ["events", "--format", "ndjson"] + week, ["outages"] + week,
            ["outages", fixture.events[0], "--format", "json"], ["timeline", "prod"] + week, ["trend"],
            ["check"] + week + ["--baseline-period", "previous"],
            ["explain", "fleet.restarts.count"] + week, ["report", "--format", "json"] + week,
            ["report", "--format", "csv", "--table", "containers"] + week,
            ["report", "--as-known-at", "2026-11-12"] + week, ["prove", fixture.events[0]],
            ["prove", "--from", "first.checkpoint"], ["audit", "--format", "json"],
            ["who", "stopped", "prod", "--format", "json"], ["trend", "--format", "json"],
            ["timeline", "prod", "--format", "csv"] + week, ["verify", "--key", "fleet.pub", "--format", "json"],
            ["verify", "--against", "first.checkpoint", "--key", "fleet.pub"],
        ] + queries.map { ["query", $0] }
    }

    @Test(
        "every command ends by itself, with a code of the contract and one line, and is right where verify says intact"
    )
    func commands() async throws {
        let fixture = try await EvidenceFixture.shared.value
        let scratch = try TemporaryFolder()
        let loose = try LooseStore(of: fixture.folder.file("store.sqlite"), at: scratch.file("loose.sqlite"))
        var generator = SeededGenerator(seed: Self.seed)
        let cases = Self.known + HostileSample.drawn(from: try loose.cases(), atLeast: 4, using: &generator)
        let commands = Self.commands(fixture)
        var whole: [[String]: Outcome] = [:]
        for command in commands { whole[command] = try await fixture.run(command) }
        // A few commands a case, unless there is time: over all cases each has its turn.
        let turns = HostileSample.wanted == nil ? 3 : commands.count
        try await withThrowingTaskGroup(of: Void.self) { group in
            for half in 0..<2 {
                group.addTask { [whole] in
                    for place in stride(from: half, to: cases.count, by: 2) {
                        let chosen = (0..<turns).map { commands[(place * turns + $0) % commands.count] }
                        try await Self.tryOut(cases[place], of: loose, in: fixture.copied(), chosen, whole)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private static func tryOut(
        _ change: HostileCase,
        of loose: LooseStore,
        in fixture: EvidenceFixture,
        _ commands: [[String]],
        _ whole: [[String]: Outcome]
    ) async throws {
        try FileManager.default.removeItem(atPath: fixture.folder.file("store.sqlite"))
        guard try loose.write(change, to: fixture.folder.file("store.sqlite")) else { return }
        let verified = try await outcome(["verify"], change, in: fixture)
        #expect([0, 1].contains(verified.code), "\(change): \(verified.complaint)")
        if verified.code == 1 { #expect(!verified.text.isEmpty && verified.saysOneLine, "\(change)") }
        for command in commands {
            let outcome = try await outcome(command, change, in: fixture)
            // How long it took is said as well.
            guard verified.code == 0, command.first != "verify" else { continue }
            #expect(outcome.code == whole[command]?.code, "\(change): \(command)")
            #expect(outcome.output == whole[command]?.output, "\(change): \(command)")
        }
        // What writes comes last.
        _ = try await outcome(["checkpoint", "--key", "fleet.key"], change, in: fixture)
        let rebuilt = try await outcome(["rebuild"], change, in: fixture)
        guard change.table.hasSuffix("_projection"), change.sql.hasPrefix("UPDATE") else { return }
        #expect(rebuilt.code == 0, "\(change): \(rebuilt.complaint)")
        let healed = try await outcome(["verify"], change, in: fixture)
        #expect(healed.code == 0, "\(change): \(healed.complaint)")
    }

    private static func outcome(
        _ command: [String],
        _ change: HostileCase,
        in fixture: EvidenceFixture
    ) async throws -> Outcome {
        let running = try Running(command, environment: ["TACHO_DB": "store.sqlite"], directory: fixture.folder.path)
        let watchdog = Task {
            try await Task.sleep(for: .seconds(120))
            running.send(SIGKILL)
        }
        defer { watchdog.cancel() }
        let outcome = try await running.outcome()
        let code = try #require(outcome.code, "\(change): \(command) crashed or did not end; seed \(seed)")
        #expect([0, 1, 2, 3, 64, 65].contains(code), "\(change): \(command): \(code) \(outcome.complaint)")
        if code > 3 {
            #expect(outcome.output.isEmpty, "\(change): \(command)")
            let last = outcome.complaints.last ?? ""
            #expect(last.hasPrefix("tacho: ") && last.utf8.count < 1_000, "\(change): \(command): \(outcome.complaint)")
        }
        return outcome
    }
}
