import Foundation
import Simulation
import Timelines

/// The fleet, clock and token of these tests.
enum Fixture {
    /// Monday, 2026-11-16, midnight in UTC: the end of ISO week 46.
    static let now = Instant(milliseconds: 1_794_787_200_000)
    static let nowText = "2026-11-16T00:00:00Z"
    static let fleet = Fleet(FleetOptions(now: now))
    /// Recognisable wherever it turns up.
    static let token = "hoody-SECRET-7f3a9c51e8-TOKEN"

    /// A running server of the fleet, in this process.
    static func server(
        _ faults: String = "",
        token: ExpectedToken = .any,
        at time: Instant = now,
        seed: UInt64 = 1
    ) throws -> SimulationServer {
        let server = try SimulationServer(
            fleet: fleet,
            options: ServerOptions(token: token, faults: try Fault.parse(faults), seed: seed, time: .fixed(time))
        )
        server.start()
        return server
    }

    /// Ingests what `server` shows into the store at `path`.
    static func ingest(from server: SimulationServer, into path: String, _ more: String...) async throws -> Outcome {
        try await tacho(ingestion(from: server.baseURL, into: path) + more, environment: ["HOODY_TOKEN": token])
    }

    static func ingestion(from url: String, into path: String) -> [String] {
        ["ingest", "--base-url", url, "--db", path]
    }
}
