import Foundation
import Simulation
import TestSupport
import Testing
import Timelines

@Suite("Runs after the first one")
struct SecondRunTests {
    @Test("a second run over an unchanged fleet asks twice for a container at most, and --full finds nothing new")
    func unchanged() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let path = folder.file("store.sqlite")
        #expect(try await Fixture.ingest(from: server, into: path).code == 0)
        let content = try StoreContent(path)
        let entries = try content.entries()
        #expect(entries.count > 1_000)
        let before = server.requestCounts()

        #expect(try await Fixture.ingest(from: server, into: path).code == 0)
        let second = server.requestCounts().merging(before) { $0 - $1 }
        let logs = second.filter { $0.key.hasSuffix("/status-logs") }
        #expect(!logs.isEmpty)
        #expect(logs.allSatisfy { $0.value <= 2 }, "\(logs.filter { $0.value > 2 })")
        #expect(try content.entries() == entries)

        let full = try await Fixture.ingest(from: server, into: path, "--full")
        #expect(full.code == 0)
        #expect(full.complaint.contains("\(entries.count + 11) entries received, 0 new"), "\(full.complaint)")
        #expect(try content.entries() == entries)
    }

    @Test("what came a day later is added, amended and marked, as a store that saw both days has it")
    func laterRevision() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server(at: Fixture.fleet.clock(revision: 1))
        defer { server.stop() }
        let path = folder.file("store.sqlite")
        #expect(try await Fixture.ingest(from: server, into: path).code == 0)
        let first = try StoreContent(path).entries()
        server.serve(.fixed(Fixture.now))
        #expect(try await Fixture.ingest(from: server, into: path).code == 0)
        let second = try StoreContent(path).entries()
        #expect(second.count > first.count)
        // One vanished, one amended, one given its id later: the rest stands as it was.
        #expect(Set(first).subtracting(second).count <= 4)
    }

    @Test("a token or realm that sees another fleet makes nothing gone: exit 3, unless --gone says so")
    func anotherFleet() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let server = try Fixture.server()
        defer { server.stop() }
        #expect(try await Fixture.ingest(from: server, into: path).code == 0)
        let other = try SimulationServer(
            fleet: Fleet(FleetOptions(seed: 2, now: Fixture.now)),
            options: ServerOptions(time: .fixed(Fixture.now))
        )
        other.start()
        defer { other.stop() }
        let known = try StoreContent(path).containers(gone: false)
        for _ in 1...2 {
            let doubted = try await Fixture.ingest(from: other, into: path)
            #expect(doubted.code == 3, "\(doubted.complaint)")
            let lines = doubted.complaints.filter { $0.contains("not in the listing") }
            #expect(lines.count == 1, "\(doubted.complaint)")
            #expect(lines.allSatisfy { $0.contains("token") && $0.contains("--realm") && $0.contains("--gone") })
            #expect(try StoreContent(path).containers(gone: true).isEmpty)
        }
        #expect(try await Fixture.ingest(from: other, into: path, "--gone").code == 0)
        #expect(try StoreContent(path).containers(gone: true) == known)
        // The right token again: they are back.
        #expect(try await Fixture.ingest(from: server, into: path, "--gone").code == 0)
        #expect(try Set(StoreContent(path).containers(gone: false)) == Set(known))
    }

    @Test("two runs at once on one store both end 0, and nothing is doubled")
    func together() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let path = folder.file("store.sqlite")
        async let left = Fixture.ingest(from: server, into: path)
        async let right = Fixture.ingest(from: server, into: path)
        let outcomes = try await [left, right]
        for outcome in outcomes { #expect(outcome.code == 0, "\(outcome.complaint)") }
        let alone = folder.file("alone.sqlite")
        #expect(try await Fixture.ingest(from: server, into: alone).code == 0)
        let content = try StoreContent(path)
        #expect(try content.entries() == StoreContent(alone).entries())
        #expect(try content.quarantined() == StoreContent(alone).quarantined())
        #expect(try content.integrity() == ["ok"])
    }
}
