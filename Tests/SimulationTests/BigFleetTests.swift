import Foundation
import Simulation
import Testing

@testable import TachoBench

@Suite("A big fleet")
struct BigFleetTests {
    private let fleet = BigFleet(seed: 3, containers: 5, entries: 400)

    @Test("has as many containers and entries as asked for, of 300 to 350 bytes each")
    func size() {
        let served = fleet.served()
        #expect(served.containers.count == 5)
        for container in served.containers {
            #expect(container.log.count == 400)
            #expect((300...350).contains(container.log.size / 400))
        }
    }

    @Test("is its seed's, container by container")
    func determinism() {
        let served = fleet.served()
        for number in 0..<5 {
            let again = fleet.container(number)
            #expect(again.id == served.containers[number].id)
            #expect((0..<400).allSatisfy { again.log.body($0) == served.containers[number].log.body($0) })
        }
        let other = BigFleet(seed: 4, containers: 5, entries: 400)
        #expect(other.container(0).log.body(0) != fleet.container(0).log.body(0))
    }

    @Test("has unbroken chains in strict order, within its span, that end in the status that is listed")
    func chains() throws {
        for container in fleet.served().containers {
            let entries = try (0..<400).map { index in
                try #require(
                    JSONSerialization.jsonObject(with: Data(container.log.body(index))) as? [String: Any]
                )
            }
            let times = entries.compactMap { $0["transition_time"] as? String }
            #expect(times == times.sorted() && Set(times).count == 400)
            #expect(times[0] >= "2025-11-16T00:00:00.000Z" && times[399] < "2026-11-16T00:00:00.000Z")
            #expect(entries[0]["from_status"] is NSNull)
            for (first, second) in zip(entries, entries.dropFirst()) {
                #expect(first["to_status"] as? String == second["from_status"] as? String)
            }
            let listed = try JSONSerialization.jsonObject(with: Data(container.body)) as? [String: Any]
            #expect(listed?["status"] as? String == entries[399]["to_status"] as? String)
            #expect(Set(entries.compactMap { $0["id"] as? String }).count == 400)
        }
    }

    @Test("is served by the same server, page by page")
    func served() throws {
        let served = fleet.served()
        let server = try SimulationServer { _ in served }
        server.start()
        defer { server.stop() }
        let client = try WireClient(port: server.port)
        let ids = try client.get("/api/v1/containers?limit=100").containers.compactMap { $0["id"] as? String }
        #expect(ids.count == 5)
        let pages = try (1...4).map {
            try client.get("/api/v1/containers/\(ids[0])/status-logs?limit=100&page=\($0)&sort_order=asc")
        }
        #expect(pages.allSatisfy { $0.logs.count == 100 })
        #expect(Set(pages.flatMap(\.ids)).count == 400)
    }
}
