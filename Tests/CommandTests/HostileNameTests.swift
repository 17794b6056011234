import HostileText
import Simulation
import TestSupport
import Testing

@Suite("Names from outside are shown, and nobody obeys them")
struct HostileNameTests {
    /// Everything that prints a store as text, with the exit codes that it can end with.
    private static func answered(_ fleet: HostileFleet) -> [([String], Set<Int32>)] {
        let range = ["--from", "2026-11-09", "--to", "2026-11-16"]
        let ranged: [[String]] = [
            ["report"], ["report", "--compare", "previous"],
            ["report", "--container", fleet.sharedName],
            ["who", "running"], ["who", "stopped", "--limit", "1000"], ["timeline", fleet.ids[0]],
            ["timeline", fleet.ids[1]],
            ["events"], ["outages"], ["outages", "2026-11-12T12:00Z"],
            ["audit"], ["trend"], ["explain", "fleet.restarts.count"], ["explain", "fleet.availability.ratio"],
            ["explain", "windows[0].duration_ms"], ["explain", "actors[0].down_ms"],
            ["explain", "containers[0].availability.ratio"],
        ]
        let gates: [[String]] = [
            ["--max-p50", "1ms", "--max-restarts-per-day", "0"],
            ["--baseline-period", "2026-W45", "--group-by", "container"],
            ["--baseline-period", "2026-W45", "--group-by", "container", "--format", "markdown"],
        ]
        let queries = [
            "actors", "coverage", "downtime-windows", "restarts", "listing-drift", "quarantined", "chain-breaks",
            "who-stopped-what", "slow-starts", "latency-by-week",
        ]
        return ranged.map { ($0 + range, [0, 3]) } + gates.map { (["check"] + range + $0, [1, 2, 3]) }
            + queries.map { (["query", $0], [0]) } + [(["who"], [0]), (["verify"], [0]), (["query"], [0])]
    }

    /// What is refused, and the text repeated.
    private static func refused(_ fleet: HostileFleet) -> [[String]] {
        let name = fleet.sharedName
        return [
            ["timeline", name], ["who", "stopped", "--actor", name + "y"], ["who", name], ["prove", name],
            ["report", "--container", name + "y"], ["report", "--config", name], ["query", name],
            ["query", "actors", "--set", name + "=1"], ["explain", name], ["report", "--format", name],
            ["report", name],
            ["site", "new", "--container", name + "y"], ["site", name + "/x", "--url", name],
            ["report", "--period", name], ["report", "--timezone", name], ["report", "--db", name],
        ]
    }

    @Test("no line of any text, on either stream, is a command or hides anything", arguments: [1] as [UInt64])
    func everyCommand(seed: UInt64) async throws {
        let fleet = try HostileFleet(seed: seed)
        let folder = try TemporaryFolder()
        // The second time a container is refused, and the run names it.
        for (faults, code) in [("", 0), ("forbidden:at=\(fleet.ids[0])", 3)] as [(String, Int32)] {
            let options = ServerOptions(faults: try Fault.parse(faults), time: .fixed(Fixture.now))
            let server = try SimulationServer(options: options) { _ in fleet.served }
            server.start()
            defer { server.stop() }
            let ingested = try await Fixture.ingest(from: server, into: folder.file("store.sqlite"))
            #expect(ingested.code == code, "\(ingested.complaint)")
            try expectHarmless(ingested, "ingest, seed \(seed)")
        }
        for (command, codes) in Self.answered(fleet) + Self.refused(fleet).map({ ($0, [64, 74]) }) {
            let outcome = try await tacho(
                command,
                environment: ["TACHO_DB": folder.file("store.sqlite")],
                directory: folder.path
            )
            #expect(outcome.code.map(codes.contains) ?? false, "\(command): \(outcome.complaint)")
            try expectHarmless(outcome, "seed \(seed): \(command)")
        }
    }

    private func expectHarmless(_ outcome: Outcome, _ comment: Comment) throws {
        for text in [outcome.text, outcome.complaint] {
            #expect(commandLines(in: text).isEmpty, comment)
            #expect(hiddenCharacters(in: text).isEmpty, comment)
        }
    }
}
