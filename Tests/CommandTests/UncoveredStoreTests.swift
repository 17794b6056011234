import Foundation
import Simulation
import Storage
import TestSupport
import Testing

@Suite("Where no container was read completely")
struct UncoveredStoreTests {
    private static let commands = [
        "report", "report --format json", "who stopped", "trend", "explain fleet.restarts.count", "check --max-p50 1s",
        "site new",
    ]

    @Test("a store without a complete reading is one line and 3, and no report of nothing", arguments: commands)
    func nothing(command: String) async throws {
        let folder = try TemporaryFolder()
        try await EventStore.open(at: folder.file("store.sqlite")).close()
        let outcome = try await tacho(
            command.split(separator: " ").map(String.init),
            environment: ["TACHO_DB": "store.sqlite"],
            directory: folder.path
        )
        #expect(outcome.code == 3 && outcome.text.isEmpty, "\(outcome.text)")
        #expect(
            outcome.complaint
                == "tacho: store.sqlite: no container has been read completely yet; run tacho ingest\n"
        )
    }

    @Test("it counts what is selected: only prod was read")
    func selection() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let store = folder.file("store.sqlite")
        let ingestion = Fixture.ingestion(from: server.baseURL, into: store) + ["--container", "prod"]
        #expect(try await tacho(ingestion, environment: ["HOODY_TOKEN": Fixture.token]).code == 0)
        #expect(try await tacho("report", "--container", "prod", "--db", store).code == 0)
        let others = try await tacho("report", "--container", "prod-*", "--db", store)
        #expect(others.code == 3, "\(others.complaint)")
        #expect(others.complaint.contains("no chosen container has been read completely yet; run tacho ingest"))
    }
}
