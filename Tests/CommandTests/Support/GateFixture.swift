import Foundation
import Simulation
import TestSupport
import Testing

/// A store of the fleet, and baselines of its weeks: as they were, and with every sample changed by hand.
struct GateFixture {
    let folder: TemporaryFolder

    /// ISO week 46, the last whole one, and the one before it.
    static let candidate = ["--period", "2026-W46"]
    static let before = ["--baseline-period", "2026-W45"]

    /// Made once, and only read.
    static let shared = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        #expect(try await Fixture.ingest(from: server, into: folder.file("store.sqlite")).code == 0)
        let fixture = GateFixture(folder: folder)
        let saved = try await fixture.run(["--period", "2026-W45", "--save-baseline", "baseline.json"])
        #expect(saved.code == 0, "\(saved.complaint)")
        // The candidate then is twice as slow as its baseline, half as slow, or slow where there was nothing to wait for.
        try fixture.write("faster.json") { $0 * 0.5 }
        try fixture.write("slower.json") { $0 * 2 }
        try fixture.write("zero.json") { _ in 0 }
        return fixture
    }

    /// Runs `tacho check` in the folder, on its store.
    func run(_ arguments: [String], now: String = Fixture.nowText) async throws -> Outcome {
        try await tacho(
            ["check"] + arguments,
            environment: ["TACHO_DB": "store.sqlite", "TACHO_NOW": now],
            directory: folder.path
        )
    }

    /// The same with the last whole week as the candidate.
    func check(_ arguments: String...) async throws -> Outcome {
        try await run(GateFixture.candidate + arguments)
    }

    func text(_ name: String) throws -> String {
        String(decoding: try bytes(of: folder.file(name)), as: UTF8.self)
    }

    /// Writes the baseline of week 45 with every sample changed.
    private func write(_ name: String, _ change: (Double) -> Double) throws {
        let data = try bytes(of: folder.file("baseline.json"))
        var document = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let lists = try #require(document["samples"] as? [[String: Any]])
        document["samples"] = try lists.map { list in
            var list = list
            list["ms"] = try #require(list["ms"] as? [Double]).map(change)
            return list
        }
        try JSONSerialization.data(withJSONObject: document).write(to: URL(fileURLWithPath: folder.file(name)))
    }
}
